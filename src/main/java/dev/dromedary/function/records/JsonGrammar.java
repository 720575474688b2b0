package dev.dromedary.function.records;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The grammar of JSON on bytes of UTF-8: where a value ends. Whether the bytes are UTF-8 is not asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonGrammar {

    /** Levels of lists and objects in one another; more serve only to exhaust whoever reads them. */
    static final int DEEPEST = 100;

    /** The bytes are no JSON. */
    static final int MALFORMED = -1;
    /** The bytes end before the value does. */
    static final int UNFINISHED = -2;

    private static final long QUOTES = EightBytes.EACH * '"';
    private static final long BACKSLASHES = EightBytes.EACH * '\\';
    private static final long CONTROLS = EightBytes.EACH * 0x20;

    private JsonGrammar() {}

    static int afterBlanks(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** The place after a value that starts at a place, or {@link #MALFORMED}, or {@link #UNFINISHED}. */
    static int afterValue(byte[] bytes, int start, int end, int depth) {
        if (start >= end) {
            return UNFINISHED;
        }
        return switch (bytes[start]) {
            case '"' -> afterString(bytes, start, end);
            case '{' -> afterContainer(bytes, start, end, depth, (byte) '}');
            case '[' -> afterContainer(bytes, start, end, depth, (byte) ']');
            case 't' -> afterWord(bytes, start, end, "true");
            case 'f' -> afterWord(bytes, start, end, "false");
            case 'n' -> afterWord(bytes, start, end, "null");
            default -> afterNumber(bytes, start, end);
        };
    }

    /** The place after a string whose opening quote is at a place. */
    static int afterString(byte[] bytes, int start, int end) {
        int at = start + 1;
        while (true) {
            at = special(bytes, at, end);
            if (at >= end) {
                return UNFINISHED;
            }
            if (bytes[at] == '"') {
                return at + 1;
            }
            if (bytes[at] != '\\') {
                return MALFORMED;
            }
            at = afterEscape(bytes, at, end);
            if (at < 0) {
                return at;
            }
        }
    }

    /** The place of the first quote, backslash or control character; marks above the lowest may be borrowed from it. */
    private static int special(byte[] bytes, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= bytes.length && at < end) {
            long word = EightBytes.at(bytes, at);
            long marks = EightBytes.exactZeros(word ^ QUOTES)
                    | EightBytes.exactZeros(word ^ BACKSLASHES)
                    | word - CONTROLS & ~word & EightBytes.SIGNS;
            if (marks != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(marks) >>> 3), end);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return Math.min(at, end);
    }

    private static int afterEscape(byte[] bytes, int start, int end) {
        if (start + 1 >= end) {
            return UNFINISHED;
        }
        byte kind = bytes[start + 1];
        if (kind != 'u') {
            return "\"\\/bfnrt".indexOf(kind) < 0 ? MALFORMED : start + 2;
        }
        if (start + 6 > end) {
            return UNFINISHED;
        }
        int unit = unit(bytes, start + 2);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return MALFORMED;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return start + 6;
        }
        if (start + 12 > end) {
            return UNFINISHED;
        }
        boolean pair = bytes[start + 6] == '\\'
                && bytes[start + 7] == 'u'
                && Character.isLowSurrogate((char) Math.max(unit(bytes, start + 8), 0));
        return pair ? start + 12 : MALFORMED;
    }

    /** The number that four hexadecimal digits write; -1 if they are none. */
    private static int unit(byte[] bytes, int start) {
        int unit = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static int afterContainer(byte[] bytes, int start, int end, int depth, byte close) {
        if (depth >= DEEPEST) {
            return MALFORMED;
        }
        int at = afterBlanks(bytes, start + 1, end);
        if (at < end && bytes[at] == close) {
            return at + 1;
        }
        while (true) {
            if (close == '}') {
                at = afterKey(bytes, at, end);
                if (at < 0) {
                    return at;
                }
            }
            at = afterValue(bytes, at, end, depth + 1);
            if (at < 0) {
                return at;
            }
            at = afterBlanks(bytes, at, end);
            if (at >= end) {
                return UNFINISHED;
            }
            if (bytes[at] == close) {
                return at + 1;
            }
            if (bytes[at] != ',') {
                return MALFORMED;
            }
            at = afterBlanks(bytes, at + 1, end);
        }
    }

    /** The place of a member's value, where its key starts at a place. */
    private static int afterKey(byte[] bytes, int start, int end) {
        if (start >= end) {
            return UNFINISHED;
        }
        if (bytes[start] != '"') {
            return MALFORMED;
        }
        int at = afterString(bytes, start, end);
        return at < 0 ? at : afterColon(bytes, at, end);
    }

    /** The place of the value behind the colon that is to follow a place. */
    static int afterColon(byte[] bytes, int start, int end) {
        int at = afterBlanks(bytes, start, end);
        if (at >= end) {
            return UNFINISHED;
        }
        return bytes[at] == ':' ? afterBlanks(bytes, at + 1, end) : MALFORMED;
    }

    private static int afterWord(byte[] bytes, int start, int end, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (start + i >= end) {
                return UNFINISHED;
            }
            if (bytes[start + i] != word.charAt(i)) {
                return MALFORMED;
            }
        }
        return start + word.length();
    }

    private static int afterNumber(byte[] bytes, int start, int end) {
        int at = bytes[start] == '-' ? start + 1 : start;
        int whole = afterDigits(bytes, at, end);
        if (whole == at || whole - at > 1 && bytes[at] == '0') {
            return whole == at && at >= end ? UNFINISHED : MALFORMED;
        }
        at = whole;
        if (at < end && bytes[at] == '.') {
            int fraction = afterDigits(bytes, at + 1, end);
            if (fraction == at + 1) {
                return fraction >= end ? UNFINISHED : MALFORMED;
            }
            at = fraction;
        }
        if (at < end && (bytes[at] | ' ') == 'e') {
            int sign = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-') ? at + 2 : at + 1;
            int exponent = afterDigits(bytes, sign, end);
            if (exponent == sign) {
                return exponent >= end ? UNFINISHED : MALFORMED;
            }
            at = exponent;
        }
        return at;
    }

    private static int afterDigits(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** The characters of a well-formed string, whose quotes stand outside of the places. */
    static byte[] unescaped(byte[] bytes, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
        int at = start;
        while (at < end) {
            if (bytes[at] != '\\') {
                out.write(bytes[at++]);
            } else if (bytes[at + 1] != 'u') {
                out.write("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(bytes[at + 1])));
                at += 2;
            } else {
                char unit = (char) unit(bytes, at + 2);
                boolean pair = Character.isHighSurrogate(unit);
                String text = pair ? new String(new char[] {unit, (char) unit(bytes, at + 8)}) : String.valueOf(unit);
                out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                at += pair ? 12 : 6;
            }
        }
        return out.toByteArray();
    }

    /** A well-formed value without the blanks between its parts. */
    static byte[] compact(byte[] bytes, int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
        int at = start;
        while (at < end) {
            if (bytes[at] == '"') {
                int after = afterString(bytes, at, end);
                out.write(bytes, at, after - at);
                at = after;
            } else {
                if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\n' && bytes[at] != '\r') {
                    out.write(bytes[at]);
                }
                at++;
            }
        }
        return out.toByteArray();
    }
}
