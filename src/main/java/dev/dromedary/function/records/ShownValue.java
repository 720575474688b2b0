package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Values as results show them: short, whatever the input holds, and such as JSON and DynamoDB can keep. */
final class ShownValue {

    /** Digits that a double keeps, and so every reader of JSON. */
    private static final int DIGITS = 15;

    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    private static final long SHORT = 1_000_000_000_000_000L;

    /**
     * The exponents of DynamoDB's numbers:
     * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
     */
    private static final int LEAST_EXPONENT = -130;

    private static final int GREATEST_EXPONENT = 125;

    private static final int LONGEST_TEXT = 200;

    private ShownValue() {}

    /** The text, cut at 200 characters, the last of which is then an ellipsis. */
    static String text(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - 1;
        // A half of a character beyond the basic plane is none.
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + '…';
    }

    /** The number with 15 digits, a Long or a BigDecimal; null if it is beyond DynamoDB's range. */
    static Number number(Cell cell) {
        if (!cell.isLarge() && Math.abs(cell.unscaled()) < SHORT) {
            if (cell.scale() == 0) {
                return cell.unscaled();
            }
            if (cell.unscaled() % 10 != 0) {
                return BigDecimal.valueOf(cell.unscaled(), cell.scale());
            }
        }
        return number(cell.number());
    }

    private static Number number(BigDecimal exact) {
        BigDecimal number = exact.round(ROUNDING).stripTrailingZeros();
        if (number.signum() == 0) {
            return 0L;
        }
        int exponent = number.precision() - number.scale() - 1;
        if (exponent < LEAST_EXPONENT || exponent > GREATEST_EXPONENT) {
            return null;
        }
        return number.scale() <= 0 && exponent < Cell.DIGITS ? (Number) number.longValueExact() : number;
    }

    /** The finite number with 15 digits; one that is too small for DynamoDB is 0. */
    static Number rounded(double value) {
        Number number = number(new BigDecimal(value));
        return number == null ? 0L : number;
    }
}
