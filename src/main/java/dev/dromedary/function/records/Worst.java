package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;

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

    /**
     * The rows with the greatest values of one field, or the least. Of equal values the earlier row counts as more extreme.
     */
    private static final class Extremes {

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

    /**
     * A row that stands out and is kept to be shown in the results.
     *
     * @param anomaly the row, with {@link Pseudonyms#keys} in the place of identities
     * @param numbers the values of the numeric fields that its rules look at, NaN at the others' places
     */
    record Kept(Anomaly anomaly, double[] numbers) {

        static Kept of(Anomaly anomaly, double[] numbers) {
            return new Kept(anomaly.withIdentities(Pseudonyms.keys(anomaly.identities())), numbers.clone());
        }

        /**
         * How far the farthest of the values is from its field's mean, in standard deviations. Rounded as it is shown, so that
         * rows whose distances differ by what arithmetic adds to them count as equally far.
         */
        double deviation(NumberSummary[] summaries) {
            double deviation = 0;
            for (int i = 0; i < numbers.length; i++) {
                if (!Double.isNaN(numbers[i])) {
                    deviation = Math.max(deviation, summaries[i].distance(numbers[i]));
                }
            }
            return ShownValue.rounded(deviation).doubleValue();
        }

        /** What the results show of it. */
        Map<String, Object> toMap(Pseudonyms pseudonyms) {
            List<String> shown = pseudonyms.of(anomaly.identities());
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("row", anomaly.row());
            anomaly.forEachField(shown, map::put);
            map.put("labels", anomaly.labels());
            return map;
        }
    }
}
