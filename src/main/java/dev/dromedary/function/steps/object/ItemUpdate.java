package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update that sets some attributes of an item and removes others.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
final class ItemUpdate {

    private final List<String> set = new ArrayList<>();
    private final List<String> remove = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    /**
     * Sets an attribute, or removes it if there is no value.
     *
     * @throws IllegalArgumentException if DynamoDB has no type for the value
     */
    void set(String name, Object value) {
        // Placeholders, as many a plain name is a word of DynamoDB's own.
        String place = Integer.toString(names.size());
        names.put("#" + place, name);
        places.put(name, place);
        if (value == null) {
            remove.add("#" + place);
        } else {
            set.add("#" + place + " = :" + place);
            values.put(":" + place, attribute(name, value));
        }
    }

    String expression() {
        String removed = remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove);
        return "SET " + String.join(", ", set) + removed;
    }

    /** The condition that the item has none of an attribute that is set, or a lower one. */
    String isNewer(String name) {
        String place = places.get(name);
        return "attribute_not_exists(#" + place + ") OR #" + place + " < :" + place;
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    private static AttributeValue attribute(String name, Object value) {
        if (value instanceof CharSequence text) {
            return AttributeValue.fromS(text.toString());
        }
        if (value instanceof Number number) {
            return AttributeValue.fromN(new BigDecimal(number.toString()).toPlainString());
        }
        if (value instanceof Boolean truth) {
            return AttributeValue.fromBool(truth);
        }
        if (value instanceof Instant time) {
            return AttributeValue.fromS(Timestamps.of(time));
        }
        if (value instanceof Collection<?> list) {
            return AttributeValue.fromL(
                    list.stream().map(each -> attribute(name, each)).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            map.forEach((key, each) -> attributes.put(String.valueOf(key), attribute(name, each)));
            return AttributeValue.fromM(attributes);
        }
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        throw new IllegalArgumentException("The attribute \"" + name + "\" is a "
                + value.getClass().getSimpleName() + "; DynamoDB takes texts, numbers, truth values, lists and maps");
    }
}
