package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The values of one row after the other, understood by their fields' types, for writers of formats that have types. What was
 * read of a row lasts until the next one is read. Not for use by several threads at once.
 */
public final class RowValues {

    private static final long[] POWERS = powers();

    private final RowCells cells;
    private final boolean[] texts;
    private final ByteStrings[] trueValues;
    private final List<Field> fields;
    private final int[] all;
    private Encoding encoding;

    /** @param dialect how the fields' values are written */
    public RowValues(List<Field> fields, Dialect dialect) {
        this.fields = List.copyOf(fields);
        this.cells = new RowCells(fields, dialect);
        this.texts = new boolean[fields.size()];
        this.trueValues = new ByteStrings[fields.size()];
        this.all = new int[fields.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
            texts[i] = fields.get(i).type().kind() == FieldType.Kind.TEXT;
        }
        use(cells.encoding());
    }

    /** The names of a row's columns; those of equal columns are mostly the same list. */
    public static List<String> names(Row row) {
        return row.columns().names();
    }

    /** Reads the values of all fields. */
    public void read(Row row) {
        read(row, all);
    }

    /** Reads the values of some fields, given by their places. */
    public void read(Row row, int[] wanted) {
        cells.read(row, wanted);
        if (cells.encoding() != encoding) {
            use(cells.encoding());
        }
        if (!encoding.charset().equals(StandardCharsets.UTF_8)) {
            for (int field : wanted) {
                if (texts[field] && !isAbsent(field)) {
                    convert(cells.cells()[field], field);
                }
            }
        }
    }

    /** Whether there is no value. */
    public boolean isAbsent(int field) {
        return cells.absent()[field] && !cells.unreadable()[field];
    }

    /** Whether there is a value, but none of the field's type: nothing else can be asked of it. */
    public boolean isUnreadable(int field) {
        return cells.unreadable()[field];
    }

    /** The bytes in which a text stands from {@link #start} to {@link #end}, in UTF-8. They may change with the next row. */
    public byte[] bytes(int field) {
        return cells.cells()[field].bytes();
    }

    /** Where a text starts in its bytes. */
    public int start(int field) {
        return cells.cells()[field].start();
    }

    /** Where a text ends in its bytes. */
    public int end(int field) {
        return cells.cells()[field].end();
    }

    /** A truth value. */
    public boolean isTrue(int field) {
        Cell cell = cells.cells()[field];
        return trueValues[field].contains(cell.bytes(), cell.start(), cell.end());
    }

    /**
     * Whether a number has at most so many digits before and after the point.
     *
     * @param precision of them at most, from 1
     * @param scale those after the point at most, to 18 at least
     */
    public boolean isDecimal(int field, int precision, int scale) {
        Cell cell = cells.cells()[field];
        if (!cell.isLarge() && cell.scale() <= scale) {
            int digits = precision - scale + cell.scale();
            return digits >= Cell.DIGITS || Math.abs(cell.unscaled()) < POWERS[digits];
        }
        BigDecimal number = cell.number().stripTrailingZeros();
        return number.scale() <= scale && number.precision() - number.scale() <= precision - scale;
    }

    /** Whether a number is whole, and in the range of 64 bits. */
    public boolean isLong(int field) {
        Cell cell = cells.cells()[field];
        if (!cell.isLarge()) {
            return cell.scale() == 0 || cell.unscaled() % POWERS[cell.scale()] == 0;
        }
        BigDecimal number = cell.number();
        return number.stripTrailingZeros().scale() <= 0
                && number.precision() - number.scale() <= Long.SIZE
                && number.toBigInteger().bitLength() < Long.SIZE;
    }

    /**
     * A number, a date (days since 1970), a time (since midnight) or a moment (since 1970) in units of so many decimal
     * places of a day or second; what is finer is cut off towards the past.
     *
     * @param scale from 0 to 18
     * @throws ArithmeticException if it is beyond 64 bits
     */
    public long scaled(int field, int scale) {
        Cell cell = cells.cells()[field];
        if (cell.isLarge()) {
            return cell.number()
                    .setScale(scale, RoundingMode.FLOOR)
                    .unscaledValue()
                    .longValueExact();
        }
        int finer = scale - cell.scale();
        if (finer == 0) {
            return cell.unscaled();
        }
        return finer > 0
                ? Math.multiplyExact(cell.unscaled(), POWERS[finer])
                : Math.floorDiv(cell.unscaled(), POWERS[-finer]);
    }

    /** A number exactly. */
    public BigDecimal number(int field) {
        return cells.cells()[field].number();
    }

    /** A number as the nearest double; infinite if it is too large for one. */
    public double toDouble(int field) {
        return cells.cells()[field].toNearestDouble();
    }

    private void convert(Cell cell, int field) {
        if (trueValues[field] == null) {
            byte[] utf8 =
                    encoding.decode(cell.bytes(), cell.start(), cell.end()).getBytes(StandardCharsets.UTF_8);
            cell.setText(utf8, 0, utf8.length);
        }
    }

    private void use(Encoding newEncoding) {
        encoding = newEncoding;
        for (int i = 0; i < trueValues.length; i++) {
            if (fields.get(i).type() == FieldType.BOOLEAN) {
                trueValues[i] = new ByteStrings(newEncoding, fields.get(i).trueValues());
            }
        }
    }

    private static long[] powers() {
        long[] powers = new long[Cell.DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
