package dev.dromedary.function.steps.item;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When an item is written.
 *
 * @param expression a condition expression, or null if always
 * @param names its placeholders of names
 * @param values its placeholders of values
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

    private static final String KEY = "#key";
    private static final String ORDER = "#order";
    private static final String NEW = ":order";

    /**
     * A condition.
     *
     * @param key an attribute of the table's key
     * @param onlyIf absent, present or null
     * @param order the attribute that orders, or null
     * @param value what it is to become
     */
    static Condition of(String key, String onlyIf, String order, AttributeValue value) {
        List<String> all = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        if (onlyIf != null) {
            // Placeholders, as many a plain name is a word of DynamoDB's own.
            names.put(KEY, key);
            all.add((onlyIf.equals("absent") ? "attribute_not_exists(" : "attribute_exists(") + KEY + ")");
        }
        if (order != null) {
            names.put(ORDER, order);
            values.put(NEW, value);
            all.add("(attribute_not_exists(" + ORDER + ") OR " + ORDER + " < " + NEW + ")");
        }
        return new Condition(all.isEmpty() ? null : String.join(" AND ", all), names, values);
    }
}
