package dev.dromedary.function.steps.window;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What a record says.
 *
 * @param key whose windows it belongs to
 * @param moment when it happened
 * @param start when its window begins
 * @param value the number that is counted
 */
record Measurement(String key, Instant moment, Instant start, BigDecimal value) {

    /** Bytes; a hash key of DynamoDB has up to 2048: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
    private static final int LONGEST_KEY = 1024;

    /**
     * Digits before and behind the point. A number of DynamoDB has 38, which a sum of as many records as there can be does not use up.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Numbers</a>
     */
    private static final int MOST_DIGITS = 12;

    /** So far a clock may be ahead of the stream's; a moment further on would make all that follows late. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /**
     * Reads a record.
     *
     * @throws RejectedRecordException with the reason if it can't be counted
     */
    static Measurement of(StreamRecord record, WindowEndpoint endpoint) throws RejectedRecordException {
        if (!(record.data() instanceof Map<?, ?> fields)) {
            throw new RejectedRecordException("malformed_json");
        }
        Object key = field(fields, endpoint.getKey());
        if (!(key instanceof String || key instanceof Number || key instanceof Boolean)
                || key.toString().isEmpty()
                || key.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new RejectedRecordException(reason(key, endpoint.getKey()));
        }
        Object time = field(fields, endpoint.getTime());
        Instant moment;
        try {
            moment = moment(time);
        } catch (DateTimeException e) {
            throw new RejectedRecordException(reason(time, endpoint.getTime()));
        }
        if (record.arrived() != null
                && record.arrived() > 0
                && moment.isAfter(Instant.ofEpochMilli(record.arrived()).plus(AHEAD))) {
            throw new RejectedRecordException("future_" + endpoint.getTime());
        }
        long seconds = moment.getEpochSecond();
        return new Measurement(
                key.toString(),
                moment,
                Instant.ofEpochSecond(seconds - Math.floorMod(seconds, endpoint.getSize())),
                number(field(fields, endpoint.getValue()), endpoint.getValue()));
    }

    /** The shard's part of its window. */
    WindowId window(String shard) {
        return new WindowId(key, start, shard);
    }

    /**
     * A moment as a record or a request tells it.
     *
     * @throws DateTimeException if it is none of the years 1970 to 9999
     */
    static Instant moment(Object time) {
        Instant moment;
        if (time instanceof Number number) {
            moment = Instant.ofEpochMilli(number.longValue());
        } else if (time instanceof String text && text.matches(".*(Z|[+-]\\d{2}:?\\d{2})")) {
            moment = OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } else {
            moment = LocalDateTime.parse(String.valueOf(time).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        }
        if (moment.getEpochSecond() < 0 || moment.atOffset(ZoneOffset.UTC).getYear() > 9999) {
            throw new DateTimeException("Not of the years 1970 to 9999");
        }
        return moment;
    }

    private static BigDecimal number(Object value, String name) throws RejectedRecordException {
        if (!(value instanceof Number)) {
            throw new RejectedRecordException(reason(value, name));
        }
        try {
            BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
            if (number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= MOST_DIGITS) {
                // Not as 1E+2.
                return number.scale() < 0 ? number.setScale(0) : number;
            }
            throw new RejectedRecordException("too_many_digits_" + name);
        } catch (NumberFormatException e) {
            throw new RejectedRecordException(reason(value, name));
        }
    }

    private static Object field(Map<?, ?> fields, String path) {
        Object found = fields;
        for (String name : path.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    private static String reason(Object value, String name) {
        return (value == null ? "missing_" : "invalid_") + name;
    }
}
