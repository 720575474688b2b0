package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The rows that stand out most: whose value is farthest from its field's mean in standard deviations, among the numeric
 * fields of the rules that the row broke. Of rows that are equally far the earlier comes first.
 *
 * <p>Mean and deviation are known only at the end. But of the N farthest rows, one that owes its place to a value above the
 * mean of some field has fewer than N rows with greater values there, and one that owes it to a value below has fewer than
 * N with lesser ones. So the N greatest and the N least of each field hold them all.
 */
final class Worst {

    private final int most;
    private final NumberSummary[] summaries;
    private final Extremes[] greatest;
    private final Extremes[] least;

    /** @param summaries of each numeric field, at last over all rows */
    Worst(int most, NumberSummary[] summaries) {
        this.most = most;
        this.summaries = summaries;
        this.greatest = new Extremes[summaries.length];
        this.least = new Extremes[summaries.length];
        for (int i = 0; i < summaries.length; i++) {
            greatest[i] = new Extremes(most, 1);
            least[i] = new Extremes(most, -1);
        }
    }

    /** Takes in a row that comes after all others, with the numbers of {@link Kept}; null if it was not kept. */
    Kept add(Anomaly anomaly, double[] numbers) {
        Kept kept = null;
        for (int i = 0; i < numbers.length; i++) {
            double value = numbers[i];
            // A NaN is of another rule's field.
            boolean high = value == value && greatest[i].takes(value);
            boolean low = value == value && least[i].takes(value);
            if (kept == null && (high || low)) {
                kept = Kept.of(anomaly, numbers);
            }
            if (high) {
                greatest[i].add(value, kept);
            }
            if (low) {
                least[i].add(value, kept);
            }
        }
        return kept;
    }

    /** The worst rows so far, the worst first. */
    List<Kept> rows() {
        TreeMap<Long, Kept> candidates = new TreeMap<>();
        for (int i = 0; i < summaries.length; i++) {
            greatest[i].forEach(kept -> candidates.put(kept.anomaly().row(), kept));
            least[i].forEach(kept -> candidates.put(kept.anomaly().row(), kept));
        }
        List<Kept> rows = new ArrayList<>(candidates.values());
        // Stable: rows that are equally far stay in the file's order.
        rows.sort(Comparator.comparingDouble((Kept kept) -> kept.deviation(summaries))
                .reversed());
        return rows.subList(0, Math.min(most, rows.size()));
    }
}
