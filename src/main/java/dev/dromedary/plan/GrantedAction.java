package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One action on one resource that a statement of a plan grants.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource its ARN, in which {@code *} stands for anything
 * @param conditions the statement's conditions, in a sorted set; empty if it holds always
 */
record GrantedAction(String action, String resource, Set<String> conditions) implements Comparable<GrantedAction> {

    private static final Comparator<GrantedAction> ORDER = Comparator.comparing(GrantedAction::action)
            .thenComparing(GrantedAction::resource)
            .thenComparing(each -> each.conditions().toString());

    /** All that statements grant. */
    static Set<GrantedAction> all(JsonNode statements) {
        Set<GrantedAction> all = new TreeSet<>();
        for (JsonNode statement : statements) {
            Set<String> conditions = new TreeSet<>();
            statement
                    .path("conditions")
                    .forEach(condition ->
                            conditions.add(condition.path("variable").asText() + " "
                                    + condition.path("test").asText() + " " + condition.path("values")));
            for (JsonNode action : statement.path("actions")) {
                for (JsonNode resource : statement.path("resources")) {
                    all.add(new GrantedAction(action.asText(), resource.asText(), conditions));
                }
            }
        }
        return all;
    }

    /** Whether this allows all that another one does: another resource or fewer conditions count as wider. */
    boolean covers(GrantedAction other) {
        String pattern = Pattern.quote(resource).replace("*", "\\E.*\\Q");
        return action.equals(other.action)
                && Pattern.matches(pattern, other.resource)
                && other.conditions.containsAll(conditions);
    }

    @Override
    public int compareTo(GrantedAction other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        // What all ARNs have in common tells nothing.
        return action + " on " + resource.replace("arn:${partition}:", "").replace("${region}:${account}:", "")
                + (conditions.isEmpty() ? "" : " if " + String.join(" and ", conditions));
    }
}
