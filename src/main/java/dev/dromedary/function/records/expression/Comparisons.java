package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Condition;
import dev.dromedary.function.records.expression.Operand.Value;

/** Compares two values; null beside anything is unknown. */
final class Comparisons {

    private Comparisons() {}

    static Condition of(String operator, Operand left, Operand right, int position, Compilation compilation) {
        Operand one = Conversions.beside(left, right, compilation);
        Operand other = Conversions.beside(right, left, compilation);
        Type type = Conversions.common(one.type(), other.type());
        if (type == null || type == Type.INTERVAL) {
            throw new ExpressionException(
                    position,
                    "can't compare " + one.type().name(true) + " with "
                            + other.type().name(true) + ".");
        }
        Value first = Conversions.to(type, one, compilation).value();
        Value second = Conversions.to(type, other, compilation).value();
        return type == Type.TEXT ? texts(operator, first, second) : numbers(operator, first, second);
    }

    private static Condition texts(String operator, Value one, Value other) {
        return switch (operator) {
            case "<" -> compared(one, other, (left, right) -> left.compareText(right) < 0);
            case "<=" -> compared(one, other, (left, right) -> left.compareText(right) <= 0);
            case ">" -> compared(one, other, (left, right) -> left.compareText(right) > 0);
            case ">=" -> compared(one, other, (left, right) -> left.compareText(right) >= 0);
            case "=", "==" -> compared(one, other, (left, right) -> left.compareText(right) == 0);
            default -> compared(one, other, (left, right) -> left.compareText(right) != 0);
        };
    }

    private static Condition numbers(String operator, Value one, Value other) {
        return switch (operator) {
            case "<" -> compared(one, other, (left, right) -> left.compareNumber(right) < 0);
            case "<=" -> compared(one, other, (left, right) -> left.compareNumber(right) <= 0);
            case ">" -> compared(one, other, (left, right) -> left.compareNumber(right) > 0);
            case ">=" -> compared(one, other, (left, right) -> left.compareNumber(right) >= 0);
            case "=", "==" -> compared(one, other, (left, right) -> left.compareNumber(right) == 0);
            default -> compared(one, other, (left, right) -> left.compareNumber(right) != 0);
        };
    }

    private static Condition compared(Value one, Value other, Comparison test) {
        return in -> {
            Cell left = one.of(in);
            if (left == null) {
                return Condition.UNKNOWN;
            }
            Cell right = other.of(in);
            return right == null ? Condition.UNKNOWN : Operand.truth(test.holds(left, right));
        };
    }

    @FunctionalInterface
    private interface Comparison {
        boolean holds(Cell left, Cell right);
    }
}
