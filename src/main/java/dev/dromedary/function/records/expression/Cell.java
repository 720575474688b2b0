package dev.dromedary.function.records.expression;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A place for one value, used over and over: an exact decimal, or a stretch of bytes. Decimals of up to 18 digits are a
 * long and a scale, as in BigDecimal; only others need an object.
 */
public final class Cell {

    /** Digits that any long can hold. */
    public static final int DIGITS = 18;

    private static final long[] POWERS = powers();
    /** The same as doubles, all of them exact. */
    private static final double[] DIVISORS =
            Arrays.stream(POWERS).asDoubleStream().toArray();

    /** Whole numbers up to this one are doubles. */
    private static final long EXACT = 1L << 53;
    /** More than a correction of a quotient is wrong by, as a share of it. */
    private static final double DOUBT = 1.0 / (1L << 40);

    private long unscaled;
    private int scale;
    /** The number, if it doesn't fit the two above. */
    private BigDecimal large;

    private byte[] bytes;
    private int start;
    private int end;

    /** Room for bytes that are worked out here; grows as it is needed. */
    private byte[] buffer;
    /** The zone in which a moment is read; null is UTC. */
    private ZoneId zone;
    /** What a function keeps from row to row, such as a digest. */
    private Object memory;

    /** @param newScale from 0 to {@link #DIGITS} */
    public void setNumber(long newUnscaled, int newScale) {
        unscaled = newUnscaled;
        scale = newScale;
        if (large != null) {
            large = null;
        }
    }

    public void setNumber(BigDecimal number) {
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

    public void setText(byte[] newBytes, int newStart, int newEnd) {
        bytes = newBytes;
        start = newStart;
        end = newEnd;
    }

    /** The number at the scale that it has, if that can be; as the other for any number. */
    void setDecimal(BigDecimal number) {
        if (number.scale() >= 0 && number.scale() <= DIGITS && number.precision() <= DIGITS) {
            setNumber(number.unscaledValue().longValue(), number.scale());
        } else {
            setNumber(number);
        }
    }

    void setTruth(boolean truth) {
        setNumber(truth ? 1 : 0, 0);
    }

    void set(Cell other) {
        unscaled = other.unscaled;
        scale = other.scale;
        large = other.large;
        bytes = other.bytes;
        start = other.start;
        end = other.end;
        zone = other.zone;
    }

    void setZone(ZoneId newZone) {
        zone = newZone;
    }

    ZoneId zone() {
        return zone;
    }

    /** The bytes among which a text stands; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the text starts. */
    public int start() {
        return start;
    }

    /** Where the text ends. */
    public int end() {
        return end;
    }

    /** Bytes of the cell's own, of which there are as many at least; what is in them is up to the caller. */
    byte[] buffer(int length) {
        if (buffer == null || buffer.length < length) {
            buffer = new byte[Math.max(length, 2 * (buffer == null ? 16 : buffer.length))];
        }
        return buffer;
    }

    /** What a function keeps here from row to row; each cell for what is worked out belongs to one function. */
    @SuppressWarnings("unchecked")
    <T> T memory(Supplier<T> first) {
        if (memory == null) {
            memory = first.get();
        }
        return (T) memory;
    }

    public boolean isLarge() {
        return large != null;
    }

    public long unscaled() {
        return unscaled;
    }

    public int scale() {
        return scale;
    }

    public BigDecimal number() {
        return large != null ? large : BigDecimal.valueOf(unscaled, scale);
    }

    /** The number to the nearest double or its neighbour; infinite if it is too large for one. */
    public double toDouble() {
        if (large != null) {
            return large.doubleValue();
        }
        return scale == 0 ? unscaled : unscaled / DIVISORS[scale];
    }

    /** The number to the nearest double, as every reader of decimals has it; infinite if it is too large for one. */
    public double toNearestDouble() {
        if (large != null) {
            return large.doubleValue();
        }
        double divisor = DIVISORS[scale];
        double high = unscaled;
        double quotient = high / divisor;
        if (scale == 0 || Math.abs(unscaled) <= EXACT) {
            return quotient;
        }
        // What the division left, and what the double lacked of the long; both are exact.
        double rest = Math.fma(-quotient, divisor, high) + (unscaled - (long) high);
        double correction = rest / divisor;
        double nearest = quotient + correction;
        // Where the correction's own error could decide between two neighbours, it is worked out the long way.
        boolean sure = nearest == quotient + correction * (1 + DOUBT) && nearest == quotient + correction * (1 - DOUBT);
        return sure ? nearest : number().doubleValue();
    }

    public int compareNumber(Cell other) {
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
    public int compareText(Cell other) {
        return Arrays.compareUnsigned(bytes, start, end, other.bytes, other.start, other.end);
    }

    public void setSum(Cell one, Cell other) {
        setSum(one, other, 1);
    }

    public void setDifference(Cell one, Cell other) {
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

    public void setProduct(Cell one, Cell other) {
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

    /** A power of ten, from 0 to {@link #DIGITS}. */
    static long power(int exponent) {
        return POWERS[exponent];
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
