package dev.dromedary.function.records;

import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in which characters that can't go where it is to go are written {@code \}{@code uFFFF}, so that a person sees them and a
 * program gets them back. What looks like such a character already gets one more u, as in Java's own sources; so
 * nothing is ambiguous, and text without either is not changed.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jls/se17/html/jls-3.html#jls-3.3">Unicode escapes</a>
 */
public final class EscapedText {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u+)([0-9A-Fa-f]{4})");

    private static final int HEXADECIMAL = 16;

    private EscapedText() {}

    /** Whether UTF-8 has the code point: all are in it but halves of surrogate pairs. */
    public static boolean isInUtf8(int point) {
        return point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
    }

    /**
     * Whether XML has the code point, and with it SQS: tab, LF, CR, and U+0020 to U+FFFD without surrogates, and all
     * beyond.
     *
     * @see <a href="https://www.w3.org/TR/REC-xml/#charsets">Characters</a>
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
     */
    public static boolean isInXml(int point) {
        boolean blank = point == '\t' || point == '\n' || point == '\r';
        return blank || point >= ' ' && isInUtf8(point) && point != 0xFFFE && point != 0xFFFF;
    }

    /** Whether nothing has to be escaped, as all code points are allowed where the text is to go. */
    public static boolean isClean(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (!allowed.test(point)) {
                return false;
            }
            i += Character.charCount(point) - 1;
        }
        return true;
    }

    /** Escapes what can't go where the text is to go; the text itself if all of its code points are allowed. */
    public static String escape(String text, IntPredicate allowed) {
        if (text.indexOf('\\') < 0) {
            return escapeCharacters(text, allowed);
        }
        String marked = ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        allowed.test(code(found)) ? found.group() : "\\u" + found.group(1) + found.group(2)));
        return escapeCharacters(marked, allowed);
    }

    /**
     * Escapes characters only, which is what JSON's own escapes are: any reader of JSON gets them back. The text itself
     * if all of its code points are allowed.
     */
    public static String escapeCharacters(String text, IntPredicate allowed) {
        if (isClean(text, allowed)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (allowed.test(point)) {
                escaped.appendCodePoint(point);
            } else {
                // As in Java and JSON: what lies beyond U+FFFF has two halves.
                for (char half : Character.toChars(point)) {
                    escaped.append(String.format("\\u%04X", (int) half));
                }
            }
        });
        return escaped.toString();
    }

    /** The text that {@link #escape} was given, from what it has returned. */
    public static String unescape(String escaped, IntPredicate allowed) {
        return ESCAPE.matcher(escaped).replaceAll(found -> {
            String text = found.group();
            if (!allowed.test(code(found))) {
                boolean ours = found.group(1).length() == 1;
                text = ours ? String.valueOf((char) code(found)) : "\\" + text.substring(2);
            }
            return Matcher.quoteReplacement(text);
        });
    }

    private static int code(MatchResult found) {
        return Integer.parseInt(found.group(2), HEXADECIMAL);
    }
}
