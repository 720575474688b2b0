package dev.dromedary.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What deploying a plan changes where another one is deployed: a line for each function, trigger, permission and resource
 * that comes ({@code +}), changes ({@code ~}) or goes ({@code -}). A permission of a function that is there already, which nothing
 * allowed before, is marked ({@code !}).
 */
public final class PlanComparison {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Told in sections of their own, or as what they cost. */
    private static final Set<String> ELSEWHERE = Set.of("trigger", "statements", "work");

    private static final List<String> TRIGGERS = List.of("rules", "schedules", "mappings", "endpoints");

    /** Kinds of resources, with what goes with them. */
    private static final Map<String, String> RESOURCES = new LinkedHashMap<>();

    static {
        RESOURCES.put("buckets", "bucket");
        RESOURCES.put("tables", "table");
        RESOURCES.put("queues", "queue");
        RESOURCES.put("streams", "stream");
        RESOURCES.put("buses", "event bus");
        RESOURCES.put("topics", "topic");
    }

    private final JsonNode before;
    private final JsonNode after;
    private final List<String> lines = new ArrayList<>();

    private PlanComparison(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Compares.
     *
     * @param deployed the plan that is deployed, as {@code plan --json} wrote it
     * @param plan the plan that is to be deployed
     * @return lines, sorted within each section; one sentence if nothing changes
     * @throws IllegalArgumentException if the first is no plan; one sentence
     */
    public static String of(String deployed, Plan plan) {
        return of(read(deployed), read(plan.json()));
    }

    static String of(JsonNode before, JsonNode after) {
        PlanComparison comparison = new PlanComparison(before, after);
        comparison.section("ENVIRONMENTS", comparison::environments);
        comparison.section("FUNCTIONS", comparison::functions);
        comparison.section("TRIGGERS", comparison::triggers);
        comparison.section("PERMISSIONS", comparison::permissions);
        comparison.section("RESOURCES", comparison::resources);
        return comparison.lines.isEmpty() ? "Nothing changes.\n" : String.join("\n", comparison.lines) + "\n";
    }

    private static JsonNode read(String text) {
        try {
            JsonNode plan = JSON.readTree(text);
            if (plan.path("format").asInt() != 1 || !plan.path("functions").isObject()) {
                throw new IllegalArgumentException("it is no plan of format 1, as plan --json writes it");
            }
            return plan;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void section(String title, Runnable content) {
        int start = lines.size();
        content.run();
        if (lines.size() > start) {
            lines.add(start, title);
            if (start > 0) {
                lines.add(start, "");
            }
        }
    }

    private void environments() {
        JsonNode old = before.path("environment");
        JsonNode fresh = after.path("environment");
        if (!old.equals(fresh)) {
            lines.add("~ environment " + old.asText("any") + " -> " + fresh.asText("any"));
        } else if (fresh.isMissingNode()) {
            different("ownPlans", "a plan of its own for");
        }
    }

    private void functions() {
        for (String id : names("functions")) {
            JsonNode old = before.path("functions").path(id);
            JsonNode fresh = after.path("functions").path(id);
            if (old.isMissingNode()) {
                lines.add("+ " + id + " (" + fresh.path("source").asText() + ")");
            } else if (fresh.isMissingNode()) {
                lines.add("- " + id + " (" + old.path("source").asText()
                        + "), with what failed for good and is still kept" + RetiredQueues.ofRoute(id, before));
            } else {
                List<String> changes = changes("", old, fresh);
                if (!changes.isEmpty()) {
                    lines.add("~ " + id + ": " + String.join("; ", changes));
                }
            }
        }
    }

    private void triggers() {
        for (String id : names("functions")) {
            entry(
                    "trigger of " + id,
                    at(before, "functions", id, "trigger"),
                    at(after, "functions", id, "trigger"),
                    "");
        }
        for (String kind : TRIGGERS) {
            for (String name : names(kind)) {
                String word = kind.substring(0, kind.length() - 1);
                JsonNode old = at(before, kind, name);
                String lost = kind.equals("mappings") ? RetiredQueues.ofMapping(old, after) : "";
                entry(word + " " + name, old, at(after, kind, name), lost);
            }
        }
    }

    private void resources() {
        RESOURCES.forEach((kind, word) -> {
            for (String name : names(kind)) {
                JsonNode old = at(before, kind, name);
                String kept = kind.equals("queues") ? RetiredQueues.ofQueue(name, old) : "";
                entry(word + " " + name, old, at(after, kind, name), ", with what is in it" + kept);
            }
        });
        different("identities", "identities");
        different("recipients", "recipients");
    }

    private void different(String kind, String word) {
        Set<String> old = texts(before.path(kind));
        Set<String> fresh = texts(after.path(kind));
        fresh.stream().filter(each -> !old.contains(each)).forEach(each -> lines.add("+ " + word + " " + each));
        old.stream().filter(each -> !fresh.contains(each)).forEach(each -> lines.add("- " + word + " " + each));
    }

    private void entry(String name, JsonNode old, JsonNode fresh, String lost) {
        if (old.isMissingNode() && !fresh.isMissingNode()) {
            lines.add("+ " + name);
        } else if (fresh.isMissingNode() && !old.isMissingNode()) {
            lines.add("- " + name + lost);
        } else if (!old.equals(fresh)) {
            lines.add("~ " + name + ": " + String.join("; ", changes("", old, fresh)));
        }
    }

    private void permissions() {
        for (String id : names("functions")) {
            Set<GrantedAction> old = GrantedAction.all(at(before, "functions", id, "statements"));
            Set<GrantedAction> fresh = GrantedAction.all(at(after, "functions", id, "statements"));
            boolean isNew = before.path("functions").path(id).isMissingNode();
            for (GrantedAction each : fresh) {
                boolean wider = !isNew && old.stream().noneMatch(known -> known.covers(each));
                if (!old.contains(each)) {
                    lines.add(
                            (wider ? "! " : "+ ") + id + " may " + each + (wider ? ", which it could not before" : ""));
                }
            }
            old.stream().filter(each -> !fresh.contains(each)).forEach(each -> lines.add("- " + id + " may " + each));
        }
    }

    /** What differs, by the path of the field. */
    private static List<String> changes(String path, JsonNode old, JsonNode fresh) {
        List<String> changes = new ArrayList<>();
        Set<String> fields = new TreeSet<>();
        old.fieldNames().forEachRemaining(fields::add);
        fresh.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            if (path.isEmpty() && ELSEWHERE.contains(field)) {
                continue;
            }
            String name = path + field;
            JsonNode one = old.path(field);
            JsonNode other = fresh.path(field);
            if (one.equals(other)) {
                continue;
            }
            if (one.isObject() && other.isObject()) {
                changes.addAll(changes(name + ".", one, other));
            } else if (one.isMissingNode()) {
                changes.add(name + " " + other + " is new");
            } else if (other.isMissingNode()) {
                changes.add(name + " " + one + " is gone");
            } else {
                changes.add(name + " " + one + " -> " + other);
            }
        }
        return changes;
    }

    private Set<String> names(String kind) {
        Set<String> names = new TreeSet<>();
        before.path(kind).fieldNames().forEachRemaining(names::add);
        after.path(kind).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode at(JsonNode plan, String... path) {
        JsonNode node = plan;
        for (String each : path) {
            node = node.path(each);
        }
        return node;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
