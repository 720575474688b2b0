package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Value;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.util.List;

/**
 * A function with its arguments.
 *
 * @param name as it stands in the expression
 * @param arguments what it is called with
 * @param compilation the expression that it is part of
 */
record Call(Token name, List<Operand> arguments, Compilation compilation) {

    /** Works a value out of one; whether there is one, as it is null otherwise. */
    @FunctionalInterface
    interface One {
        boolean into(Cell out, Cell first);
    }

    /** Works a value out of two. */
    @FunctionalInterface
    interface Two {
        boolean into(Cell out, Cell first, Cell second);
    }

    /** Works a value out of three. */
    @FunctionalInterface
    interface Three {
        boolean into(Cell out, Cell first, Cell second, Cell third);
    }

    int count() {
        return arguments.size();
    }

    int position() {
        return name.position();
    }

    Texts texts() {
        return compilation.texts();
    }

    /** An argument that must be a text. */
    Call text(int index) {
        return require(index, arguments.get(index).type() == Type.TEXT, "a text");
    }

    /** An argument that must be a number. */
    Call number(int index) {
        return require(index, arguments.get(index).type().isNumeric(), "a number");
    }

    /** An argument that must be a whole number. */
    Call whole(int index) {
        return require(index, arguments.get(index).type() == Type.INTEGER, "a whole number");
    }

    /** An argument that must be of one of some types; {@code what} names them. */
    Call oneOf(int index, String what, Type... types) {
        return require(index, List.of(types).contains(arguments.get(index).type()), what);
    }

    private Call require(int index, boolean fits, String what) {
        Operand argument = arguments.get(index);
        if (!fits && !argument.isNull()) {
            throw new ExpressionException(
                    argument.position(),
                    name.text() + " takes " + what + " as its value " + (index + 1) + "; this is "
                            + argument.type().name(true) + ".");
        }
        return this;
    }

    /** The text of an argument that must stand in the expression; {@code what} says what it is. */
    String literal(int index, String what) {
        Operand argument = arguments.get(index);
        if (argument.literal() == null) {
            throw new ExpressionException(
                    argument.position(),
                    name.text() + " takes " + what + " as its value " + (index + 1) + ", written in single quotes.");
        }
        return argument.literal();
    }

    /** A fault of an argument; of one that came from a placeholder nothing is told. */
    ExpressionException wrong(int index, String fault) {
        if (compilation.isHidden(arguments.get(index).position())) {
            return new ExpressionException(
                    arguments.get(index).position(),
                    "what the placeholder stands for can't be used as value " + (index + 1) + " of " + name.text()
                            + ".");
        }
        return new ExpressionException(arguments.get(index).position(), fault);
    }

    /** The value of the first argument. */
    Operand of(Type type, One function) {
        Value first = arguments.get(0).value();
        int spare = compilation.spare();
        return Operand.of(
                type,
                in -> {
                    Cell one = first.of(in);
                    Cell out = in.spare[spare];
                    return one != null && function.into(out, one) ? out : null;
                },
                position());
    }

    /** The value of the first two arguments. */
    Operand of(Type type, Two function) {
        Value first = arguments.get(0).value();
        Value second = arguments.get(1).value();
        int spare = compilation.spare();
        return Operand.of(
                type,
                in -> {
                    Cell one = first.of(in);
                    Cell two = one == null ? null : second.of(in);
                    Cell out = in.spare[spare];
                    return two != null && function.into(out, one, two) ? out : null;
                },
                position());
    }

    /** The value of the first three arguments. */
    Operand of(Type type, Three function) {
        Value first = arguments.get(0).value();
        Value second = arguments.get(1).value();
        Value third = arguments.get(2).value();
        int spare = compilation.spare();
        return Operand.of(
                type,
                in -> {
                    Cell one = first.of(in);
                    Cell two = one == null ? null : second.of(in);
                    Cell three = two == null ? null : third.of(in);
                    Cell out = in.spare[spare];
                    return three != null && function.into(out, one, two, three) ? out : null;
                },
                position());
    }
}
