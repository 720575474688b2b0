package dev.dromedary.function.records;

import dev.dromedary.function.records.Expression.Condition;
import dev.dromedary.function.records.ExpressionScanner.Token;
import dev.dromedary.function.records.ExpressionScanner.TokenType;
import dev.dromedary.function.records.FieldType.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Understands expressions by recursive descent; one instance for one text. */
final class ExpressionParser {

    /** Deeper nesting is no condition that a person wrote, and would use up the stack. */
    private static final int DEEPEST = 100;

    /** Something with a value, worked out into a cell. {@code literal} is the text of a string, else null. */
    private record Operand(Kind kind, Source source, String literal, int position) {}

    private interface Source {
        Cell value(Cell[] cells);
    }

    private final String text;
    private final List<Field> fields;
    private final Encoding encoding;
    private final ExpressionScanner scanner;
    private final Set<Integer> used = new TreeSet<>();
    private int spareCells;
    private int depth;

    ExpressionParser(String text, List<Field> fields, Encoding encoding) {
        this.text = text;
        this.fields = fields;
        this.encoding = encoding;
        this.scanner = new ExpressionScanner(text);
    }

    Expression parse() {
        Condition condition = or();
        Token rest = scanner.token();
        if (rest.type() != TokenType.END) {
            throw wrong(rest, "expected and, or, or the end, but found " + rest.quoted() + ".");
        }
        int[] indexes = used.stream().mapToInt(i -> i).toArray();
        return new Expression(text, fields, encoding, indexes, spareCells, condition);
    }

    private Condition or() {
        Condition left = and();
        while (scanner.take("or")) {
            Condition one = left;
            Condition other = and();
            left = cells -> one.holds(cells) || other.holds(cells);
        }
        return left;
    }

    private Condition and() {
        Condition left = not();
        while (scanner.take("and")) {
            Condition one = left;
            Condition other = not();
            left = cells -> one.holds(cells) && other.holds(cells);
        }
        return left;
    }

    private Condition not() {
        if (scanner.take("not")) {
            deeper();
            Condition inner = not();
            depth--;
            return cells -> !inner.holds(cells);
        }
        if (scanner.token().is("(") && scanner.isConditionInParentheses()) {
            scanner.take("(");
            deeper();
            Condition inner = or();
            close();
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        Operand left = sum();
        Token operator = scanner.token();
        if (operator.is("=")) {
            throw wrong(operator, "\"=\" is no comparison; use ==.");
        }
        if (!operator.isComparison()) {
            throw wrong(operator, "expected a comparison such as <= here, but found " + operator.quoted() + ".");
        }
        scanner.advance();
        Operand right = sum();
        if (scanner.token().isComparison()) {
            throw wrong(scanner.token(), "comparisons can't be chained; join two with and.");
        }
        Operand one = left.literal() == null ? left : converted(left, right);
        Operand other = right.literal() == null ? right : converted(right, left);
        if (one.kind() != other.kind()) {
            throw wrong(operator, "can't compare " + name(one) + " with " + name(other) + ".");
        }
        return comparison(operator.text(), one.kind() == Kind.TEXT, one.source(), other.source());
    }

    private static Condition comparison(String operator, boolean text, Source one, Source other) {
        if (text) {
            return switch (operator) {
                case "<" -> cells -> one.value(cells).compareText(other.value(cells)) < 0;
                case "<=" -> cells -> one.value(cells).compareText(other.value(cells)) <= 0;
                case ">" -> cells -> one.value(cells).compareText(other.value(cells)) > 0;
                case ">=" -> cells -> one.value(cells).compareText(other.value(cells)) >= 0;
                case "==" -> cells -> one.value(cells).compareText(other.value(cells)) == 0;
                default -> cells -> one.value(cells).compareText(other.value(cells)) != 0;
            };
        }
        return switch (operator) {
            case "<" -> cells -> one.value(cells).compareNumber(other.value(cells)) < 0;
            case "<=" -> cells -> one.value(cells).compareNumber(other.value(cells)) <= 0;
            case ">" -> cells -> one.value(cells).compareNumber(other.value(cells)) > 0;
            case ">=" -> cells -> one.value(cells).compareNumber(other.value(cells)) >= 0;
            case "==" -> cells -> one.value(cells).compareNumber(other.value(cells)) == 0;
            default -> cells -> one.value(cells).compareNumber(other.value(cells)) != 0;
        };
    }

    /** A string beside a date or time is one, if it is written as one. */
    private static Operand converted(Operand literal, Operand beside) {
        FieldType type =
                switch (beside.kind()) {
                    case DATE -> FieldType.DATE;
                    case TIME -> FieldType.TIME;
                    case DATETIME -> FieldType.DATETIME;
                    case YEARMONTH -> FieldType.YEARMONTH;
                    default -> null;
                };
        if (type == null) {
            return literal;
        }
        Cell cell = new Cell();
        if (!new IsoParser(type).parse(literal.literal(), cell)) {
            throw new ExpressionException(
                    literal.position(), "'" + literal.literal() + "' is no " + type.word() + " in ISO 8601.");
        }
        return new Operand(beside.kind(), cells -> cell, null, literal.position());
    }

    private Operand sum() {
        Operand left = product();
        while (scanner.token().is("+") || scanner.token().is("-")) {
            boolean plus = scanner.token().is("+");
            scanner.advance();
            Source one = number(left).source();
            Source other = number(product()).source();
            int spare = fields.size() + spareCells++;
            Source sum = plus
                    ? cells -> {
                        Cell value = one.value(cells);
                        cells[spare].setSum(value, other.value(cells));
                        return cells[spare];
                    }
                    : cells -> {
                        Cell value = one.value(cells);
                        cells[spare].setDifference(value, other.value(cells));
                        return cells[spare];
                    };
            left = new Operand(Kind.NUMBER, sum, null, left.position());
        }
        return left;
    }

    private Operand product() {
        Operand left = factor();
        while (scanner.take("*")) {
            Source one = number(left).source();
            Source other = number(factor()).source();
            int spare = fields.size() + spareCells++;
            Source product = cells -> {
                Cell value = one.value(cells);
                cells[spare].setProduct(value, other.value(cells));
                return cells[spare];
            };
            left = new Operand(Kind.NUMBER, product, null, left.position());
        }
        return left;
    }

    private Operand factor() {
        Token token = scanner.token();
        if (scanner.take("-")) {
            deeper();
            Source inner = number(factor()).source();
            depth--;
            Cell zero = new Cell();
            int spare = fields.size() + spareCells++;
            Source negated = cells -> {
                cells[spare].setDifference(zero, inner.value(cells));
                return cells[spare];
            };
            return new Operand(Kind.NUMBER, negated, null, token.position());
        }
        if (scanner.take("(")) {
            deeper();
            Operand inner = sum();
            close();
            return inner;
        }
        scanner.advance();
        return switch (token.type()) {
            case NUMBER -> literal(token);
            case STRING -> {
                Cell cell = new Cell();
                byte[] bytes = encoded(token);
                cell.setText(bytes, 0, bytes.length);
                yield new Operand(Kind.TEXT, cells -> cell, token.text(), token.position());
            }
            case NAME -> field(token);
            default -> throw wrong(token, "expected a field, number or 'string', but found " + token.quoted() + ".");
        };
    }

    private byte[] encoded(Token token) {
        try {
            return encoding.encode(token.text());
        } catch (IllegalArgumentException e) {
            throw wrong(token, e.getMessage());
        }
    }

    private Operand literal(Token token) {
        Cell cell = new Cell();
        if (!new NumberParser(false).parse(token.text(), cell)) {
            throw wrong(token, token.quoted() + " is no number.");
        }
        return new Operand(Kind.NUMBER, cells -> cell, null, token.position());
    }

    private Operand field(Token token) {
        List<String> names = fields.stream().map(Field::name).toList();
        int index = names.indexOf(token.text());
        if (index < 0) {
            throw wrong(token, "there is no field " + token.quoted() + Nearest.hint(token.text(), names));
        }
        used.add(index);
        return new Operand(fields.get(index).type().kind(), cells -> cells[index], null, token.position());
    }

    private static Operand number(Operand operand) {
        if (operand.kind() != Kind.NUMBER) {
            throw new ExpressionException(operand.position(), "only numbers can be added, subtracted and multiplied.");
        }
        return operand;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw wrong(scanner.token(), "the expression is nested too deeply; simplify it.");
        }
    }

    private void close() {
        depth--;
        if (!scanner.take(")")) {
            throw wrong(
                    scanner.token(),
                    "expected a closing parenthesis, but found "
                            + scanner.token().quoted() + ".");
        }
    }

    private static String name(Operand operand) {
        return operand.kind() == Kind.TEXT
                ? "a text"
                : "a " + operand.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static ExpressionException wrong(Token token, String fault) {
        return new ExpressionException(token.position(), fault);
    }
}
