package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
import java.nio.charset.StandardCharsets;

/**
 * Dates and times by a pattern of directives, as Table Schema has them from C's strptime: {@code %Y} (four digits),
 * {@code %m}, {@code %d}, {@code %H}, {@code %M}, {@code %S} (two digits each), {@code %f} (one to six digits), {@code %z}
 * ({@code Z} or an offset, at the end only), {@code %%}. Everything else stands for itself.
 */
final class CalendarPattern extends ValueParser {

    private static final String DIRECTIVES = "YmdHMSfz%";
    private static final int MOST_FRACTION_DIGITS = 6;

    private final FieldType type;
    private final byte[] pattern;

    CalendarPattern(FieldType type, String format) {
        this.type = type;
        this.pattern = format.getBytes(StandardCharsets.UTF_8);
        String found = directives(format);
        if (type != FieldType.TIME) {
            require(found.contains("Y") && found.contains("m") && found.contains("d"), format, "%Y, %m and %d");
        }
        if (type != FieldType.DATE) {
            require(found.contains("H") && found.contains("M"), format, "%H and %M");
        }
    }

    private static void require(boolean fulfilled, String format, String what) {
        if (!fulfilled) {
            throw new UnusableException(
                    "format",
                    "\"" + format + "\" lacks " + what
                            + "; use default for ISO 8601, or a pattern such as %Y-%m-%d %H:%M:%S.");
        }
    }

    private static String directives(String format) {
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%') {
                continue;
            }
            i++;
            String directive = i < format.length() ? format.substring(i, i + 1) : "";
            if (directive.isEmpty() || !DIRECTIVES.contains(directive)) {
                throw new UnusableException(
                        "format", "%" + directive + " is not supported; %Y %m %d %H %M %S %f %z %% are.");
            }
            if (found.indexOf(directive) >= 0 && !directive.equals("%")) {
                throw new UnusableException("format", "%" + directive + " stands there twice; remove one.");
            }
            if (directive.equals("z") && i < format.length() - 1) {
                throw new UnusableException("format", "%z must be the last directive.");
            }
            found.append(directive);
        }
        return found.toString();
    }

    @Override
    boolean parse(byte[] bytes, int start, int end, Cell cell) {
        int year = 0;
        int month = 1;
        int day = 1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        long fraction = 0;
        int digits = 0;
        int offset = 0;
        int place = start;
        for (int i = 0; i < pattern.length; i++) {
            byte directive = pattern[i] == '%' ? pattern[++i] : 0;
            if (directive == 0 || directive == '%') {
                if (place >= end || bytes[place++] != pattern[i]) {
                    return false;
                }
                continue;
            }
            if (directive == 'z') {
                offset = place < end ? IsoParser.offset(bytes, place, end) : Integer.MIN_VALUE;
                place = end;
            } else if (directive == 'f') {
                int first = place;
                while (place < end
                        && place - first < MOST_FRACTION_DIGITS
                        && bytes[place] >= '0'
                        && bytes[place] <= '9') {
                    fraction = fraction * 10 + bytes[place++] - '0';
                }
                digits = place - first;
                if (digits == 0) {
                    return false;
                }
            } else {
                int length = directive == 'Y' ? 4 : 2;
                if (end - place < length) {
                    return false;
                }
                int number = length == 4 ? IsoParser.fourDigits(bytes, place) : IsoParser.twoDigits(bytes, place);
                place += length;
                switch (directive) {
                    case 'Y' -> year = number;
                    case 'm' -> month = number;
                    case 'd' -> day = number;
                    case 'H' -> hour = number;
                    case 'M' -> minute = number;
                    default -> second = number;
                }
            }
        }
        int secondOfDay = Calendar.secondOfDay(hour, minute, second);
        if (place != end || offset == Integer.MIN_VALUE) {
            return false;
        }
        return switch (type) {
            case DATE -> Calendar.date(year, month, day, cell);
            case TIME -> Calendar.time(secondOfDay, fraction, digits, cell);
            default -> Calendar.moment(year, month, day, secondOfDay, fraction, digits, offset, cell);
        };
    }
}
