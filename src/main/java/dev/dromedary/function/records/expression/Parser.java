package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Condition;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.util.ArrayList;
import java.util.List;

/** Understands conditions, down to what they compare; one instance for one text. Below that is {@link Terms}. */
final class Parser {

    /** Deeper nesting is nothing that a person wrote, and would use up the stack. */
    private static final int DEEPEST = 100;

    /** Longer chains neither. */
    private static final int MOST_TOKENS = 2000;

    private final String text;
    private final Scanner scanner;
    private final Compilation compilation;
    private final Terms terms;
    private int depth;

    Parser(String text, Environment environment) {
        this.text = text;
        this.scanner = new Scanner(text);
        this.compilation = new Compilation(environment);
        this.terms = new Terms(this, scanner, compilation);
    }

    Formula value() {
        Operand operand = expression();
        end("an operator such as + or and");
        if (operand.type() == Type.INTERVAL) {
            throw new ExpressionException(operand.position(), "an interval is no value; add it to a date or moment.");
        }
        return compilation.formula(text, operand);
    }

    Formula condition() {
        Operand operand = required(expression());
        end("and, or");
        return compilation.formula(text, operand);
    }

    private void end(String expected) {
        if (scanner.size() > MOST_TOKENS) {
            throw new ExpressionException(
                    1, "the expression has more than " + MOST_TOKENS + " names, numbers and signs; split it.");
        }
        Token rest = scanner.token();
        if (rest.type() != Scanner.TokenType.END) {
            throw wrong(rest, "expected " + expected + ", or the end, but found " + rest.quoted() + ".");
        }
    }

    Operand expression() {
        Operand left = and();
        while (scanner.takeWord("or")) {
            Condition one = required(left, scanner.token()).condition();
            Condition other = required(and()).condition();
            left = compilation.condition(
                    in -> {
                        int truth = one.of(in);
                        return truth == Condition.TRUE ? truth : either(truth, other.of(in));
                    },
                    left.position());
        }
        return left;
    }

    /** True if one is; else unknown, the greatest of the three, if one is. */
    private static int either(int one, int other) {
        return one == Condition.TRUE || other == Condition.TRUE ? Condition.TRUE : Math.max(one, other);
    }

    private Operand and() {
        Operand left = not();
        while (scanner.takeWord("and")) {
            Condition one = required(left, scanner.token()).condition();
            Condition other = required(not()).condition();
            left = compilation.condition(
                    in -> {
                        int truth = one.of(in);
                        return truth == Condition.FALSE ? truth : both(truth, other.of(in));
                    },
                    left.position());
        }
        return left;
    }

    private static int both(int one, int other) {
        return one == Condition.FALSE || other == Condition.FALSE ? Condition.FALSE : Math.max(one, other);
    }

    private Operand not() {
        Token token = scanner.token();
        if (!token.isWord("not") || terms.isColumn(token)) {
            return predicate();
        }
        scanner.advance();
        deeper();
        Condition inner = required(not()).condition();
        depth--;
        return compilation.condition(in -> Operand.not(inner.of(in)), token.position());
    }

    /** A value that must be a condition; says what is missing at the next token otherwise. */
    Operand required(Operand operand) {
        return required(operand, scanner.token());
    }

    private Operand required(Operand operand, Token next) {
        if (operand.type() != Type.BOOLEAN && operand.type() != Type.NULL) {
            throw wrong(next, "expected a comparison such as <= here, but found " + next.quoted() + ".");
        }
        return operand;
    }

    private Operand predicate() {
        Operand left = terms.joined();
        while (true) {
            Token token = scanner.token();
            if (token.isComparison()) {
                left = comparison(left, token);
            } else if (scanner.takeWord("is")) {
                left = isNull(left);
            } else if (token.isWord("not") && isSuffix(scanner.next())) {
                scanner.advance();
                Condition inner = suffix(left).condition();
                left = compilation.condition(in -> Operand.not(inner.of(in)), left.position());
            } else if (isSuffix(token)) {
                left = suffix(left);
            } else {
                return left;
            }
        }
    }

    private static boolean isSuffix(Token token) {
        return token.isWord("in") || token.isWord("between") || token.isWord("like");
    }

    private Operand comparison(Operand left, Token operator) {
        scanner.advance();
        Operand right = terms.joined();
        if (scanner.token().isComparison()) {
            throw wrong(scanner.token(), "comparisons can't be chained; join two with and.");
        }
        return compilation.condition(
                Comparisons.of(operator.text(), left, right, operator.position(), compilation), left.position());
    }

    private Operand isNull(Operand left) {
        boolean not = scanner.takeWord("not");
        if (!scanner.takeWord("null")) {
            throw wrong(
                    scanner.token(),
                    "expected null after is, but found " + scanner.token().quoted() + ".");
        }
        compilation.mindNull();
        Operand.Value value = left.value();
        return compilation.condition(in -> Operand.truth((value.of(in) == null) != not), left.position());
    }

    private Operand suffix(Operand left) {
        Token token = scanner.token();
        scanner.advance();
        if (token.isWord("like")) {
            Operand pattern = terms.joined();
            Operand escape = scanner.takeWord("escape") ? terms.joined() : null;
            return compilation.condition(LikePattern.of(left, pattern, escape, compilation), left.position());
        }
        if (token.isWord("between")) {
            Operand low = terms.joined();
            if (!scanner.takeWord("and")) {
                throw wrong(
                        scanner.token(),
                        "expected and after between, but found "
                                + scanner.token().quoted() + ".");
            }
            Condition one = Comparisons.of(">=", left, low, token.position(), compilation);
            Condition other = Comparisons.of("<=", left, terms.joined(), token.position(), compilation);
            return compilation.condition(in -> both(one.of(in), other.of(in)), left.position());
        }
        return compilation.condition(in(left, token), left.position());
    }

    private Condition in(Operand left, Token token) {
        if (!scanner.take("(")) {
            throw wrong(
                    scanner.token(),
                    "expected ( after in, but found " + scanner.token().quoted() + ".");
        }
        List<Condition> each = new ArrayList<>();
        do {
            each.add(Comparisons.of("=", left, terms.joined(), token.position(), compilation));
        } while (scanner.take(","));
        close();
        Condition[] all = each.toArray(new Condition[0]);
        return in -> {
            int truth = Condition.FALSE;
            for (Condition one : all) {
                truth = either(truth, one.of(in));
                if (truth == Condition.TRUE) {
                    return truth;
                }
            }
            return truth;
        };
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw wrong(scanner.token(), "the expression is nested too deeply; simplify it.");
        }
    }

    void shallower() {
        depth--;
    }

    void close() {
        if (!scanner.take(")")) {
            throw wrong(
                    scanner.token(),
                    "expected a closing parenthesis, but found "
                            + scanner.token().quoted() + ".");
        }
    }

    static ExpressionException wrong(Token token, String fault) {
        return new ExpressionException(token.position(), fault);
    }
}
