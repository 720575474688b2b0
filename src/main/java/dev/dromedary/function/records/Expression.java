package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.records.expression.Environment;
import dev.dromedary.function.records.expression.EvaluationException;
import dev.dromedary.function.records.expression.ExpressionException;
import dev.dromedary.function.records.expression.Formula;
import dev.dromedary.function.records.expression.Inputs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A condition on the values of one row, such as {@code heart_rate < 60 or heart_rate > 160}, in the language of
 * {@code docs/expressions.md}. Immutable.
 *
 * <p>Unless it says what is to be if a value is missing ({@code is null}, {@code coalesce}, {@code case}), it says nothing of a
 * row that lacks one of the values that it looks at.
 */
public final class Expression {

    private final List<Field> fields;
    private final Encoding encoding;
    private final Formula formula;

    private Expression(List<Field> fields, Encoding encoding, Formula formula) {
        this.fields = List.copyOf(fields);
        this.encoding = encoding;
        this.formula = formula;
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
        Environment environment =
                Environment.of(fields.stream().map(Field::column).toList(), encoding.charset(), Nearest::hint);
        return new Expression(fields, encoding, Formula.condition(text, environment));
    }

    /** The names of the fields that it looks at. */
    public List<String> fieldNames() {
        return Arrays.stream(formula.used()).mapToObj(i -> fields.get(i).name()).toList();
    }

    /** As {@link #test(Function)}, with a row's values. */
    public Optional<Boolean> test(Row row) {
        return test(row::get);
    }

    /**
     * Whether it holds for values by their names (null for none); empty if it says nothing of them: one is missing or not of
     * its field's type, or can't be worked with.
     */
    public Optional<Boolean> test(Function<String, ?> values) {
        Cell[] cells = new Cell[fields.size()];
        boolean[] absent = new boolean[fields.size()];
        for (int index : formula.used()) {
            Object value = values.apply(fields.get(index).name());
            cells[index] = new Cell();
            absent[index] = value == null || !parse(fields.get(index), value.toString(), cells[index]);
        }
        Inputs in = new Inputs(cells, absent, spareCells());
        if (isSilent(absent)) {
            return Optional.empty();
        }
        try {
            return formula.isTrue(in) ? Optional.of(true) : formula.isFalse(in) ? Optional.of(false) : Optional.empty();
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }

    private boolean parse(Field field, String value, Cell cell) {
        byte[] bytes = value.getBytes(encoding.charset());
        boolean empty = bytes.length == 0 && field.type().kind() != FieldType.Kind.TEXT;
        return !empty
                && !field.missingValues().contains(value)
                && ValueParser.of(field, encoding).parse(bytes, 0, bytes.length, cell);
    }

    /** How many cells it needs for what it works out. */
    int spareCells() {
        return formula.spareEnd();
    }

    /** Whether a row is such as it says; not if it says nothing of the row. */
    boolean holds(Inputs in, boolean[] absent) {
        try {
            return !isSilent(absent) && formula.isTrue(in);
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** Whether a row is otherwise than it says, or can't be worked with; not if it says nothing of the row. */
    boolean isBroken(Inputs in, boolean[] absent) {
        try {
            return !isSilent(absent) && formula.isFalse(in);
        } catch (EvaluationException e) {
            return true;
        }
    }

    private boolean isSilent(boolean[] absent) {
        return !formula.mindsNull() && formula.needs(absent);
    }

    /** The text it was understood from. */
    @Override
    public String toString() {
        return formula.toString();
    }
}
