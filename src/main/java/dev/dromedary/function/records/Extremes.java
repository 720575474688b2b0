package dev.dromedary.function.records;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The rows with the greatest values of one field, or the least. Of equal values the earlier row counts as more extreme.
 */
final class Extremes {

    private record Ranked(double extremity, Kept kept) {}

    private final int most;
    private final int sign;
    /** Its head is the first to go. */
    private final PriorityQueue<Ranked> rows = new PriorityQueue<>(Comparator.comparingDouble(Ranked::extremity)
            .thenComparing(Comparator.comparingLong(
                            (Ranked ranked) -> ranked.kept().anomaly().row())
                    .reversed()));

    /** Keeps so many rows; the sign is 1 for the greatest values, -1 for the least. */
    Extremes(int most, int sign) {
        this.most = most;
        this.sign = sign;
    }

    /** Whether a row with this value, which comes after all others, would be kept. */
    boolean takes(double value) {
        return rows.size() < most || most > 0 && sign * value > rows.peek().extremity();
    }

    void add(double value, Kept kept) {
        rows.add(new Ranked(sign * value, kept));
        if (rows.size() > most) {
            rows.poll();
        }
    }

    void forEach(Consumer<Kept> consumer) {
        rows.forEach(ranked -> consumer.accept(ranked.kept()));
    }
}
