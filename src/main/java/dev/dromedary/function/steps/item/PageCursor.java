package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.DynamoDbItem;
import dev.dromedary.function.steps.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The last key of a page as a text that may stand in a URL and that nobody need understand. */
final class PageCursor {

    /** Keys of a table and an index have 4 KB at the most. */
    private static final int LONGEST = 8 * 1024;

    static final String WRONG = "The cursor next is none that a page has told; begin again without it";

    private PageCursor() {}

    static String write(Map<String, AttributeValue> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonText.line(DynamoDbItem.toMap(key)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads one that came from outside.
     *
     * @throws UnexpectedPageException if it is none
     */
    static Map<String, AttributeValue> read(String cursor) {
        if (cursor.length() <= LONGEST) {
            try {
                String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                Map<String, Object> key = JsonText.parse("cursor", json);
                if (!key.isEmpty() && key.values().stream().allMatch(PageCursor::isOfKey)) {
                    return DynamoDbItem.of(key);
                }
            } catch (IllegalArgumentException e) {
                throw new UnexpectedPageException(WRONG, e);
            }
        }
        throw new UnexpectedPageException(WRONG);
    }

    private static boolean isOfKey(Object value) {
        return value instanceof String || value instanceof Number;
    }
}
