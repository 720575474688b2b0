package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up a stream of numbers in constant memory. Mean and deviation are Welford's.
 *
 * @see <a href="https://doi.org/10.1080/00401706.1962.10490022">Note on a method for calculating corrected sums of squares
 *     and products</a>
 */
final class NumberSummary {

    /** No number beyond is summed up, so that no square overflows. It is DynamoDB's greatest, too. */
    static final double GREATEST = 9.99e125;

    private static final double PERCENT = 100;

    private final Percentiles percentiles;
    private long count;
    private double mean;
    private double squares;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    /** @param ranked whether percentiles will be asked for */
    NumberSummary(boolean ranked) {
        percentiles = ranked ? new Percentiles() : null;
    }

    /** Takes a number in, unless it is beyond {@link #GREATEST}. */
    void add(double value) {
        if (!(value >= -GREATEST && value <= GREATEST)) {
            return;
        }
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
        if (percentiles != null) {
            percentiles.add(value);
        }
    }

    /**
     * How far a number, one of those or one beyond {@link #GREATEST}, is from the mean, in standard deviations; 0 if
     * all are the same.
     */
    double distance(double value) {
        double deviation = count < 2 ? 0 : deviation();
        return deviation == 0 ? 0 : Math.min(GREATEST, Math.abs(value - mean) / deviation);
    }

    /** Of a sample: the divisor is one less than the count. */
    private double deviation() {
        return Math.sqrt(squares / (count - 1));
    }

    /**
     * As numbers of 15 digits, with percentiles from 0 to 100; null stands for what is not defined, as the mean of no
     * number is not.
     */
    Map<String, Object> toMap(List<BigDecimal> wanted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", count);
        map.put("mean", count == 0 ? null : ShownValue.rounded(Math.max(minimum, Math.min(maximum, mean))));
        map.put("minimum", count == 0 ? null : ShownValue.rounded(minimum));
        map.put("maximum", count == 0 ? null : ShownValue.rounded(maximum));
        map.put("standard_deviation", count < 2 ? null : ShownValue.rounded(deviation()));
        Map<String, Object> shares = new LinkedHashMap<>();
        for (BigDecimal percentile : wanted) {
            shares.put("p" + percentile.toPlainString(), count == 0 ? null : percentile(percentile.doubleValue()));
        }
        map.put("percentiles", shares);
        return map;
    }

    private Object percentile(double percentile) {
        double value = percentiles.at(percentile / PERCENT);
        return ShownValue.rounded(Math.max(minimum, Math.min(maximum, value)));
    }
}
