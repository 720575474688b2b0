package dev.dromedary.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether the first row of a file can be its header. */
final class HeaderCheck {

    private final Quoting quoting;
    private final Limits limits;

    HeaderCheck(Quoting quoting, Limits limits) {
        this.quoting = quoting;
        this.limits = limits;
    }

    Header header(Row row) {
        byte[] bytes = Arrays.copyOfRange(row.chunk().bytes, row.start(), row.end());
        return new Header(new Columns(names(row)), bytes, quoting);
    }

    Optional<Defect> fault(Row row) {
        String where = "The header on line " + row.line();
        if (RowReader.UNDECODABLE_BYTES.equals(row.reason())) {
            return defect(
                    "undecodable_header",
                    where + " is not " + encodingName() + hint(row)
                            + "; store the file in that encoding, or name its own in the schema's dialect.");
        }
        if (RowReader.MALFORMED_QUOTE.equals(row.reason())) {
            return defect(
                    "malformed_header", where + " has text after a closing quote; double the quotes inside its names.");
        }
        if (row.count() > limits.columns()) {
            return defect(
                    "too_many_columns",
                    where + " has " + row.count() + " columns, more than " + limits.columns()
                            + "; check the delimiter, or raise the limit for columns.");
        }
        return faultOfNames(where, names(row));
    }

    private static Optional<Defect> faultOfNames(String where, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                return defect("blank_column", where + " has no name for column " + (i + 1) + "; give it one.");
            }
            if (!seen.add(name)) {
                return defect(
                        "duplicate_column", where + " names column \"" + shortened(name) + "\" twice; rename one.");
            }
        }
        return Optional.empty();
    }

    private List<String> names(Row row) {
        List<String> names = new ArrayList<>(row.count());
        for (int i = 0; i < row.count(); i++) {
            names.add(quoting.text(row.chunk().bytes, row.valueStart(i), row.valueEnd(i)));
        }
        return names;
    }

    private String encodingName() {
        return quoting.encoding().charset().name();
    }

    private static String hint(Row row) {
        int first = row.chunk().bytes[row.start()] & 0xFF;
        int second = row.chunk().bytes[row.start() + 1] & 0xFF;
        boolean utf16 = first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE;
        return utf16 ? " (it looks like UTF-16)" : "";
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private static Optional<Defect> defect(String reason, String message) {
        return Optional.of(new Defect(reason, message));
    }
}
