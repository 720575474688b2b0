package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether the first row of a file can be its header. What stands in it is never told, as it may be data. The fields are the schema's; none if no schema is known. */
record HeaderCheck(Quoting quoting, Limits limits, List<String> fields) {

    /** The names, those of the schema's fields spelt as there. */
    List<String> names(Row row) {
        return HeaderNames.matched(names(row, quoting), fields);
    }

    static List<String> names(Row row, Quoting quoting) {
        List<String> names = new ArrayList<>(row.count());
        for (int i = 0; i < row.count(); i++) {
            int start = row.valueStart(i);
            while (quoting.skipInitialSpace() && start < row.valueEnd(i) && row.chunk().bytes[start] == ' ') {
                start++;
            }
            names.add(quoting.text(row.chunk().bytes, start, row.valueEnd(i)));
        }
        return names;
    }

    Optional<Defect> fault(Row row) {
        String where = "The header on line " + row.line();
        if (RowReader.UNDECODABLE_BYTES.equals(row.reason())) {
            return defect(
                    "undecodable_header",
                    where + " is not " + quoting.encoding().charset().name()
                            + "; store the file in that encoding, or name its own in the schema's dialect.");
        }
        if (RowReader.MALFORMED_QUOTE.equals(row.reason())) {
            return defect(
                    "malformed_header",
                    where + " has a quote that does not close, or text after a closing quote; double the quotes inside"
                            + " its names.");
        }
        if (row.count() > limits.columns()) {
            return defect(
                    "too_many_columns",
                    where + " has " + row.count() + " columns, more than " + limits.columns()
                            + "; check the delimiter, or raise the limit for columns.");
        }
        return faultOfNames(where, names(row));
    }

    private Optional<Defect> faultOfNames(String where, List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                return defect("blank_column", where + " has no name for column " + (i + 1) + "; give it one.");
            }
            Integer earlier = seen.putIfAbsent(name, i);
            if (earlier != null) {
                String known = fields.contains(name) ? " (" + ColumnNames.shortened(name) + ")" : "";
                return defect(
                        "duplicate_column",
                        where + " gives columns " + (earlier + 1) + " and " + (i + 1) + " the same name" + known
                                + "; rename one.");
            }
        }
        return Optional.empty();
    }

    private static Optional<Defect> defect(String reason, String message) {
        return Optional.of(new Defect(reason, message));
    }
}
