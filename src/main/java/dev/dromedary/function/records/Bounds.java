package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.Constraints;
import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * From where to where numbers may go, and of what they must be multiples. For every scale that a number of 18 digits can
 * have, the limits are worked out once as longs of that scale, so that checking is comparing.
 */
final class Bounds {

    private final long[] lowest = new long[Cell.DIGITS + 1];
    private final long[] highest = new long[Cell.DIGITS + 1];
    private final long[] step = new long[Cell.DIGITS + 1];
    private final FieldType type;
    private final BigDecimal multipleOf;
    private BigDecimal minimum;
    private boolean minimumAllowed;
    private BigDecimal maximum;
    private boolean maximumAllowed;

    Bounds(FieldType type, Constraints constraints, ValueParser parser) {
        this.type = type;
        multipleOf = constraints.multipleOf();
        atLeast(number("minimum", constraints.minimum(), parser), true);
        atLeast(number("exclusiveMinimum", constraints.exclusiveMinimum(), parser), false);
        atMost(number("maximum", constraints.maximum(), parser), true);
        atMost(number("exclusiveMaximum", constraints.exclusiveMaximum(), parser), false);
        requireRoom(constraints);
        for (int scale = 0; scale <= Cell.DIGITS; scale++) {
            lowest[scale] = lowest(scale);
            highest[scale] = highest(scale);
            step[scale] = step(scale);
        }
    }

    /** Bounds that nothing lies between would reject every value, so they are a mistake. */
    private void requireRoom(Constraints constraints) {
        if (minimum == null || maximum == null) {
            return;
        }
        int order = minimum.compareTo(maximum);
        if (order > 0 || order == 0 && !(minimumAllowed && maximumAllowed)) {
            String least = constraints.minimum() == null ? "exclusiveMinimum" : "minimum";
            String most = constraints.maximum() == null ? "exclusiveMaximum" : "maximum";
            throw new UnusableException(
                    "constraints." + least,
                    "leaves no value below " + most + ", so every value would be rejected; change one of them.");
        }
    }

    boolean contains(Cell cell) {
        if (cell.isLarge()) {
            return containsLarge(cell.number());
        }
        int scale = cell.scale();
        long value = cell.unscaled();
        long multiple = step[scale];
        return value >= lowest[scale] && value <= highest[scale] && (multiple == 1 || value % multiple == 0);
    }

    private boolean containsLarge(BigDecimal value) {
        if (minimum != null && value.compareTo(minimum) < (minimumAllowed ? 0 : 1)) {
            return false;
        }
        if (maximum != null && value.compareTo(maximum) > (maximumAllowed ? 0 : -1)) {
            return false;
        }
        return multipleOf == null || value.remainder(multipleOf).signum() == 0;
    }

    private BigDecimal number(String key, String text, ValueParser parser) {
        if (text == null) {
            return null;
        }
        Cell cell = new Cell();
        // A schema's own numbers and moments are plain, however those of files are written.
        boolean numeric = parser instanceof NumberParser || parser instanceof FormedNumberParser;
        boolean read = numeric
                ? new NumberParser(false).parse(text, cell)
                : parser.parse(text, cell) || type == FieldType.DATETIME && new IsoParser(type).parse(text, cell);
        if (!read) {
            throw new UnusableException(
                    "constraints." + key,
                    "\"" + text + "\" is no value of the field's type; write it as the values are written.");
        }
        return cell.number();
    }

    private void atLeast(BigDecimal bound, boolean allowed) {
        if (bound != null && (minimum == null || bound.compareTo(minimum) >= 0)) {
            minimum = bound;
            minimumAllowed = allowed;
        }
    }

    private void atMost(BigDecimal bound, boolean allowed) {
        if (bound != null && (maximum == null || bound.compareTo(maximum) <= 0)) {
            maximum = bound;
            maximumAllowed = allowed;
        }
    }

    private long lowest(int scale) {
        if (minimum == null) {
            return Long.MIN_VALUE;
        }
        BigDecimal scaled = minimum.scaleByPowerOfTen(scale);
        BigInteger limit = minimumAllowed
                ? scaled.setScale(0, RoundingMode.CEILING).toBigInteger()
                : scaled.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
        return clamped(limit);
    }

    private long highest(int scale) {
        if (maximum == null) {
            return Long.MAX_VALUE;
        }
        BigDecimal scaled = maximum.scaleByPowerOfTen(scale);
        BigInteger limit = maximumAllowed
                ? scaled.setScale(0, RoundingMode.FLOOR).toBigInteger()
                : scaled.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
        return clamped(limit);
    }

    /** The number of whose multiples the unscaled value must be one. */
    private long step(int scale) {
        if (multipleOf == null) {
            return 1;
        }
        BigInteger unscaled = multipleOf.unscaledValue();
        int finer = multipleOf.scale() - scale;
        if (finer > 0) {
            return unscaled.divide(unscaled.gcd(BigInteger.TEN.pow(finer))).longValue();
        }
        // Beyond 18 digits only 0 is a multiple, and so it is with the largest long.
        return clamped(unscaled.multiply(BigInteger.TEN.pow(-finer)));
    }

    private static long clamped(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
