package dev.dromedary.function.metrics;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/**
 * What was measured on the way of one exchange, or of all exchanges of an invocation. The trigger binds one to each exchange
 * and adds them up. Never fails, and may be used by several threads.
 */
public final class Measures {

    /** The exchange property that holds them; absent where nobody collects, as under Camel's own command line. */
    public static final String PROPERTY = "measures";

    /** What was used up counts also if the exchange fails in the end. */
    private final Map<Metric, BigDecimal> used = new EnumMap<>(Metric.class);

    /** What was achieved counts only if it does not, as the next attempt achieves it again. */
    private final Map<Metric, BigDecimal> achieved = new EnumMap<>(Metric.class);

    private final Map<String, Long> reasons = new TreeMap<>();
    private boolean judged;

    /** What the trigger has bound to an exchange, or to the one that it was split from; else measures that nobody looks at. */
    public static Measures of(Exchange exchange) {
        Measures bound = exchange.getProperty(PROPERTY, Measures.class);
        return bound == null ? new Measures() : bound;
    }

    /** Adds to what was used up, in the metric's unit. */
    public synchronized void use(Metric metric, BigDecimal amount) {
        used.merge(metric, amount, BigDecimal::add);
    }

    /** Adds to what was used up, in the metric's unit. */
    public void use(Metric metric, long amount) {
        use(metric, BigDecimal.valueOf(amount));
    }

    /**
     * Adds an object whose rows were judged.
     *
     * @param valid how many rows are valid
     * @param rejected how many are not, by their reason
     */
    public synchronized void judge(long valid, Map<String, Long> rejected) {
        long sum = rejected.values().stream().mapToLong(Long::longValue).sum();
        achieve(Metric.RECORDS_IN, valid + sum);
        achieve(Metric.RECORDS_VALID, valid);
        achieve(Metric.RECORDS_REJECTED, sum);
        rejected.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        judged = true;
    }

    /** Adds columns that are new, missing or of another type. */
    public synchronized void drift(long columns) {
        if (columns > 0) {
            achieve(Metric.DRIFTED_COLUMNS, columns);
        }
    }

    /** Adds rows that were valid, and that a mapping let go. */
    public synchronized void filter(long rows) {
        achieve(Metric.RECORDS_IN, rows);
        achieve(Metric.RECORDS_FILTERED, rows);
    }

    /** Adds an object whose rows, so many, were all taken as they are. */
    public synchronized void take(long rows) {
        achieve(Metric.RECORDS_IN, rows);
        achieve(Metric.RECORDS_VALID, rows);
        achieve(Metric.RECORDS_REJECTED, 0);
    }

    /** Adds something that brought nothing new. */
    public synchronized void skipDuplicate() {
        achieve(Metric.DUPLICATES_SKIPPED, 1);
    }

    /** Adds what is suspicious in an object, so many times, and no fault. */
    public synchronized void warn(long warnings) {
        achieve(Metric.WARNINGS, warnings);
    }

    private void achieve(Metric metric, long amount) {
        achieved.merge(metric, BigDecimal.valueOf(amount), BigDecimal::add);
    }

    /**
     * Adds what an exchange has come to.
     *
     * @param exchange its measures; what a step adds later, on a thread of its own, is lost
     * @param succeeded whether it did not fail
     */
    public void add(Measures exchange, boolean succeeded) {
        synchronized (exchange) {
            addAll(exchange, succeeded);
        }
    }

    private synchronized void addAll(Measures exchange, boolean succeeded) {
        exchange.used.forEach(this::use);
        if (succeeded) {
            exchange.achieved.forEach((metric, amount) -> achieved.merge(metric, amount, BigDecimal::add));
            exchange.reasons.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
            judged |= exchange.judged;
        }
    }

    /** All sums: a new map, in the order of the metrics, without those of which nothing was measured. */
    public synchronized Map<Metric, BigDecimal> sums() {
        Map<Metric, BigDecimal> sums = new EnumMap<>(used);
        achieved.forEach((metric, amount) -> sums.merge(metric, amount, BigDecimal::add));
        return sums;
    }

    /**
     * Rejected rows by reason.
     *
     * @return a new map, in alphabetical order; its values add up to {@link Metric#RECORDS_REJECTED}
     */
    public synchronized Map<String, Long> reasons() {
        return new TreeMap<>(reasons);
    }

    /** Whether rows were judged, so that there is a share of valid ones: whether {@link #judge} was called. */
    public synchronized boolean judged() {
        return judged;
    }
}
