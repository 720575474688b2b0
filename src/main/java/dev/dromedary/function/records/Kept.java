package dev.dromedary.function.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
