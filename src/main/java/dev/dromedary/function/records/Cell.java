package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A place for one value, used over and over: an exact decimal, or a stretch of bytes. Decimals of up to 18 digits are a
 * long and a scale, as in BigDecimal; only others need an object.
 */
final class Cell {

    /** Digits that any long can hold. */
    static final int DIGITS = 18;

    private static final long[] POWERS = powers();
    /** The same as doubles, all of them exact. */
    private static final double[] DIVISORS =
            Arrays.stream(POWERS).asDoubleStream().toArray();

    private long unscaled;
    private int scale;
    /** The number, if it doesn't fit the two above. */
    private BigDecimal large;

    private byte[] bytes;
    private int start;
    private int end;

    /** @param newScale from 0 to {@link #DIGITS} */
    void setNumber(long newUnscaled, int newScale) {
        unscaled = newUnscaled;
        scale = newScale;
        if (large != null) {
            large = null;
        }
    }

    void setNumber(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() < 0 && plain.precision() - plain.scale() <= DIGITS) {
            plain = plain.setScale(0);
        }
        if (plain.precision() <= DIGITS && plain.scale() >= 0 && plain.scale() <= DIGITS) {
            setNumber(plain.unscaledValue().longValue(), plain.scale());
        } else {
            large = plain;
        }
    }

    void setText(byte[] newBytes, int newStart, int newEnd) {
        bytes = newBytes;
        start = newStart;
        end = newEnd;
    }

    boolean isLarge() {
        return large != null;
    }

    long unscaled() {
        return unscaled;
    }

    int scale() {
        return scale;
    }

    BigDecimal number() {
        return large != null ? large : BigDecimal.valueOf(unscaled, scale);
    }

    /** The number to the nearest double or its neighbour; infinite if it is too large for one. */
    double toDouble() {
        if (large != null) {
            return large.doubleValue();
        }
        return scale == 0 ? unscaled : unscaled / DIVISORS[scale];
    }

    int compareNumber(Cell other) {
        if (large == null && other.large == null) {
            if (scale == other.scale) {
                return Long.compare(unscaled, other.unscaled);
            }
            long mine = rescaled(other.scale);
            long others = other.rescaled(scale);
            if (mine != Long.MIN_VALUE && others != Long.MIN_VALUE) {
                return Long.compare(mine, others);
            }
        }
        return number().compareTo(other.number());
    }

    /** By bytes, which in UTF-8 is by code points. */
    int compareText(Cell other) {
        return Arrays.compareUnsigned(bytes, start, end, other.bytes, other.start, other.end);
    }

    void setSum(Cell one, Cell other) {
        setSum(one, other, 1);
    }

    void setDifference(Cell one, Cell other) {
        setSum(one, other, -1);
    }

    private void setSum(Cell one, Cell other, int sign) {
        if (one.large == null && other.large == null) {
            long left = one.rescaled(other.scale);
            long right = other.rescaled(one.scale);
            if (fits(left) && fits(right)) {
                setChecked(left + sign * right, Math.max(one.scale, other.scale));
                return;
            }
        }
        setNumber(sign > 0 ? one.number().add(other.number()) : one.number().subtract(other.number()));
    }

    void setProduct(Cell one, Cell other) {
        if (one.large == null && other.large == null && one.scale + other.scale <= DIGITS) {
            long high = Math.multiplyHigh(one.unscaled, other.unscaled);
            long low = one.unscaled * other.unscaled;
            if (high == low >> 63 && fits(low)) {
                setChecked(low, one.scale + other.scale);
                return;
            }
        }
        setNumber(one.number().multiply(other.number()));
    }

    private void setChecked(long newUnscaled, int newScale) {
        if (fits(newUnscaled)) {
            setNumber(newUnscaled, newScale);
        } else {
            setNumber(BigDecimal.valueOf(newUnscaled, newScale));
        }
    }

    private static boolean fits(long number) {
        return number < POWERS[DIGITS] && number > -POWERS[DIGITS];
    }

    /** The unscaled value at the larger of the two scales; Long.MIN_VALUE if that is too large for a long. */
    private long rescaled(int otherScale) {
        if (otherScale <= scale) {
            return unscaled;
        }
        long factor = POWERS[otherScale - scale];
        long result = unscaled * factor;
        return Math.multiplyHigh(unscaled, factor) == result >> 63 ? result : Long.MIN_VALUE;
    }

    private static long[] powers() {
        long[] powers = new long[DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
