package dev.dromedary.function.steps.window;

import com.tdunning.math.stats.MergingDigest;
import dev.dromedary.function.steps.Timestamps;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The figures of a window. Sums are exact; percentiles are a sketch's, whose error is least at the ends. */
final class WindowFigures {

    private static final String COUNT = "count";
    private static final String SUM = "sum";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String LATE = "late_count";
    private static final String SKETCH = "sketch";
    private static final String SIZE = "size";

    /** Centroids of the sketch, about: 2 KB. */
    private static final double COMPRESSION = 100;

    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

    private final int size;
    private final MergingDigest sketch;
    private long count;
    private long late;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal min;
    private BigDecimal max;

    /** The figures of nothing, of a window of so many seconds. */
    WindowFigures(int size) {
        this(size, new MergingDigest(COMPRESSION));
    }

    private WindowFigures(int size, MergingDigest sketch) {
        this.size = size;
        this.sketch = sketch;
    }

    /** As an item has them. */
    static WindowFigures of(Map<String, AttributeValue> item) {
        WindowFigures figures = new WindowFigures(
                Integer.parseInt(item.get(SIZE).n()),
                MergingDigest.fromBytes(ByteBuffer.wrap(item.get(SKETCH).b().asByteArray())));
        figures.count = Long.parseLong(item.get(COUNT).n());
        figures.late = Long.parseLong(item.get(LATE).n());
        figures.sum = new BigDecimal(item.get(SUM).n());
        figures.min = new BigDecimal(item.get(MIN).n());
        figures.max = new BigDecimal(item.get(MAX).n());
        return figures;
    }

    /** Seconds of the window. */
    int size() {
        return size;
    }

    /**
     * Counts a number.
     *
     * @param isLate whether later windows had begun by the time it came
     */
    void add(BigDecimal value, boolean isLate) {
        count++;
        late += isLate ? 1 : 0;
        sum = sum.add(value);
        min = min == null ? value : min.min(value);
        max = max == null ? value : max.max(value);
        sketch.add(value.doubleValue());
    }

    /** Counts all that others have counted. */
    void add(WindowFigures others) {
        if (others.count == 0) {
            return;
        }
        count += others.count;
        late += others.late;
        sum = sum.add(others.sum);
        min = min == null ? others.min : min.min(others.min);
        max = max == null ? others.max : max.max(others.max);
        sketch.add(others.sketch);
    }

    /** What an item has of them. At least one number is counted. */
    Map<String, AttributeValue> item() {
        ByteBuffer bytes = ByteBuffer.allocate(sketch.byteSize());
        sketch.asBytes(bytes);
        bytes.flip();
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put(COUNT, AttributeValue.fromN(Long.toString(count)));
        item.put(LATE, AttributeValue.fromN(Long.toString(late)));
        item.put(SUM, AttributeValue.fromN(sum.toPlainString()));
        item.put(MIN, AttributeValue.fromN(min.toPlainString()));
        item.put(MAX, AttributeValue.fromN(max.toPlainString()));
        item.put(SKETCH, AttributeValue.fromB(SdkBytes.fromByteBuffer(bytes)));
        item.put(SIZE, AttributeValue.fromN(Integer.toString(size)));
        return item;
    }

    /** The lowest number. */
    BigDecimal min() {
        return min;
    }

    /** The highest number. */
    BigDecimal max() {
        return max;
    }

    /** As a route has them: the key, when the window begins and ends, and the figures. */
    Map<String, Object> describe(String key, Instant start) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", key);
        described.put("start", Timestamps.of(start));
        described.put("end", Timestamps.of(start.plusSeconds(size)));
        described.put(COUNT, count);
        described.put(SUM, sum);
        described.put("mean", sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64));
        described.put(MIN, min);
        described.put(MAX, max);
        PERCENTILES.forEach(percentile -> described.put("p" + percentile, sketch.quantile(percentile / 100.0)));
        described.put(LATE, late);
        return described;
    }
}
