package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins tables that refer to each other, and counts and sums up what belongs to each row of the first. One pass over each
 * table, in memory for the keys that are referred to: a table without a key may have any number of rows. Sums are exact.
 * Not for use by several threads at once.
 */
public final class Rollup {

    /** An exponent would make the digits of a sum grow without end. */
    private static final int MOST_ZEROS = 20;

    private final RollupRules rules;
    private final List<Total> totals = new ArrayList<>();
    /** For each table that has a key the total that each of its keys belongs to. */
    private final Map<String, Map<String, Total>> keys = new HashMap<>();

    private final Set<String> ended = new HashSet<>();
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> unmatched = new LinkedHashMap<>();
    /** Places of counts and sums in a total, by table. */
    private final Map<String, Integer> countPlaces = new LinkedHashMap<>();

    private final Map<String, Integer> sumPlaces = new LinkedHashMap<>();
    private final BigDecimal[] zeros;

    /** What belongs to one row of the first table. */
    private static final class Total {
        private final String key;
        private final long[] counts;
        private final BigDecimal[] sums;

        Total(String key, int counts, BigDecimal[] zeros) {
            this.key = key;
            this.counts = new long[counts];
            this.sums = zeros.clone();
        }
    }

    /**
     * A row that could not be joined: {@code unknown_<column>}, {@code duplicate_<column>} or {@code invalid_<column>}.
     */
    public record Unmatched(Row row, String reason) {}

    /** A rollup that has seen no row yet. */
    public Rollup(RollupRules rules) {
        this.rules = rules;
        List<BigDecimal> scales = new ArrayList<>();
        for (RollupRules.Table table : rules.tables()) {
            table.key().ifPresent(column -> keys.put(table.name(), new HashMap<>()));
            table.count().ifPresent(as -> countPlaces.put(table.name(), countPlaces.size()));
            table.sum().ifPresent(sum -> {
                sumPlaces.put(table.name(), scales.size());
                scales.add(BigDecimal.ZERO.setScale(sum.decimals()));
            });
        }
        zeros = scales.toArray(BigDecimal[]::new);
    }

    /**
     * Takes in the rows of a table that follow, but for rejected ones; returns those that belong to nothing.
     *
     * @throws IllegalStateException if the table that this one refers to has not been read to its end, or this one has
     */
    public List<Unmatched> add(String name, List<Row> batch) {
        RollupRules.Table table = rules.table(name);
        requireOrder(table);
        List<Unmatched> found = new ArrayList<>();
        for (Row row : batch) {
            if (row.valid()) {
                take(table, row).ifPresent(reason -> {
                    found.add(new Unmatched(row, reason));
                    unmatched.computeIfAbsent(name, any -> new TreeMap<>()).merge(reason, 1L, Long::sum);
                });
            }
        }
        rows.merge(name, (long) batch.size(), Long::sum);
        return found;
    }

    private void requireOrder(RollupRules.Table table) {
        table.parent().filter(parent -> !ended.contains(parent)).ifPresent(parent -> {
            throw new IllegalStateException("The table " + table.name() + " refers to " + parent
                    + ", which has not been read to its end; read " + parent + " before it");
        });
        if (ended.contains(table.name())) {
            throw new IllegalStateException("The table " + table.name() + " was read to its end already");
        }
    }

    /** @return the reason why the row belongs to nothing, or empty */
    private Optional<String> take(RollupRules.Table table, Row row) {
        Total total = null;
        if (table.parent().isPresent()) {
            String column = table.reference().orElseThrow();
            total = keys.get(table.parent().get()).get(row.get(column));
            if (total == null) {
                return Optional.of("unknown_" + column);
            }
        }
        BigDecimal amount = null;
        if (table.sum().isPresent()) {
            RollupRules.Sum sum = table.sum().get();
            amount = amount(row.number(sum.field()), sum.decimals());
            if (amount == null) {
                return Optional.of("invalid_" + sum.field());
            }
        }
        if (table.key().isPresent()) {
            String column = table.key().get();
            String key = row.get(column);
            if (key == null || key.isEmpty()) {
                return Optional.of("missing_" + column);
            }
            boolean first = total == null;
            Total added = first ? new Total(key, countPlaces.size(), zeros) : total;
            if (keys.get(table.name()).putIfAbsent(key, added) != null) {
                return Optional.of("duplicate_" + column);
            }
            if (first) {
                totals.add(added);
            }
        }
        if (total != null) {
            add(table, total, amount);
        }
        return Optional.empty();
    }

    private void add(RollupRules.Table table, Total total, BigDecimal amount) {
        Integer count = countPlaces.get(table.name());
        if (count != null) {
            total.counts[count]++;
        }
        if (amount != null) {
            int place = sumPlaces.get(table.name());
            total.sums[place] = total.sums[place].add(amount);
        }
    }

    /** @return the number with so many decimals, or null if it has more */
    private static BigDecimal amount(BigDecimal number, int decimals) {
        if (number == null) {
            return null;
        }
        // 5.000 has no more decimals than 5.
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() <= decimals && number.scale() > -MOST_ZEROS ? shortest.setScale(decimals) : null;
    }

    /** Says that a table has been read to its end. */
    public void end(String name) {
        rules.table(name);
        ended.add(name);
        rows.putIfAbsent(name, 0L);
    }

    /** The rules. */
    public RollupRules rules() {
        return rules;
    }

    /** How many rows of a table were taken in, those that belong to nothing and those that are rejected included. */
    public long rows(String name) {
        return rows.getOrDefault(name, 0L);
    }

    /** How many rows belong to nothing, by reason, by table; tables without such rows are left out. */
    public Map<String, Map<String, Long>> unmatched() {
        return Collections.unmodifiableMap(unmatched);
    }

    /**
     * The results, made one at a time, in the order of the first table's rows: the constants, the key, and what was
     * counted and summed up.
     *
     * @throws IllegalStateException if a table has not been read to its end
     */
    public Iterable<Map<String, Object>> results() {
        for (RollupRules.Table table : rules.tables()) {
            if (!ended.contains(table.name())) {
                throw new IllegalStateException("The table " + table.name() + " has not been read to its end");
            }
        }
        return () -> totals.stream().map(this::result).iterator();
    }

    private Map<String, Object> result(Total total) {
        Map<String, Object> result = new LinkedHashMap<>(rules.constants());
        for (RollupRules.Table table : rules.tables()) {
            if (table.parent().isEmpty()) {
                result.put(table.key().orElseThrow(), total.key);
            }
            table.count().ifPresent(as -> result.put(as, total.counts[countPlaces.get(table.name())]));
            table.sum().ifPresent(sum -> result.put(sum.as(), total.sums[sumPlaces.get(table.name())]));
        }
        return result;
    }
}
