package dev.dromedary.function.records;

import dev.dromedary.function.records.TableSchema.Contract;
import dev.dromedary.function.records.TableSchema.FieldsMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a file's columns with a schema's fields. Of the file's own names only their places are told. */
record HeaderMatch(TableSchema schema) {

    /** @param columns the file's names, those of fields spelt as in the schema */
    Optional<Defect> defect(List<String> columns) {
        List<String> fields = schema.fields().stream().map(Field::name).toList();
        List<String> missing = new ArrayList<>(fields);
        missing.removeAll(columns);
        boolean lenient = schema.contract().isLenient();
        if (lenient) {
            missing.removeAll(optional());
        }
        List<Integer> unknown = ColumnNames.unknown(columns, fields);
        if (!missing.isEmpty()) {
            return defect(
                    "missing_column",
                    "The header lacks " + ColumnNames.named(missing) + ", which schema " + schema.name() + " needs"
                            + hint(columns, missing, unknown) + "; correct the header, or check the delimiter.");
        }
        boolean more = schema.fieldsMatch() == FieldsMatch.SUBSET && schema.contract() != Contract.FREEZE;
        if (!unknown.isEmpty() && !more && !lenient) {
            return defect(
                    "unexpected_column",
                    "The header has " + columns.size() + " columns, and schema " + schema.name()
                            + " does not describe " + ColumnNames.placed(unknown)
                            + "; drop what it does not, or let the schema allow more with fieldsMatch subset.");
        }
        if (!inBoth(columns, fields).equals(inBoth(fields, columns)) && schema.fieldsMatch() == FieldsMatch.EXACT) {
            return defect(
                    "wrong_column_order",
                    "The header's columns stand in another order than in schema " + schema.name()
                            + "; reorder them, or let the schema allow any order with fieldsMatch equal.");
        }
        return Optional.empty();
    }

    private List<String> optional() {
        return schema.fields().stream()
                .filter(field -> !field.constraints().required())
                .map(Field::name)
                .toList();
    }

    private static List<String> inBoth(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).toList();
    }

    private static String hint(List<String> columns, List<String> missing, List<Integer> unknown) {
        if (unknown.isEmpty()) {
            return "";
        }
        for (int place : unknown) {
            String name = columns.get(place);
            List<String> unseen = HeaderNames.unseen(name);
            if (!unseen.isEmpty()) {
                return " (column " + (place + 1) + " has characters that can't be seen: " + String.join(", ", unseen)
                        + ")";
            }
            for (String field : missing) {
                if (HeaderNames.normalised(name).equalsIgnoreCase(HeaderNames.normalised(field))) {
                    return " (column " + (place + 1) + " is " + ColumnNames.shortened(field) + " but for capitals)";
                }
            }
        }
        return unknown.size() == columns.size()
                ? " (it has " + (columns.size() == 1 ? "one column, which is none" : columns.size() + " columns, none")
                        + " of the schema's)"
                : " (" + ColumnNames.placed(unknown) + " of its " + columns.size() + " unknown to the schema)";
    }

    private static Optional<Defect> defect(String reason, String message) {
        return Optional.of(new Defect(reason, message));
    }
}
