package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes dates and times of one format as strings of ISO 8601. What is in that form stays as it is, but for an offset without
 * colon; a zone is as it was written, and none is added to what has none. Seconds since 1970 are in UTC.
 */
final class JsonMoment {

    /** Where the zone of a date and time can begin at the earliest: behind the minutes. */
    private static final int BEFORE_ZONE = 16;

    private final FieldType type;
    private final ValueParser parser;
    private final boolean iso;
    private final boolean unix;
    private final boolean zoned;

    JsonMoment(FieldType type, String format) {
        this.type = type;
        this.parser = ValueParser.calendar(type, format);
        this.iso = format.equals("default") || format.equals("any");
        this.unix = format.equals(Field.UNIX) || format.equals(Field.UNIX_MILLISECONDS);
        this.zoned = format.replace("%%", "").contains("%z");
    }

    /** Writes a value, if it is of the format; the cell is overwritten. */
    boolean write(byte[] bytes, int start, int end, Cell cell, JsonBytes out) {
        if (!parser.parse(bytes, start, end, cell)) {
            return false;
        }
        out.write('"');
        if (iso) {
            asItCame(bytes, start, end, out);
        } else {
            String offset = unix ? "Z" : zoned ? offset(bytes, start, end) : "";
            out.write(local(cell.number(), offset));
            out.write(offset);
        }
        out.write('"');
        return true;
    }

    private void asItCame(byte[] bytes, int start, int end, JsonBytes out) {
        int zone = end;
        for (int i = start + BEFORE_ZONE; i < end && zone == end; i++) {
            if (bytes[i] == '+' || bytes[i] == '-') {
                zone = i;
            }
        }
        out.write(bytes, start, zone);
        if (zone < end) {
            out.write(offset(bytes, start, end));
        }
    }

    private String local(BigDecimal number, String offset) {
        if (type == FieldType.DATE) {
            return LocalDate.ofEpochDay(number.longValueExact()).toString();
        }
        long seconds = number.toBigInteger().longValue();
        BigDecimal fraction = number.subtract(BigDecimal.valueOf(seconds));
        if (fraction.signum() < 0) {
            // Before 1970.
            seconds--;
            fraction = fraction.add(BigDecimal.ONE);
        }
        int nanoseconds = fraction.movePointRight(9).intValueExact();
        if (type == FieldType.TIME) {
            return DateTimeFormatter.ISO_LOCAL_TIME.format(
                    LocalTime.ofSecondOfDay(seconds).withNano(nanoseconds));
        }
        ZoneOffset zone = offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanoseconds), zone));
    }

    /** The zone at the end of a value, as {@code Z} or {@code ±hh:mm}. */
    private static String offset(byte[] bytes, int start, int end) {
        if (bytes[end - 1] == 'Z') {
            return "Z";
        }
        String hours;
        String minutes = "00";
        if (isSign(bytes, start, end - 6) && bytes[end - 3] == ':') {
            hours = digits(bytes, end - 6, 3);
            minutes = digits(bytes, end - 2, 2);
        } else if (isSign(bytes, start, end - 5)) {
            hours = digits(bytes, end - 5, 3);
            minutes = digits(bytes, end - 2, 2);
        } else {
            hours = digits(bytes, end - 3, 3);
        }
        return hours + ":" + minutes;
    }

    private static boolean isSign(byte[] bytes, int start, int place) {
        return place >= start && (bytes[place] == '+' || bytes[place] == '-');
    }

    private static String digits(byte[] bytes, int start, int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = start; i < start + count; i++) {
            digits.append((char) bytes[i]);
        }
        return digits.toString();
    }
}
