package dev.dromedary.function.records.expression;

/**
 * A part of an expression.
 *
 * @param type what its value is
 * @param value works the value out
 * @param condition works it out as a truth; null unless it is a boolean
 * @param literal the text, of a string that stands in the expression; else null
 * @param column the column, if it is one; else null
 * @param constant the number, if a whole one from 0 stands there; else -1
 * @param position in the text, from 1
 */
record Operand(Type type, Value value, Condition condition, String literal, Column column, int constant, int position) {

    Operand(Type type, Value value, Condition condition, String literal, Column column, int position) {
        this(type, value, condition, literal, column, -1, position);
    }

    /** Works out a value. */
    @FunctionalInterface
    interface Value {
        /** The value in a cell, which is valid until the next row; null is SQL's null. */
        Cell of(Inputs in);
    }

    /** Works out a truth of SQL's three. */
    @FunctionalInterface
    interface Condition {
        int FALSE = 0;
        int TRUE = 1;
        int UNKNOWN = 2;

        int of(Inputs in);
    }

    static Operand of(Type type, Value value, int position) {
        Condition condition = type == Type.BOOLEAN || type == Type.NULL
                ? in -> {
                    Cell cell = value.of(in);
                    return cell == null ? Condition.UNKNOWN : (int) cell.unscaled();
                }
                : null;
        return new Operand(type, value, condition, null, null, position);
    }

    static Operand literal(Cell cell, String text, int position) {
        return new Operand(Type.TEXT, in -> cell, null, text, null, position);
    }

    /** @param spare the cell for its value */
    static Operand of(Condition condition, int spare, int position) {
        Value value = in -> {
            int truth = condition.of(in);
            if (truth == Condition.UNKNOWN) {
                return null;
            }
            in.spare[spare].setNumber(truth, 0);
            return in.spare[spare];
        };
        return new Operand(Type.BOOLEAN, value, condition, null, null, position);
    }

    Operand at(int newPosition) {
        return new Operand(type, value, condition, literal, column, constant, newPosition);
    }

    boolean isNull() {
        return type == Type.NULL;
    }

    static int not(int truth) {
        return truth == Condition.UNKNOWN ? truth : 1 - truth;
    }

    static int truth(boolean truth) {
        return truth ? Condition.TRUE : Condition.FALSE;
    }
}
