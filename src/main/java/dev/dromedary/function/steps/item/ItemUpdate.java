package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.ItemAttribute;
import java.util.ArrayList;
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

    /**
     * Sets an attribute, or removes it if there is no value.
     *
     * @throws IllegalArgumentException if DynamoDB has no type for the value
     */
    void set(String name, Object value) {
        // Placeholders, as many a plain name is a word of DynamoDB's own.
        String place = Integer.toString(names.size());
        names.put("#" + place, name);
        if (value == null) {
            remove.add("#" + place);
        } else {
            set.add("#" + place + " = :" + place);
            values.put(":" + place, ItemAttribute.of(name, value));
        }
    }

    /** Null if nothing is set or removed: the item is made, if it is not there. */
    String expression() {
        List<String> parts = new ArrayList<>();
        if (!set.isEmpty()) {
            parts.add("SET " + String.join(", ", set));
        }
        if (!remove.isEmpty()) {
            parts.add("REMOVE " + String.join(", ", remove));
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
