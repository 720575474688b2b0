package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field is as the column of a table that has types, in the words of SQL.
 *
 * @param kind the type
 * @param precision the digits of a decimal; 0 for other types
 * @param scale those of them that stand after the point
 */
public record ColumnType(Kind kind, int precision, int scale) {

    /** The types of columns. Moments have microseconds and no zone: they are in UTC. */
    public enum Kind {
        BOOLEAN,
        /** 32 bits. */
        INTEGER,
        /** 64 bits. */
        BIGINT,
        DOUBLE,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP,
        VARCHAR
    }

    /** The most digits that Trino, DuckDB and Parquet's other readers have for a decimal. */
    public static final int MOST_DIGITS = 38;

    private static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 0, 0);
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");
    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * The column of a field: what its {@code columnType} says, else what its type and constraints say. A whole number has 64
     * bits unless its bounds are beyond them. Another number is a decimal if {@code multipleOf} says how many digits it has
     * after the point, else a double.
     */
    public static ColumnType of(Field field) {
        if (!field.columnType().isEmpty()) {
            return named(field.type(), field.columnType());
        }
        return switch (field.type()) {
            case BOOLEAN -> new ColumnType(Kind.BOOLEAN, 0, 0);
            case INTEGER -> whole(field.constraints());
            case NUMBER -> number(field.constraints());
            case DATE -> new ColumnType(Kind.DATE, 0, 0);
            case TIME -> new ColumnType(Kind.TIME, 0, 0);
            case DATETIME -> new ColumnType(Kind.TIMESTAMP, 0, 0);
            case YEAR -> new ColumnType(Kind.INTEGER, 0, 0);
            default -> new ColumnType(Kind.VARCHAR, 0, 0);
        };
    }

    /** @throws UnusableException if a field of the type can't be such a column */
    static ColumnType named(FieldType type, String name) {
        Matcher decimal = DECIMAL.matcher(name);
        if (decimal.matches() && type.isNumeric()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = Integer.parseInt(decimal.group(2));
            if (precision < 1 || precision > MOST_DIGITS || scale > precision) {
                throw new UnusableException(
                        "columnType",
                        "\"" + name + "\" is no decimal: it has 1 to 38 digits, and no more of them after the point.");
            }
            return new ColumnType(Kind.DECIMAL, precision, scale);
        }
        if (name.equals("bigint") && type == FieldType.INTEGER) {
            return BIGINT;
        }
        if (name.equals("double") && type == FieldType.NUMBER) {
            return new ColumnType(Kind.DOUBLE, 0, 0);
        }
        if (name.equals("varchar")) {
            return new ColumnType(Kind.VARCHAR, 0, 0);
        }
        String others =
                switch (type) {
                    case INTEGER -> "bigint, decimal(20,0) or the like, or varchar";
                    case NUMBER -> "double, decimal(12,2) or the like, or varchar";
                    default -> "varchar, or remove it";
                };
        throw new UnusableException(
                "columnType", "\"" + name + "\" is no column for type " + type.word() + "; use " + others + ".");
    }

    /** Whether every value that keeps to the constraints has a place in the column. */
    public boolean holdsAll(Field.Constraints constraints) {
        if (kind != Kind.BIGINT && kind != Kind.DOUBLE && kind != Kind.DECIMAL) {
            return true;
        }
        boolean bounded = (constraints.minimum() != null || constraints.exclusiveMinimum() != null)
                && (constraints.maximum() != null || constraints.exclusiveMaximum() != null);
        BigDecimal step = constraints.multipleOf();
        boolean exact = kind != Kind.DECIMAL
                || step != null && step.stripTrailingZeros().scale() <= scale;
        return bounded && exact && Arrays.stream(bounds(constraints)).allMatch(this::holdsWhole);
    }

    private boolean holdsWhole(BigDecimal bound) {
        return switch (kind) {
            case BIGINT -> isLong(bound);
            case DOUBLE -> !Double.isInfinite(bound.doubleValue());
            default -> bound.precision() - bound.scale() <= precision - scale;
        };
    }

    private static boolean isLong(BigDecimal bound) {
        BigInteger whole = bound.toBigInteger();
        return whole.compareTo(LEAST_LONG) >= 0 && whole.compareTo(GREATEST_LONG) <= 0;
    }

    /** The type as SQL has it, such as {@code decimal(12,2)}. */
    public String sql() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.DECIMAL ? word + "(" + precision + "," + scale + ")" : word;
    }

    private static ColumnType whole(Field.Constraints constraints) {
        boolean fits = Arrays.stream(bounds(constraints)).allMatch(ColumnType::isLong);
        return fits ? BIGINT : new ColumnType(Kind.DECIMAL, MOST_DIGITS, 0);
    }

    private static ColumnType number(Field.Constraints constraints) {
        if (constraints.multipleOf() == null) {
            return new ColumnType(Kind.DOUBLE, 0, 0);
        }
        int scale = Math.max(0, constraints.multipleOf().stripTrailingZeros().scale());
        // Not what the bounds need exactly: a table's columns are not to change with them.
        int precision = Cell.DIGITS;
        for (BigDecimal bound : bounds(constraints)) {
            precision = bound.precision() - bound.scale() + scale > precision ? MOST_DIGITS : precision;
        }
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    private static BigDecimal[] bounds(Field.Constraints constraints) {
        String[] texts = {
            constraints.minimum(), constraints.maximum(), constraints.exclusiveMinimum(), constraints.exclusiveMaximum()
        };
        return Arrays.stream(texts)
                .filter(Objects::nonNull)
                .map(text -> new BigDecimal(text.strip()))
                .toArray(BigDecimal[]::new);
    }
}
