package dev.dromedary.desk.operations;

import java.util.Map;
import java.util.TreeMap;

/** How many things came to what. */
public final class Counts {

    private final Map<String, Integer> byOutcome = new TreeMap<>();

    /** One more. */
    public void add(String outcome) {
        byOutcome.merge(outcome, 1, Integer::sum);
    }

    /** A copy, by outcome. */
    public Map<String, Integer> byOutcome() {
        return Map.copyOf(byOutcome);
    }

    /** How many of an outcome. */
    public int of(String outcome) {
        return byOutcome.getOrDefault(outcome, 0);
    }

    /** All of them. */
    public int total() {
        return byOutcome.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Such as {@code 12 success, 1 failed}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byOutcome.forEach((outcome, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(outcome));
        return text.isEmpty() ? "nothing" : text.toString();
    }
}
