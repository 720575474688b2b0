package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps as DynamoDB items. Numbers stay numbers, and lists stay lists. */
public final class DynamoDbItem {

    /**
     * Far under the 400 KB that an item may have.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas</a>
     */
    static final int LARGEST_BYTES = 200 * 1024;

    private DynamoDbItem() {}

    /**
     * An item. Entries without a value are left out. If it would be larger than 200 KB,
     * its longest list loses entries at the end until it is not.
     *
     * @param fields the item
     * @return its attributes
     * @throws IllegalArgumentException if it is too large and holds no list, or holds what JSON can't express
     */
    public static Map<String, AttributeValue> of(Map<String, Object> fields) {
        Map<String, Object> item = new LinkedHashMap<>(fields);
        item.values().removeIf(Objects::isNull);
        String json = JsonText.line(item);
        while (json.length() * 3L > LARGEST_BYTES && bytes(json) > LARGEST_BYTES) {
            shorten(item);
            json = JsonText.line(item);
        }
        return EnhancedDocument.fromJson(json).toMap();
    }

    /**
     * The same of a JSON object as text, which is not parsed first unless it may be too large.
     *
     * @param name what it is, for messages
     * @param json the object
     * @return its attributes
     */
    public static Map<String, AttributeValue> ofJson(String name, String json) {
        return json.length() * 3L > LARGEST_BYTES
                ? of(JsonText.parse(name, json))
                : EnhancedDocument.fromJson(json).toMap();
    }

    private static int bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void shorten(Map<String, Object> item) {
        String longest = null;
        int size = 0;
        for (Map.Entry<String, Object> entry : item.entrySet()) {
            if (entry.getValue() instanceof Collection<?> list && !list.isEmpty()) {
                int bytes = bytes(JsonText.line(Map.of("", list)));
                if (bytes > size) {
                    longest = entry.getKey();
                    size = bytes;
                }
            }
        }
        if (longest == null) {
            throw new IllegalArgumentException("The item is larger than " + LARGEST_BYTES
                    + " bytes and holds no list that could be shortened; store what is large in a bucket");
        }
        List<?> list = new ArrayList<>((Collection<?>) item.get(longest));
        item.put(longest, list.subList(0, list.size() / 2));
    }

    /**
     * The end of an item's time, for the table's TTL attribute; the same for every attempt at the same work.
     *
     * @param claim the claim of the work
     * @param days for how long the item stays
     * @return seconds since 1970
     */
    public static long expires(Claim claim, int days) {
        return claim.firstClaimed().plus(Duration.ofDays(days)).getEpochSecond();
    }

    /**
     * An item as a map.
     *
     * @param attributes what DynamoDB has answered
     * @return texts, numbers, lists and maps
     */
    public static Map<String, Object> toMap(Map<String, AttributeValue> attributes) {
        return JsonText.parse(
                "item", EnhancedDocument.fromAttributeValueMap(attributes).toJson());
    }
}
