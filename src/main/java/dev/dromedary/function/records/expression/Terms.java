package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Scanner.Token;
import dev.dromedary.function.records.expression.Scanner.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Understands what conditions compare: joined texts, sums, products, and what stands in them. */
final class Terms {

    private final Parser parser;
    private final Scanner scanner;
    private final Compilation compilation;
    private final List<String> names;

    Terms(Parser parser, Scanner scanner, Compilation compilation) {
        this.parser = parser;
        this.scanner = scanner;
        this.compilation = compilation;
        this.names =
                compilation.environment().columns().stream().map(Column::name).toList();
    }

    /** Whether a word is a column's name, written as the column is; then it is no word of the language there. */
    boolean isColumn(Token token) {
        return names.contains(token.text());
    }

    Operand joined() {
        Operand left = sum();
        while (scanner.take("||")) {
            left = TextFunctions.join(left, sum(), compilation);
        }
        return left;
    }

    private Operand sum() {
        Operand left = product();
        while (scanner.token().is("+") || scanner.token().is("-")) {
            Token sign = scanner.token();
            scanner.advance();
            left = Arithmetic.sum(left, product(), sign.is("+"), compilation);
        }
        return left;
    }

    private Operand product() {
        Operand left = factor();
        while (scanner.token().is("*")
                || scanner.token().is("/")
                || scanner.token().is("%")) {
            Token sign = scanner.token();
            scanner.advance();
            left = Arithmetic.product(sign.text(), left, factor(), compilation);
        }
        return left;
    }

    private Operand factor() {
        Token token = scanner.token();
        if (scanner.take("-")) {
            parser.deeper();
            Operand inner = factor();
            parser.shallower();
            return Arithmetic.negated(inner, token.position(), compilation);
        }
        if (scanner.take("(")) {
            parser.deeper();
            Operand inner = parser.expression();
            parser.shallower();
            parser.close();
            return inner.at(token.position());
        }
        scanner.advance();
        return switch (token.type()) {
            case NUMBER -> number(token);
            case STRING -> compilation.text(token.text(), token.position());
            case PLACEHOLDER -> placeholder(token);
            case QUOTED_NAME -> column(token);
            case NAME -> word(token);
            default ->
                throw Parser.wrong(token, "expected a field, number or 'string', but found " + token.quoted() + ".");
        };
    }

    private Operand number(Token token) {
        Cell cell = new Cell();
        if (!Numbers.parse(token.text(), cell)) {
            throw Parser.wrong(token, token.quoted() + " is no number.");
        }
        boolean whole = token.text().chars().allMatch(Character::isDigit);
        int constant = whole && token.text().length() < 10 ? (int) cell.unscaled() : -1;
        Type type = whole ? Type.INTEGER : Type.NUMBER;
        return new Operand(type, in -> cell, null, null, null, constant, token.position());
    }

    private Operand placeholder(Token token) {
        try {
            compilation.hide(token.position());
            return compilation.text(compilation.environment().placeholders().apply(token.text()), token.position());
        } catch (ExpressionException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw Parser.wrong(token, token.quoted() + " " + e.getMessage() + ".");
        }
    }

    private Operand word(Token token) {
        if (scanner.token().is("(")) {
            return token.isWord("cast") || token.isWord("try_cast") ? cast(token) : call(token);
        }
        if (isColumn(token)) {
            return column(token);
        }
        boolean string = scanner.token().type() == TokenType.STRING;
        if (string && token.isWord("interval")) {
            return interval(token);
        }
        if (string && (token.isWord("date") || token.isWord("timestamp") || token.isWord("time"))) {
            return moment(token);
        }
        if (token.isWord("case")) {
            return new Case(parser, scanner, compilation).after(token);
        }
        if (token.isWord("null")) {
            return Operand.of(Type.NULL, in -> null, token.position());
        }
        if (token.isWord("true") || token.isWord("false")) {
            int truth = Operand.truth(token.isWord("true"));
            return compilation.condition(in -> truth, token.position());
        }
        return column(token);
    }

    private Operand column(Token token) {
        int index = names.lastIndexOf(token.text());
        if (index < 0) {
            throw Parser.wrong(
                    token,
                    "there is no field " + token.quoted()
                            + compilation.environment().hints().of(token.text(), names));
        }
        return compilation.column(index, token.position());
    }

    private Operand call(Token name) {
        scanner.advance();
        parser.deeper();
        List<Operand> arguments = new ArrayList<>();
        Token first = scanner.token();
        boolean lookup = name.isWord("lookup");
        boolean masks = Pseudonymisation.NAMES.contains(name.text().toLowerCase(java.util.Locale.ROOT));
        if (masks) {
            compilation.mask();
        }
        if (lookup) {
            scanner.advance();
            arguments.add(compilation.text(first.text(), first.position()));
            if (!scanner.token().is(",")) {
                throw Parser.wrong(
                        scanner.token(),
                        "lookup takes a lookup, a key and a column, as in" + " lookup(countries, country, region).");
            }
        }
        if (lookup && scanner.take(",") || !scanner.token().is(")")) {
            do {
                Token argument = scanner.token();
                boolean lastOfLookup =
                        lookup && arguments.size() == 2 && scanner.next().is(")");
                if (lastOfLookup) {
                    scanner.advance();
                    arguments.add(compilation.text(argument.text(), argument.position()));
                } else {
                    arguments.add(parser.expression());
                }
            } while (scanner.take(","));
        }
        if (masks) {
            compilation.unmask();
        }
        parser.shallower();
        parser.close();
        return Functions.call(name, arguments, compilation);
    }

    private Operand cast(Token name) {
        scanner.advance();
        parser.deeper();
        Operand value = parser.expression();
        if (!scanner.takeWord("as")) {
            throw Parser.wrong(
                    scanner.token(),
                    "expected as and a type, but found " + scanner.token().quoted() + ".");
        }
        Token type = scanner.token();
        scanner.advance();
        List<Integer> sizes = new ArrayList<>();
        if (scanner.take("(")) {
            do {
                Token size = scanner.token();
                if (!size.text().matches("\\d{1,3}")) {
                    throw Parser.wrong(size, "expected a number of digits, but found " + size.quoted() + ".");
                }
                sizes.add(Integer.parseInt(size.text()));
                scanner.advance();
            } while (scanner.take(","));
            parser.close();
        }
        parser.shallower();
        parser.close();
        return Casts.of(value, type, sizes, name.isWord("try_cast"), compilation);
    }

    private Operand interval(Token token) {
        Token amount = scanner.token();
        scanner.advance();
        Token unit = scanner.token();
        scanner.advance();
        return Intervals.literal(amount, unit, token.position(), compilation);
    }

    private Operand moment(Token token) {
        Token text = scanner.token();
        scanner.advance();
        Type type = token.isWord("date") ? Type.DATE : token.isWord("time") ? Type.TIME : Type.DATETIME;
        Cell cell = new Cell();
        if (!MomentText.parse(text.text(), type, cell)) {
            throw Parser.wrong(text, "'" + text.text() + "' is no " + type.name(false) + " in ISO 8601.");
        }
        return Operand.of(type, in -> cell, token.position());
    }
}
