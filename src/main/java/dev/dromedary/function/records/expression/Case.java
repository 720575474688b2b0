package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Condition;
import dev.dromedary.function.records.expression.Operand.Value;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.util.ArrayList;
import java.util.List;

/** {@code case when … then … else … end}, and {@code case x when … then … end}. */
final class Case {

    private final Parser parser;
    private final Scanner scanner;
    private final Compilation compilation;

    Case(Parser parser, Scanner scanner, Compilation compilation) {
        this.parser = parser;
        this.scanner = scanner;
        this.compilation = compilation;
    }

    /** What follows the word. */
    Operand after(Token token) {
        parser.deeper();
        compilation.mindNull();
        Operand subject = scanner.token().isWord("when") ? null : parser.expression();
        List<Condition> conditions = new ArrayList<>();
        List<Operand> results = new ArrayList<>();
        while (scanner.takeWord("when")) {
            Token when = scanner.token();
            Operand operand = parser.expression();
            conditions.add(
                    subject == null
                            ? parser.required(operand).condition()
                            : Comparisons.of("=", subject, operand, when.position(), compilation));
            require("then");
            results.add(parser.expression());
        }
        if (conditions.isEmpty()) {
            throw Parser.wrong(
                    scanner.token(),
                    "expected when, but found " + scanner.token().quoted() + ".");
        }
        results.add(
                scanner.takeWord("else") ? parser.expression() : Operand.of(Type.NULL, in -> null, token.position()));
        require("end");
        parser.shallower();
        return of(conditions, Conversions.alike(results, "the results", compilation), token.position());
    }

    private void require(String word) {
        if (!scanner.takeWord(word)) {
            throw Parser.wrong(
                    scanner.token(),
                    "expected " + word + ", but found " + scanner.token().quoted() + ".");
        }
    }

    private static Operand of(List<Condition> conditions, List<Operand> results, int position) {
        Condition[] tests = conditions.toArray(new Condition[0]);
        Value[] values = results.stream().map(Operand::value).toArray(Value[]::new);
        return Operand.of(
                Coalesce.type(results),
                in -> {
                    for (int i = 0; i < tests.length; i++) {
                        if (tests[i].of(in) == Condition.TRUE) {
                            return values[i].of(in);
                        }
                    }
                    return values[tests.length].of(in);
                },
                position);
    }

    /** {@code coalesce} and {@code nullif}. */
    static final class Coalesce {

        private Coalesce() {}

        static Type type(List<Operand> alike) {
            return alike.stream()
                    .map(Operand::type)
                    .filter(type -> type != Type.NULL)
                    .findFirst()
                    .orElse(Type.NULL);
        }

        static Operand of(List<Operand> arguments, int position, Compilation compilation) {
            compilation.mindNull();
            List<Operand> alike = Conversions.alike(arguments, "the values", compilation);
            Value[] values = alike.stream().map(Operand::value).toArray(Value[]::new);
            return Operand.of(
                    type(alike),
                    in -> {
                        for (Value value : values) {
                            Cell cell = value.of(in);
                            if (cell != null) {
                                return cell;
                            }
                        }
                        return null;
                    },
                    position);
        }

        static Operand nullIf(Operand one, Operand other, int position, Compilation compilation) {
            Condition same = Comparisons.of("=", one, other, position, compilation);
            Value value = one.value();
            return Operand.of(one.type(), in -> same.of(in) == Condition.TRUE ? null : value.of(in), position);
        }
    }
}
