package dev.dromedary.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a file's columns with a schema's fields. */
final class HeaderMatch {

    private final TableSchema schema;

    HeaderMatch(TableSchema schema) {
        this.schema = schema;
    }

    Optional<Defect> defect(List<String> columns) {
        List<String> fields = schema.fields().stream().map(Field::name).toList();
        List<String> missing = without(fields, columns);
        List<String> unexpected = without(columns, fields);
        if (!missing.isEmpty()) {
            return defect(
                    "missing_column",
                    "The header lacks " + columns(missing) + hint(missing, unexpected) + ", which schema "
                            + schema.name() + " needs; add it or check the delimiter.");
        }
        if (!unexpected.isEmpty() && schema.fieldsMatch() != FieldsMatch.SUBSET) {
            return defect(
                    "unexpected_column",
                    "The header has " + columns(unexpected) + ", which schema " + schema.name()
                            + " does not describe; drop it, or let the schema allow more with fieldsMatch subset.");
        }
        if (!columns.equals(fields) && schema.fieldsMatch() == FieldsMatch.EXACT) {
            return defect(
                    "wrong_column_order",
                    "The header's columns stand in another order than in schema " + schema.name()
                            + "; reorder them, or let the schema allow any order with fieldsMatch equal.");
        }
        return Optional.empty();
    }

    private static List<String> without(List<String> names, List<String> known) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(known);
        return rest;
    }

    private static String columns(List<String> names) {
        List<String> shown = names.subList(0, Math.min(names.size(), 10));
        String more = names.size() > shown.size() ? " and " + (names.size() - shown.size()) + " more" : "";
        return (names.size() == 1 ? "column " : "columns ") + String.join(", ", shown) + more;
    }

    private static String hint(List<String> missing, List<String> unexpected) {
        return unexpected.isEmpty() || missing.size() > 1
                ? ""
                : " (it has " + columns(unexpected) + ", which the schema does not know)";
    }

    private static Optional<Defect> defect(String reason, String message) {
        return Optional.of(new Defect(reason, message));
    }
}
