package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An attribute of a table's key, and the column that it comes from. It is a text, as in tables that the plan makes, unless it is said to
 * be a number.
 *
 * @param column name of both
 * @param number whether it is a number
 */
public record TableKey(String column, boolean number) {

    private static final String NUMBER = ":N";
    private static final int MOST = 2;

    /**
     * The attributes that the option {@code key} names: {@code order_id}, or {@code order_id, line:N}.
     *
     * @throws IllegalArgumentException with one sentence if it is neither one name nor two
     */
    public static List<TableKey> all(String option) {
        List<TableKey> keys = Arrays.stream(option.split(",", -1))
                .map(String::strip)
                .map(name -> name.endsWith(NUMBER)
                        ? new TableKey(name.substring(0, name.length() - NUMBER.length()), true)
                        : new TableKey(name, false))
                .toList();
        boolean same =
                keys.size() == MOST && keys.get(0).column().equals(keys.get(1).column());
        if (keys.size() > MOST
                || same
                || keys.stream().anyMatch(key -> key.column().isEmpty())) {
            throw new IllegalArgumentException(
                    "The option key of records:put is \"" + option
                            + "\"; it is the column of the table's key, or two of them separated by a comma, such as order_id, line:N");
        }
        return keys;
    }

    /** The attribute's value in a row's item; none if the row has none. */
    Optional<AttributeValue> of(Row row) {
        if (number) {
            return Optional.ofNullable(row.number(column))
                    .filter(ItemNumbers::fits)
                    .map(value -> value.stripTrailingZeros().toPlainString())
                    .map(AttributeValue::fromN);
        }
        return Optional.ofNullable(row.get(column))
                .filter(value -> !value.isEmpty())
                .map(AttributeValue::fromS);
    }
}
