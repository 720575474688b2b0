package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Condition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An expression that was understood, to be worked out for many rows. Immutable. */
public final class Formula {

    private final String text;
    private final Operand operand;
    private final Texts texts;
    private final int[] used;
    private final int[] plain;
    private final int spareEnd;
    private final boolean mindsNull;
    private final List<KeyOfLookup> lookups;

    Formula(
            String text,
            Operand operand,
            Texts texts,
            Set<Integer> used,
            Set<Integer> plain,
            int spareEnd,
            boolean mindsNull,
            List<KeyOfLookup> lookups) {
        this.text = text;
        this.operand = operand;
        this.texts = texts;
        this.used = used.stream().mapToInt(i -> i).sorted().toArray();
        this.plain = plain.stream().mapToInt(i -> i).sorted().toArray();
        this.spareEnd = spareEnd;
        this.mindsNull = mindsNull;
        this.lookups = List.copyOf(lookups);
    }

    /**
     * Understands an expression of any type.
     *
     * @throws ExpressionException with position and help if it can't be understood
     */
    public static Formula value(String text, Environment environment) {
        return new Parser(text, environment).value();
    }

    /**
     * Understands a condition.
     *
     * @throws ExpressionException with position and help if it can't be understood, or is none
     */
    public static Formula condition(String text, Environment environment) {
        return new Parser(text, environment).condition();
    }

    /** The names of the functions with how they are called, for a page and for hints. */
    public static Map<String, String> functions() {
        return Functions.signatures();
    }

    /** What its value is. */
    public Type type() {
        return operand.type();
    }

    /** The columns that it looks at, as their places in the environment, in ascending order. */
    public int[] used() {
        return used.clone();
    }

    /** Those of them of which more may come out than sha256, hmac_sha256, mask, redact and uuid5 leave. */
    public int[] plain() {
        return plain.clone();
    }

    /** The first cell for what is worked out that it does not need. */
    public int spareEnd() {
        return spareEnd;
    }

    /** Whether it says what is to be if a value is missing: is null, coalesce or case. */
    public boolean mindsNull() {
        return mindsNull;
    }

    /** The keys that it looks up, to be worked out before it is. */
    public List<KeyOfLookup> lookups() {
        return lookups;
    }

    /** Whether one of the columns that it looks at is marked. */
    public boolean needs(boolean[] absent) {
        for (int index : used) {
            if (absent[index]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Its value in a cell, which is valid until the next row; null is SQL's null.
     *
     * @throws EvaluationException if it can't be worked out for this row
     */
    public Cell value(Inputs in) {
        return operand.value().of(in);
    }

    /** A value of an expression as it stands in a file: plain decimals, true and false, ISO 8601. A new array. */
    public byte[] written(Cell value, Cell room) {
        Casts.write(value, type(), texts, room);
        return Arrays.copyOfRange(room.bytes(), room.start(), room.end());
    }

    /** Whether the condition is true, rather than false or unknown. Throws as {@link #value}. */
    public boolean isTrue(Inputs in) {
        return operand.condition().of(in) == Condition.TRUE;
    }

    /** Whether the condition is false, rather than true or unknown. Throws as {@link #value}. */
    public boolean isFalse(Inputs in) {
        return operand.condition().of(in) == Condition.FALSE;
    }

    /** The text it was understood from, with its placeholders. */
    @Override
    public String toString() {
        return text;
    }

    /** A key that an expression looks up. */
    public static final class KeyOfLookup {

        private final int lookup;
        private final Operand key;
        private final String column;

        KeyOfLookup(int lookup, Operand key, String column) {
            this.lookup = lookup;
            this.column = column;
            this.key = key;
        }

        /** The lookup's place among those of the environment. */
        public int lookup() {
            return lookup;
        }

        /** The column that is asked for. */
        public String column() {
            return column;
        }

        /** The key of this row; null if it has none. Throws as {@link Formula#value}. */
        public Cell of(Inputs in) {
            return key.value().of(in);
        }
    }
}
