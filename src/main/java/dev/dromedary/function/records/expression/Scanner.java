package dev.dromedary.function.records.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts the text of an expression into tokens. */
final class Scanner {

    enum TokenType {
        NAME,
        QUOTED_NAME,
        NUMBER,
        STRING,
        PLACEHOLDER,
        OPERATOR,
        END
    }

    /** @param position in the text, from 1 */
    record Token(TokenType type, String text, int position) {

        boolean is(String operator) {
            return type == TokenType.OPERATOR && text.equals(operator);
        }

        boolean isWord(String word) {
            return type == TokenType.NAME && text.equalsIgnoreCase(word);
        }

        boolean isComparison() {
            return type == TokenType.OPERATOR && COMPARISONS.contains(text);
        }

        String quoted() {
            return switch (type) {
                case END -> "the end";
                case PLACEHOLDER -> "{{" + text + "}}";
                default -> "\"" + text + "\"";
            };
        }
    }

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "=", "==", "!=", "<>");
    private static final Set<String> DOUBLE = Set.of("<=", ">=", "==", "!=", "<>", "||");
    private static final String SINGLE = "+-*/%()<>=,";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int current;

    Scanner(String text) {
        this.text = text;
        int place = 0;
        while (place < text.length()) {
            place = Character.isWhitespace(text.charAt(place)) ? place + 1 : scan(place);
        }
        tokens.add(new Token(TokenType.END, "", text.length() + 1));
    }

    Token token() {
        return tokens.get(current);
    }

    Token next() {
        return tokens.get(Math.min(current + 1, tokens.size() - 1));
    }

    int size() {
        return tokens.size();
    }

    void advance() {
        if (token().type() != TokenType.END) {
            current++;
        }
    }

    boolean take(String operator) {
        boolean found = token().is(operator);
        if (found) {
            advance();
        }
        return found;
    }

    boolean takeWord(String word) {
        boolean found = token().isWord(word);
        if (found) {
            advance();
        }
        return found;
    }

    private int scan(int start) {
        char first = text.charAt(start);
        if (Character.isLetter(first) || first == '_') {
            return word(start);
        }
        if (Character.isDigit(first) || first == '.') {
            return number(start);
        }
        if (first == '\'' || first == '"') {
            return quoted(start, first);
        }
        if (text.startsWith("{{", start)) {
            return placeholder(start);
        }
        String two = text.substring(start, Math.min(start + 2, text.length()));
        if (DOUBLE.contains(two)) {
            return add(TokenType.OPERATOR, two, start, start + 2);
        }
        if (SINGLE.indexOf(first) >= 0) {
            return add(TokenType.OPERATOR, String.valueOf(first), start, start + 1);
        }
        throw new ExpressionException(start + 1, "\"" + first + "\" has no meaning here.");
    }

    private int word(int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return add(TokenType.NAME, text.substring(start, end), start, end);
    }

    private int number(int start) {
        int end = start;
        while (end < text.length() && (isInNumber(text.charAt(end)) || isSignOfExponent(start, end))) {
            end++;
        }
        return add(TokenType.NUMBER, text.substring(start, end), start, end);
    }

    private static boolean isInNumber(char character) {
        return Character.isLetterOrDigit(character) || character == '.';
    }

    private boolean isSignOfExponent(int start, int place) {
        char sign = text.charAt(place);
        return (sign == '-' || sign == '+')
                && (text.charAt(place - 1) | ' ') == 'e'
                && text.substring(start, place - 1).chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')
                && place + 1 < text.length()
                && Character.isDigit(text.charAt(place + 1));
    }

    private int quoted(int start, char quote) {
        StringBuilder value = new StringBuilder();
        int place = start + 1;
        while (place < text.length()) {
            char character = text.charAt(place++);
            if (character == quote) {
                if (place < text.length() && text.charAt(place) == quote) {
                    place++;
                } else {
                    return add(quote == '"' ? TokenType.QUOTED_NAME : TokenType.STRING, value.toString(), start, place);
                }
            }
            value.append(character);
        }
        throw new ExpressionException(start + 1, "the quote " + quote + " is not closed.");
    }

    private int placeholder(int start) {
        int end = text.indexOf("}}", start);
        if (end < 0) {
            throw new ExpressionException(start + 1, "the placeholder is not closed; end it with }}.");
        }
        return add(TokenType.PLACEHOLDER, text.substring(start + 2, end).trim(), start, end + 2);
    }

    private int add(TokenType type, String value, int start, int end) {
        tokens.add(new Token(type, value, start + 1));
        return end;
    }
}
