package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.ColumnType;
import dev.dromedary.function.records.RowValues;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** The values of a column of one type. Has no state. */
abstract class ColumnValues {

    private static final int MICROS_SCALE = 6;

    private final Type physical;

    private ColumnValues(Type physical) {
        this.physical = physical;
    }

    static ColumnValues of(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> new Booleans();
            case INTEGER -> new Integers(false);
            case DATE -> new Integers(true);
            case BIGINT -> new Longs();
            case DOUBLE -> new Doubles();
            case DECIMAL -> new Decimals(type);
            case TIME -> new Moments(false);
            case TIMESTAMP -> new Moments(true);
            case VARCHAR -> new Texts();
        };
    }

    /** How values are stored. */
    Type physical() {
        return physical;
    }

    /** A new encoder of such values. */
    ColumnEncoder encoder(ColumnPages pages, boolean optional, boolean numbering) {
        return switch (physical) {
            case BOOLEAN -> new BooleanEncoder(pages, optional);
            case INT32 -> new NumberEncoder(pages, optional, numbering, Integer.BYTES, false);
            case BYTE_ARRAY -> new TextEncoder(pages, optional, numbering, false);
            case FIXED_LEN_BYTE_ARRAY -> new TextEncoder(pages, optional, numbering, true);
            default -> new NumberEncoder(pages, optional, numbering, Long.BYTES, physical == Type.DOUBLE);
        };
    }

    /** Says in the footer what the values mean, also as readers of before 2018 understand it. */
    void describe(SchemaElement element) {}

    /** Whether they are written as they stand in the file. */
    boolean areTexts() {
        return false;
    }

    boolean fits(RowValues row, int field) {
        return true;
    }

    /** Writes the value that was read of a field. */
    abstract void write(RowValues row, int field, ColumnEncoder out) throws IOException;

    private static final class Booleans extends ColumnValues {

        Booleans() {
            super(Type.BOOLEAN);
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(row.isTrue(field) ? 1 : 0);
        }
    }

    /** Years, and dates as days since 1970. */
    private static final class Integers extends ColumnValues {

        private final boolean dates;

        Integers(boolean dates) {
            super(Type.INT32);
            this.dates = dates;
        }

        @Override
        void describe(SchemaElement element) {
            if (dates) {
                element.setConverted_type(ConvertedType.DATE).setLogicalType(LogicalType.DATE(new DateType()));
            }
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(row.scaled(field, 0));
        }
    }

    private static final class Longs extends ColumnValues {

        Longs() {
            super(Type.INT64);
        }

        @Override
        boolean fits(RowValues row, int field) {
            return row.isLong(field);
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(row.scaled(field, 0));
        }
    }

    private static final class Doubles extends ColumnValues {

        Doubles() {
            super(Type.DOUBLE);
        }

        @Override
        boolean fits(RowValues row, int field) {
            return !Double.isInfinite(row.toDouble(field));
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(Double.doubleToRawLongBits(row.toDouble(field)));
        }
    }

    /** Times and moments in microseconds; what is finer is cut off. */
    private static final class Moments extends ColumnValues {

        private final boolean dated;

        Moments(boolean dated) {
            super(Type.INT64);
            this.dated = dated;
        }

        @Override
        void describe(SchemaElement element) {
            TimeUnit unit = TimeUnit.MICROS(new MicroSeconds());
            // The format asks for the converted type, too, although that one was for UTC.
            if (dated) {
                element.setConverted_type(ConvertedType.TIMESTAMP_MICROS)
                        .setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, unit)));
            } else {
                element.setConverted_type(ConvertedType.TIME_MICROS)
                        .setLogicalType(LogicalType.TIME(new TimeType(false, unit)));
            }
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(row.scaled(field, MICROS_SCALE));
        }
    }

    /** UTF-8. */
    private static final class Texts extends ColumnValues {

        Texts() {
            super(Type.BYTE_ARRAY);
        }

        @Override
        void describe(SchemaElement element) {
            element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
        }

        @Override
        boolean areTexts() {
            return true;
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            out.add(row.bytes(field), row.start(field), row.end(field));
        }
    }

    /** In 32 or 64 bits where they suffice, else in 128. */
    private static final class Decimals extends ColumnValues {

        private static final int INT32_DIGITS = 9;
        private static final int INT64_DIGITS = 18;
        private static final int BYTES = 16;

        private final int precision;
        private final int scale;

        Decimals(ColumnType type) {
            super(physical(type.precision()));
            precision = type.precision();
            scale = type.scale();
        }

        private static Type physical(int precision) {
            if (precision <= INT32_DIGITS) {
                return Type.INT32;
            }
            return precision <= INT64_DIGITS ? Type.INT64 : Type.FIXED_LEN_BYTE_ARRAY;
        }

        @Override
        void describe(SchemaElement element) {
            if (precision > INT64_DIGITS) {
                element.setType_length(BYTES);
            }
            element.setConverted_type(ConvertedType.DECIMAL)
                    .setScale(scale)
                    .setPrecision(precision)
                    .setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, precision)));
        }

        @Override
        boolean fits(RowValues row, int field) {
            return row.isDecimal(field, precision, scale);
        }

        @Override
        void write(RowValues row, int field, ColumnEncoder out) throws IOException {
            if (precision <= INT64_DIGITS) {
                out.add(row.scaled(field, scale));
            } else {
                byte[] bytes = bytes(row.number(field).setScale(scale).unscaledValue());
                out.add(bytes, 0, bytes.length);
            }
        }

        /** Big-endian two's complement. */
        private static byte[] bytes(BigInteger unscaled) {
            byte[] shortest = unscaled.toByteArray();
            byte[] bytes = new byte[BYTES];
            Arrays.fill(bytes, 0, BYTES - shortest.length, (byte) (unscaled.signum() >> 1));
            System.arraycopy(shortest, 0, bytes, BYTES - shortest.length, shortest.length);
            return bytes;
        }
    }
}
