package dev.dromedary.function.steps.lineage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that rows were held to, and how many kept to it.
 *
 * @param kind of what it is: {@code required}, {@code valid}, {@code rule} or {@code row}
 * @param reason what rejected rows carry, which names it
 * @param column the column that it is about; null for a row as a whole
 * @param rows how many were looked at
 * @param broken how many were rejected for it
 */
public record Assertion(String kind, String reason, String column, long rows, long broken) {

    /**
     * What all rows of a schema are held to, and what else some were rejected for.
     *
     * @param required names of columns that have to be there
     * @param columns names of all columns
     * @param rules reasons of rules
     * @param rows how many rows were read
     * @param reasons how many rows were rejected, by reason
     */
    public static List<Assertion> of(
            List<String> required, List<String> columns, List<String> rules, long rows, Map<String, Long> reasons) {
        List<Assertion> all = new ArrayList<>();
        required.forEach(column -> all.add(of("required", "missing_" + column, column, rows, reasons)));
        columns.forEach(column -> all.add(of("valid", "invalid_" + column, column, rows, reasons)));
        // Several rules may give the same reason.
        new LinkedHashSet<>(rules).forEach(rule -> all.add(of("rule", rule, null, rows, reasons)));
        Set<String> known = new LinkedHashSet<>();
        all.forEach(assertion -> known.add(assertion.reason()));
        reasons.keySet().stream()
                .filter(reason -> !known.contains(reason))
                .forEach(reason -> all.add(of("row", reason, null, rows, reasons)));
        return all;
    }

    private static Assertion of(String kind, String reason, String column, long rows, Map<String, Long> reasons) {
        return new Assertion(kind, reason, column, rows, reasons.getOrDefault(reason, 0L));
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("assertion", kind);
        document.put("success", broken == 0);
        if (column != null) {
            document.put("column", column);
        }
        document.put("severity", "error");
        document.put("name", reason);
        if (rows > 0) {
            document.put("expected", "1");
            // Never a whole if a single row is not.
            document.put(
                    "actual",
                    BigDecimal.valueOf(rows - broken)
                            .divide(BigDecimal.valueOf(rows), 6, RoundingMode.DOWN)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("rows", rows);
        counts.put("broken", broken);
        document.put("params", counts);
        return document;
    }
}
