package dev.dromedary.function.records.expression;

import java.util.ArrayList;
import java.util.List;

/** What SQL converts without being told: whole numbers to numbers, dates to moments, and strings to what stands beside them. */
final class Conversions {

    private Conversions() {}

    /** The type that both types are, or become; null if there is none. */
    static Type common(Type one, Type other) {
        if (one == other || other == Type.NULL) {
            return one;
        }
        if (one == Type.NULL) {
            return other;
        }
        if (one.isNumeric() && other.isNumeric()) {
            return Type.NUMBER;
        }
        boolean moments = one == Type.DATE && other == Type.DATETIME || one == Type.DATETIME && other == Type.DATE;
        return moments ? Type.DATETIME : null;
    }

    /** The operands as values of one type, the first of the result; {@code what} begins the sentence if there is none. */
    static List<Operand> alike(List<Operand> operands, String what, Compilation compilation) {
        Type type = Type.NULL;
        for (Operand operand : operands) {
            if (operand.literal() == null && type == Type.NULL) {
                type = operand.type();
            }
        }
        List<Operand> converted = new ArrayList<>();
        Operand model = Operand.of(type, in -> null, 1);
        Type all = Type.NULL;
        for (Operand operand : operands) {
            Operand one = type == Type.NULL ? operand : beside(operand, withWords(model, operands), compilation);
            Type common = common(all, one.type());
            if (common == null || common == Type.INTERVAL) {
                throw new ExpressionException(
                        operand.position(),
                        what + " of " + all.name(true) + " and " + one.type().name(true) + " have no common type.");
            }
            all = common;
            converted.add(one);
        }
        Type result = all;
        return converted.stream().map(one -> to(result, one, compilation)).toList();
    }

    private static Operand withWords(Operand model, List<Operand> operands) {
        Column column = operands.stream()
                .filter(one -> one.column() != null && one.type() == model.type())
                .map(Operand::column)
                .findFirst()
                .orElse(null);
        return new Operand(model.type(), model.value(), model.condition(), null, column, model.position());
    }

    /** A string beside a date, time or boolean is one, if it is written as one; so is the value of a placeholder beside a number. */
    static Operand beside(Operand literal, Operand other, Compilation compilation) {
        boolean hidden = compilation.isHidden(literal.position());
        if (literal.literal() == null
                || other.type().isNumeric() && !hidden
                || other.type() == Type.TEXT
                || other.type() == Type.NULL) {
            return literal;
        }
        String text = literal.literal();
        Cell cell = new Cell();
        Type type = other.type();
        boolean read =
                switch (type) {
                    case DATE, TIME, DATETIME, YEARMONTH -> MomentText.parse(text, type, cell);
                    case BOOLEAN -> truth(text, other.column(), cell);
                    case INTEGER, NUMBER -> Numbers.parse(text, cell);
                    default -> false;
                };
        if (read) {
            return Operand.of(type, in -> cell, literal.position());
        }
        if (hidden) {
            throw new ExpressionException(
                    literal.position(), "what the placeholder stands for is no " + type.name(false) + ".");
        }
        if (type.isTemporal() || type == Type.BOOLEAN) {
            throw new ExpressionException(
                    literal.position(),
                    type == Type.BOOLEAN
                            ? "the text beside a boolean is neither true nor false, nor one of the column's words for them."
                            : "'" + text + "' is no " + type.name(false) + " in ISO 8601.");
        }
        return literal;
    }

    private static boolean truth(String text, Column column, Cell cell) {
        boolean isTrue = column == null
                ? text.equalsIgnoreCase("true")
                : column.trueValues().contains(text);
        boolean isFalse = column == null
                ? text.equalsIgnoreCase("false")
                : column.falseValues().contains(text);
        cell.setTruth(isTrue);
        return isTrue || isFalse || text.equals("true") && set(cell, true) || text.equals("false") && set(cell, false);
    }

    private static boolean set(Cell cell, boolean truth) {
        cell.setTruth(truth);
        return true;
    }

    /** The operand as a value of a type that {@link #common} found. */
    static Operand to(Type type, Operand operand, Compilation compilation) {
        if (operand.type() == type || operand.isNull() || type != Type.DATETIME) {
            return operand.isNull() || operand.type() == type
                    ? operand
                    : new Operand(type, operand.value(), operand.condition(), null, null, operand.position());
        }
        int spare = compilation.spare();
        return Operand.of(
                type,
                in -> {
                    Cell date = operand.value().of(in);
                    if (date == null) {
                        return null;
                    }
                    Moments.setDate(in.spare[spare], date.unscaled());
                    return in.spare[spare];
                },
                operand.position());
    }
}
