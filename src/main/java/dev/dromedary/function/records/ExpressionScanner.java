package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts the text of an expression into tokens. */
final class ExpressionScanner {

    enum TokenType {
        NAME,
        WORD,
        NUMBER,
        STRING,
        OPERATOR,
        END
    }

    /** @param position in the text, from 1 */
    record Token(TokenType type, String text, int position) {

        boolean is(String expected) {
            return (type == TokenType.OPERATOR || type == TokenType.WORD) && text.equals(expected);
        }

        boolean isComparison() {
            return type == TokenType.OPERATOR && COMPARISONS.contains(text);
        }

        String quoted() {
            return type == TokenType.END ? "the end" : "\"" + text + "\"";
        }
    }

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");
    private static final Set<String> WORDS = Set.of("and", "or", "not");
    private static final String SINGLE = "+-*()<>=";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int current;

    ExpressionScanner(String text) {
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

    void advance() {
        if (token().type() != TokenType.END) {
            current++;
        }
    }

    boolean take(String expected) {
        boolean found = token().is(expected);
        if (found) {
            advance();
        }
        return found;
    }

    /** Whether what the parenthesis here encloses is a condition, not a number: it holds a comparison or a word. */
    boolean isConditionInParentheses() {
        int depth = 0;
        for (int i = current; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")") && --depth == 0) {
                return false;
            } else if (token.isComparison() || token.type() == TokenType.WORD || token.is("=")) {
                return true;
            }
        }
        return false;
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
        String two = text.substring(start, Math.min(start + 2, text.length()));
        if (COMPARISONS.contains(two) && two.length() == 2) {
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
        String word = text.substring(start, end);
        return add(WORDS.contains(word) ? TokenType.WORD : TokenType.NAME, word, start, end);
    }

    private int number(int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return add(TokenType.NUMBER, text.substring(start, end), start, end);
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
                    return add(quote == '"' ? TokenType.NAME : TokenType.STRING, value.toString(), start, place);
                }
            }
            value.append(character);
        }
        throw new ExpressionException(start + 1, "the quote " + quote + " is not closed.");
    }

    private int add(TokenType type, String value, int start, int end) {
        tokens.add(new Token(type, value, start + 1));
        return end;
    }
}
