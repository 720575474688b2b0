package dev.dromedary.function.steps;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of maps as those of items: the one way in which steps make them. */
public final class ItemAttribute {

    private ItemAttribute() {}

    /** Several values, by name. */
    public static Map<String, AttributeValue> all(Map<String, ?> values) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name, of(name, value)));
        return attributes;
    }

    /**
     * A value.
     *
     * @param name the attribute, for the message
     * @throws IllegalArgumentException if DynamoDB has no type for the value
     */
    public static AttributeValue of(String name, Object value) {
        if (value instanceof AttributeValue made) {
            return made;
        }
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
                    list.stream().map(each -> of(name, each)).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, AttributeValue> attributes = new LinkedHashMap<>();
            map.forEach((key, each) -> attributes.put(String.valueOf(key), of(name, each)));
            return AttributeValue.fromM(attributes);
        }
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        throw new IllegalArgumentException("The attribute \"" + name + "\" is a "
                + value.getClass().getSimpleName() + "; DynamoDB takes texts, numbers, truth values, lists and maps");
    }
}
