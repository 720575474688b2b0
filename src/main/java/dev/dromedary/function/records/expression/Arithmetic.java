package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Value;

/** Sums and products of numbers; a date or moment and an interval. */
final class Arithmetic {

    private Arithmetic() {}

    static Operand sum(Operand left, Operand right, boolean plus, Compilation compilation) {
        if (left.type() == Type.INTERVAL || right.type() == Type.INTERVAL) {
            return Intervals.sum(left, right, plus, compilation);
        }
        return combined(left, right, plus ? Cell::setSum : Cell::setDifference, compilation);
    }

    static Operand product(String sign, Operand left, Operand right, Compilation compilation) {
        return switch (sign) {
            case "*" -> combined(left, right, Cell::setProduct, compilation);
            case "%" -> combined(left, right, (out, one, other) -> Numbers.remainder(one, other, out), compilation);
            default -> {
                Operand quotient =
                        combined(left, right, (out, one, other) -> Numbers.divide(one, other, out), compilation);
                yield Operand.of(Type.NUMBER, quotient.value(), left.position());
            }
        };
    }

    static Operand negated(Operand inner, int position, Compilation compilation) {
        Cell zero = new Cell();
        Operand nothing = Operand.of(Type.INTEGER, in -> zero, position);
        return combined(nothing, inner, Cell::setDifference, compilation);
    }

    private static Operand combined(Operand left, Operand right, Combination combination, Compilation compilation) {
        Operand first = number(left, right, compilation);
        Operand second = number(right, left, compilation);
        Value one = first.value();
        Value other = second.value();
        int spare = compilation.spare();
        boolean whole = first.type() == Type.INTEGER && second.type() == Type.INTEGER;
        return Operand.of(
                whole ? Type.INTEGER : Type.NUMBER,
                in -> {
                    Cell value = one.of(in);
                    if (value == null) {
                        return null;
                    }
                    Cell otherValue = other.of(in);
                    if (otherValue == null) {
                        return null;
                    }
                    combination.into(in.spare[spare], value, otherValue);
                    return in.spare[spare];
                },
                left.position());
    }

    private static Operand number(Operand operand, Operand beside, Compilation compilation) {
        Operand converted = compilation.isHidden(operand.position())
                ? Conversions.beside(
                        operand,
                        beside.type().isNumeric() ? beside : Operand.of(Type.NUMBER, in -> null, 1),
                        compilation)
                : operand;
        if (!converted.type().isNumeric() && !converted.isNull()) {
            throw new ExpressionException(
                    operand.position(),
                    "only numbers can be added, subtracted, multiplied and divided; this is "
                            + operand.type().name(true) + ".");
        }
        return converted;
    }

    @FunctionalInterface
    private interface Combination {
        void into(Cell out, Cell one, Cell other);
    }
}
