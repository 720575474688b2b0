package dev.dromedary.function.runtime.sending;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.dromedary.function.records.EscapedText;
import dev.dromedary.function.records.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntPredicate;

/** The forms in which text that a service would refuse is sent. */
final class SendableText {

    /** A message's group and deduplication id: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
    private static final int LONGEST_ID = 128;

    /** "Less than 100 characters": https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
    private static final int LONGEST_SUBJECT = 99;

    /** An encoded word has 75 characters at the most, and a character four bytes: https://www.rfc-editor.org/rfc/rfc2047#section-2 */
    private static final int LONGEST_WORD = 11;

    private static final JsonFactory JSON = JsonFactory.builder()
            // A control character in a text of JSON is a fault that the escape mends.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private SendableText() {}

    /**
     * Text, which may be JSON. In JSON the escapes are JSON's own, so that whoever parses it has every character; other text is
     * escaped as {@link EscapedText} does it.
     */
    static String text(String text, IntPredicate allowed) {
        String escaped = EscapedText.escape(text, allowed);
        return escaped.equals(text) || !isJson(text) ? escaped : EscapedText.escapeCharacters(text, allowed);
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean some = false;
            while (parser.nextToken() != null) {
                some = true;
            }
            return some;
        } catch (IOException e) {
            // Not JSON: most texts are not.
            return false;
        }
    }

    /** What stands on one line: without control characters and separators of lines. */
    static String line(String text) {
        return EscapedText.escape(text, point -> EscapedText.isInXml(point) && !isBreak(point));
    }

    private static boolean isBreak(int point) {
        return Character.isISOControl(point)
                || Character.getType(point) == Character.LINE_SEPARATOR
                || Character.getType(point) == Character.PARAGRAPH_SEPARATOR;
    }

    /** A subject of SNS: one line, cut where SNS would refuse it. */
    static String subject(String text) {
        String line = line(text);
        if (line.length() <= LONGEST_SUBJECT) {
            return line;
        }
        int end = LONGEST_SUBJECT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** An id of a message: ASCII without blanks; one that is too long becomes its SHA-256, as only equality counts. */
    static String id(String text) {
        String id = EscapedText.escape(text, point -> point > ' ' && point <= '~');
        return id.length() <= LONGEST_ID ? id : Sha256.of(text);
    }

    /** A header: printable ASCII. */
    static String header(String text) {
        return EscapedText.escape(text, point -> point >= ' ' && point <= '~');
    }

    /**
     * A value of S3's user metadata, as S3 itself answers what is not ASCII.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata">User-defined
     *     metadata</a>
     */
    static String metadata(String text) {
        boolean plain = text.chars().allMatch(each -> each >= ' ' && each <= '~')
                && !text.contains("=?")
                && text.equals(text.strip());
        if (plain) {
            return text;
        }
        String utf8 = EscapedText.escape(text, EscapedText::isInUtf8);
        List<String> words = new ArrayList<>();
        int end;
        for (int start = 0; start < utf8.length(); start = end) {
            end = utf8.offsetByCodePoints(start, Math.min(LONGEST_WORD, utf8.codePointCount(start, utf8.length())));
            byte[] bytes = utf8.substring(start, end).getBytes(StandardCharsets.UTF_8);
            words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
        }
        return String.join(" ", words);
    }

    /**
     * A key or value of a tag: letters, digits, blanks and {@code + - = . _ : / @}; the rest is written {@code @uFFFF}.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Object tags</a>
     */
    static String tag(String text) {
        if (text.codePoints().allMatch(SendableText::isInTag) && !text.contains("@u")) {
            return text;
        }
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean marker = c == '@' && text.startsWith("u", i + 1);
            tag.append(isInTag(c) && !marker ? String.valueOf(c) : String.format("@u%04X", (int) c));
        }
        return tag.toString();
    }

    private static boolean isInTag(int point) {
        return Character.isLetterOrDigit(point) || point == ' ' || "+-=._:/@".indexOf(point) >= 0;
    }
}
