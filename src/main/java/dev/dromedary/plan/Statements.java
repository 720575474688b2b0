package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Permissions as the statements of an IAM policy: those that differ only in their resource become one. */
final class Statements {

    private Statements() {}

    private record Key(String purpose, List<String> actions, List<Condition> conditions) {}

    private record Statement(Key key, Set<String> resources) {}

    static List<Map<String, Object>> of(Collection<Permission> permissions) {
        Map<Key, Set<String>> grouped = new HashMap<>();
        for (Permission permission : permissions) {
            if (permissions.stream().anyMatch(other -> covers(other, permission))) {
                continue;
            }
            grouped.computeIfAbsent(
                            new Key(permission.purpose(), permission.actions(), permission.conditions()),
                            key -> new TreeSet<>())
                    .add(permission.resource());
        }
        List<Statement> sorted = new ArrayList<>();
        grouped.forEach((key, resources) -> sorted.add(new Statement(key, resources)));
        sorted.sort(
                Comparator.comparing((Statement statement) -> statement.key().purpose())
                        .thenComparing(statement -> statement.key().actions().toString())
                        .thenComparing(statement -> statement.resources().toString())
                        .thenComparing(statement -> statement.key().conditions().toString()));
        Map<String, Integer> used = new HashMap<>();
        List<Map<String, Object>> statements = new ArrayList<>();
        for (Statement statement : sorted) {
            int number = used.merge(statement.key().purpose(), 1, Integer::sum);
            Document document = new Document();
            document.put("sid", statement.key().purpose() + (number == 1 ? "" : number));
            document.put("actions", statement.key().actions());
            document.put("resources", List.copyOf(statement.resources()));
            document.put(
                    "conditions",
                    statement.key().conditions().stream()
                            .map(Statements::condition)
                            .toList());
            statements.add(document.fields());
        }
        return statements;
    }

    /** Whether what one allows is allowed by another already. */
    private static boolean covers(Permission other, Permission permission) {
        return other.resource().equals(permission.resource())
                && other.conditions().equals(permission.conditions())
                && other.actions().containsAll(permission.actions())
                && (other.actions().size() > permission.actions().size()
                        || other.purpose().compareTo(permission.purpose()) < 0);
    }

    private static Map<String, Object> condition(Condition condition) {
        return new Document()
                .put("test", condition.test())
                .put("variable", condition.variable())
                .put("values", condition.values())
                .fields();
    }
}
