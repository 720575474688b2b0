package dev.dromedary.function.records;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition on the values of one row, such as {@code heart_rate < 60 or heart_rate > 160}.
 *
 * <p>It knows field names (in double quotes if they aren't plain words), numbers, strings in single quotes (a quote inside
 * is doubled), {@code < <= > >= == !=}, {@code + - *}, {@code and or not} and parentheses. Numbers are exact decimals.
 * Dates and times compare with their own kind, and with strings that are written as they are. Texts compare byte by byte.
 * Immutable.
 */
public final class Expression {

    /** A condition, tried on the values of one row. */
    interface Condition {
        boolean holds(Cell[] cells);
    }

    private final String text;
    private final List<Field> fields;
    private final Encoding encoding;
    private final int[] used;
    private final int spareCells;
    private final Condition condition;

    Expression(String text, List<Field> fields, Encoding encoding, int[] used, int spareCells, Condition condition) {
        this.text = text;
        this.fields = List.copyOf(fields);
        this.encoding = encoding;
        this.used = used;
        this.spareCells = spareCells;
        this.condition = condition;
    }

    /**
     * Understands a text once, to be tried on many rows.
     *
     * @throws ExpressionException if it is no condition on the schema's fields
     */
    public static Expression parse(String text, TableSchema schema) {
        return parse(text, schema.fields(), new Encoding(schema.dialect().encoding()));
    }

    static Expression parse(String text, List<Field> fields, Encoding encoding) {
        return new ExpressionParser(text, fields, encoding).parse();
    }

    /** The names of the fields that it looks at. */
    public List<String> fieldNames() {
        return Arrays.stream(used).mapToObj(i -> fields.get(i).name()).toList();
    }

    /** As {@link #test(Function)}, with a row's values. */
    public Optional<Boolean> test(Row row) {
        return test(row::get);
    }

    /**
     * Whether it holds for values by their names (null for none); empty if one is missing or not of its field's type.
     */
    public Optional<Boolean> test(Function<String, ?> values) {
        Cell[] cells = new Cell[fields.size() + spareCells];
        for (int i = fields.size(); i < cells.length; i++) {
            cells[i] = new Cell();
        }
        for (int index : used) {
            Object value = values.apply(fields.get(index).name());
            cells[index] = new Cell();
            if (value == null || !parse(fields.get(index), value.toString(), cells[index])) {
                return Optional.empty();
            }
        }
        return Optional.of(condition.holds(cells));
    }

    private boolean parse(Field field, String value, Cell cell) {
        byte[] bytes = value.getBytes(encoding.charset());
        boolean empty = bytes.length == 0 && field.type().kind() != FieldType.Kind.TEXT;
        return !empty
                && !field.missingValues().contains(value)
                && ValueParser.of(field, encoding).parse(bytes, 0, bytes.length, cell);
    }

    /** Whether one of the fields that it looks at is marked. */
    boolean needs(boolean[] absent) {
        for (int index : used) {
            if (absent[index]) {
                return true;
            }
        }
        return false;
    }

    /** How many cells it needs after those of the fields, for what it works out. */
    int spareCells() {
        return spareCells;
    }

    /** @param cells one for each field in order, then the spare ones */
    boolean holds(Cell[] cells) {
        return condition.holds(cells);
    }

    /** The text it was understood from. */
    @Override
    public String toString() {
        return text;
    }
}
