package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Understands the values of one type. Has no state. */
abstract class ValueParser {

    /** For values that aren't of the field's type by their sheer bytes. */
    static ValueParser of(Field field, Encoding encoding) {
        return switch (field.type()) {
            case STRING, ANY -> {
                requireDefault(field);
                yield new TextParser();
            }
            case LIST -> {
                requireDefault(field);
                yield new JsonParser((byte) '[');
            }
            case OBJECT -> {
                requireDefault(field);
                yield new JsonParser((byte) '{');
            }
            case BOOLEAN -> {
                requireDefault(field);
                yield new BooleanParser(field, encoding);
            }
            case INTEGER, NUMBER -> {
                requireDefault(field);
                boolean whole = field.type() == FieldType.INTEGER;
                yield field.numberForm().isDefault()
                        ? new NumberParser(whole)
                        : new FormedNumberParser(field.numberForm(), whole, encoding);
            }
            case YEAR, YEARMONTH -> {
                requireDefault(field);
                yield new IsoParser(field.type());
            }
            case DATE, TIME, DATETIME ->
                field.formats().size() == 1 ? calendar(field.type(), field.format()) : new FirstOf(field);
        };
    }

    /** For moments in one format. */
    static ValueParser calendar(FieldType type, String format) {
        return switch (format) {
            case "default", "any" -> new IsoParser(type);
            case Field.UNIX, Field.UNIX_MILLISECONDS -> {
                if (type != FieldType.DATETIME) {
                    throw new UnusableException(
                            "format", "\"" + format + "\" is for type datetime; change the type or the format.");
                }
                yield new UnixTimeParser(format.equals(Field.UNIX_MILLISECONDS));
            }
            default -> new CalendarPattern(type, format);
        };
    }

    private static void requireDefault(Field field) {
        if (!field.format().equals("default")) {
            throw new UnusableException(
                    "format",
                    "\"" + field.format() + "\" is not supported for type "
                            + field.type().word() + "; remove it, or use constraints.pattern.");
        }
    }

    /** Whether the bytes are a value of the type; if so, the cell holds it. The bytes are not empty. */
    abstract boolean parse(byte[] bytes, int start, int end, Cell cell);

    /** Whether the bytes count as nothing although some are there, as blanks do where a number is due. */
    boolean isBlank(byte[] bytes, int start, int end) {
        return false;
    }

    /** A value that stands in a schema. */
    final boolean parse(String text, Cell cell) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length > 0 && parse(bytes, 0, bytes.length, cell);
    }

    /** Moments in one of several formats; the first that fits counts. */
    private static final class FirstOf extends ValueParser {

        private final ValueParser[] parsers;

        FirstOf(Field field) {
            this.parsers = field.formats().stream()
                    .map(format -> calendar(field.type(), format))
                    .toArray(ValueParser[]::new);
        }

        @Override
        boolean parse(byte[] bytes, int start, int end, Cell cell) {
            for (ValueParser parser : parsers) {
                if (parser.parse(bytes, start, end, cell)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Any text. */
    private static final class TextParser extends ValueParser {

        @Override
        boolean parse(byte[] bytes, int start, int end, Cell cell) {
            cell.setText(bytes, start, end);
            return true;
        }
    }

    /** A JSON array or object. */
    private static final class JsonParser extends ValueParser {

        private final byte first;

        JsonParser(byte first) {
            this.first = first;
        }

        @Override
        boolean parse(byte[] bytes, int start, int end, Cell cell) {
            cell.setText(bytes, start, end);
            int from = JsonGrammar.afterBlanks(bytes, start, end);
            int after = from < end && bytes[from] == first ? JsonGrammar.afterValue(bytes, from, end, 0) : -1;
            return after > 0 && JsonGrammar.afterBlanks(bytes, after, end) == end;
        }
    }

    /** One of the words for true and false. */
    private static final class BooleanParser extends ValueParser {

        private final ByteStrings trueWords;
        private final ByteStrings falseWords;

        BooleanParser(Field field, Encoding encoding) {
            this.trueWords = new ByteStrings(encoding, field.trueValues());
            this.falseWords = new ByteStrings(encoding, field.falseValues());
        }

        @Override
        boolean parse(byte[] bytes, int start, int end, Cell cell) {
            cell.setText(bytes, start, end);
            boolean isTrue = trueWords.contains(bytes, start, end);
            cell.setNumber(isTrue ? 1 : 0, 0);
            return isTrue || falseWords.contains(bytes, start, end);
        }
    }

    /**
     * Moments as seconds or milliseconds since 1970-01-01T00:00:00Z: digits, and for seconds perhaps a fraction of up to nine.
     * Neither sign nor blanks nor exponent; nothing after the year 9999, so that milliseconds of our time are no seconds.
     *
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap04.html#tag_04_19">Seconds since the
     *     Epoch</a>
     */
    private static final class UnixTimeParser extends ValueParser {

        private static final long LAST_SECOND = 253_402_300_799L;
        private static final int MOST_DIGITS = 15;
        private static final int MOST_FRACTION_DIGITS = 9;
        /** Fractions of up to this many digits fit a long together with any second up to the year 9999. */
        private static final int FAST_FRACTION_DIGITS = 6;

        private final boolean milliseconds;

        UnixTimeParser(boolean milliseconds) {
            this.milliseconds = milliseconds;
        }

        @Override
        boolean parse(byte[] bytes, int start, int end, Cell cell) {
            long number = 0;
            int place = start;
            while (place < end && isDigit(bytes[place]) && place - start < MOST_DIGITS) {
                number = number * 10 + bytes[place++] - '0';
            }
            if (place == start) {
                return false;
            }
            if (milliseconds) {
                cell.setNumber(number, 3);
                return place == end && number / 1000 <= LAST_SECOND;
            }
            return number <= LAST_SECOND && fraction(bytes, place, end, number, cell);
        }

        private static boolean fraction(byte[] bytes, int start, int end, long seconds, Cell cell) {
            if (start == end) {
                cell.setNumber(seconds, 0);
                return true;
            }
            int digits = end - start - 1;
            if (bytes[start] != '.' || digits < 1 || digits > MOST_FRACTION_DIGITS) {
                return false;
            }
            long fraction = 0;
            long scaled = seconds;
            for (int i = start + 1; i < end; i++) {
                if (!isDigit(bytes[i])) {
                    return false;
                }
                fraction = fraction * 10 + bytes[i] - '0';
                scaled *= 10;
            }
            if (digits <= FAST_FRACTION_DIGITS) {
                cell.setNumber(scaled + fraction, digits);
            } else {
                cell.setNumber(BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(fraction, digits)));
            }
            return true;
        }

        private static boolean isDigit(byte character) {
            return character >= '0' && character <= '9';
        }
    }
}
