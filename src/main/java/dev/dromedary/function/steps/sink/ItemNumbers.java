package dev.dromedary.function.steps.sink;

import java.math.BigDecimal;
import java.util.Collection;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The numbers that DynamoDB has: 38 digits, from 1E-130 to 9.99…E+125.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Constraints, data types</a>
 */
final class ItemNumbers {

    private static final int MOST_DIGITS = 38;
    private static final int LEAST_EXPONENT = -130;
    private static final int GREATEST_EXPONENT = 125;

    private ItemNumbers() {}

    static boolean fits(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        BigDecimal plain = number.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        return plain.precision() <= MOST_DIGITS && exponent >= LEAST_EXPONENT && exponent <= GREATEST_EXPONENT;
    }

    /** Whether all numbers in some values are such. */
    static boolean fit(Collection<AttributeValue> values) {
        return values.stream().allMatch(value -> switch (value.type()) {
            case N -> fits(new BigDecimal(value.n()));
            case L -> fit(value.l());
            case M -> fit(value.m().values());
            default -> true;
        });
    }
}
