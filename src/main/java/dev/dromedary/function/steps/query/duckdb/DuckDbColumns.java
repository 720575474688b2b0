package dev.dromedary.function.steps.query.duckdb;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.query.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of a schema as DuckDB has them: a field {@code a.b} is the member b of the structure a, as in JSON. Lists and objects
 * are JSON.
 */
final class DuckDbColumns {

    private final Map<String, Object> columns = new LinkedHashMap<>();

    DuckDbColumns(TableSchema schema) {
        schema.fields().forEach(field -> add(columns, List.of(field.name().split("\\.")), type(field)));
    }

    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> into, List<String> path, String type) {
        if (path.size() == 1) {
            into.put(path.get(0), type);
        } else {
            add(
                    (Map<String, Object>) into.computeIfAbsent(path.get(0), any -> new LinkedHashMap<String, Object>()),
                    path.subList(1, path.size()),
                    type);
        }
    }

    private static String type(Field field) {
        return switch (field.type()) {
            case INTEGER, YEAR -> "BIGINT";
            case NUMBER -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case DATETIME -> "TIMESTAMP";
            case LIST, OBJECT -> "JSON";
            case STRING, ANY, YEARMONTH -> "VARCHAR";
        };
    }

    /** As the definition of a table. */
    String definitions() {
        return columns.entrySet().stream()
                .map(column -> quoted(column.getKey()) + " " + text(column.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** As the option of {@code read_json}. */
    String types() {
        List<String> types = new ArrayList<>();
        columns.forEach((name, type) -> types.add(quoted(name) + ": " + SqlText.quoted(text(type))));
        return String.join(", ", types);
    }

    private static String text(Object type) {
        if (type instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .map(member -> quoted(String.valueOf(member.getKey())) + " " + text(member.getValue()))
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
        return String.valueOf(type);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
