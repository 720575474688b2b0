package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Formula.KeyOfLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What comes together while one expression is understood. */
final class Compilation {

    private final Environment environment;
    private final Texts texts;
    private final Set<Integer> used = new TreeSet<>();
    private final Set<Integer> plain = new TreeSet<>();
    private final List<KeyOfLookup> lookups = new ArrayList<>();
    private final Set<Integer> hidden = new TreeSet<>();
    private int spare;
    private boolean mindsNull;
    /** How many functions there are around, that leave less of a value than it says. */
    private int masks;

    Compilation(Environment environment) {
        this.environment = environment;
        this.texts = new Texts(environment.charset());
        this.spare = environment.firstSpare();
    }

    Environment environment() {
        return environment;
    }

    Texts texts() {
        return texts;
    }

    /** A cell for what is worked out. */
    int spare() {
        return spare++;
    }

    /** What follows, until {@link #unmask}, does not come out as it is. */
    void mask() {
        masks++;
    }

    void unmask() {
        masks--;
    }

    void mindNull() {
        mindsNull = true;
    }

    /** Notes that the text at a position came from a placeholder and is not to be told. */
    void hide(int position) {
        hidden.add(position);
    }

    boolean isHidden(int position) {
        return hidden.contains(position);
    }

    void lookUp(int lookup, Operand key, String column) {
        lookups.add(new KeyOfLookup(lookup, key, column));
    }

    Operand column(int index, int position) {
        used.add(index);
        if (masks == 0) {
            plain.add(index);
        }
        Column column = environment.columns().get(index);
        Operand plain = Operand.of(column.type(), in -> in.absent[index] ? null : in.cells[index], position);
        return new Operand(plain.type(), plain.value(), plain.condition(), null, column, position);
    }

    Operand condition(Operand.Condition condition, int position) {
        return Operand.of(condition, spare(), position);
    }

    Operand text(String text, int position) {
        Cell cell = new Cell();
        try {
            texts.set(cell, text);
        } catch (EvaluationException e) {
            throw new ExpressionException(
                    position,
                    "a text with a character that " + environment.charset()
                            + " has not can't be written there; use utf-8 as the schema's encoding.");
        }
        return Operand.literal(cell, text, position);
    }

    Formula formula(String text, Operand operand) {
        return new Formula(text, operand, texts, used, plain, spare, mindsNull, lookups);
    }
}
