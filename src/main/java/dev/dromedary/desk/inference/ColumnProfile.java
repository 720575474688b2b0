package dev.dromedary.desk.inference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What stands in a column, counted. Values beyond a hundred thousand different ones are counted, and not kept. */
final class ColumnProfile {

    /** What a value is in JSON. In CSV all are text. */
    enum Kind {
        TEXT,
        OTHER,
        LIST,
        OBJECT
    }

    private static final int MOST_VALUES = 100_000;

    private final String name;
    private final Map<String, Integer> values = new HashMap<>();
    private final Map<Kind, Long> kinds = new HashMap<>();
    private long rows;
    private long empty;
    private boolean complete = true;

    ColumnProfile(String name) {
        this.name = name;
    }

    /** @param value empty for none */
    void add(String value, Kind kind) {
        rows++;
        if (value.isEmpty()) {
            empty++;
            return;
        }
        kinds.merge(kind, 1L, Long::sum);
        if (values.size() < MOST_VALUES || values.containsKey(value)) {
            values.merge(value, 1, Integer::sum);
        } else {
            complete = false;
        }
    }

    String name() {
        return name;
    }

    long rows() {
        return rows;
    }

    long empty() {
        return empty;
    }

    /** How many values there are that are of a kind. */
    long of(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    /** Values that are kept, with how often each stands there. */
    Map<String, Integer> values() {
        return values;
    }

    /** Whether all are different, as names of records are. */
    boolean isDifferent() {
        return !values.isEmpty() && values.values().stream().allMatch(count -> count == 1);
    }

    /** Whether all values are kept. */
    boolean isComplete() {
        return complete;
    }

    /** How many of the kept values, counted as often as they stand there, fit. */
    long fitting(Predicate<String> test) {
        return values.entrySet().stream()
                .filter(value -> test.test(value.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many values are kept, counted as often as they stand there. */
    long kept() {
        return fitting(value -> true);
    }

    /** The most frequent values, at most so many. */
    List<String> frequent(int most) {
        return values.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
