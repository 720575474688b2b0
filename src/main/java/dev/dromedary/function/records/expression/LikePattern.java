package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Condition;
import dev.dromedary.function.records.expression.Operand.Value;

/** {@code like}: a percent sign stands for any text, an underscore for one character. */
final class LikePattern {

    private final Texts texts;
    /** The pattern's bytes, without its escapes. */
    private final byte[] bytes;
    /** For each of them whether it is a percent sign or underscore that means something. */
    private final boolean[] wild;

    private final int length;

    private LikePattern(Cell pattern, Cell escape, Texts texts) {
        this.texts = texts;
        bytes = new byte[pattern.end() - pattern.start()];
        wild = new boolean[bytes.length];
        int count = 0;
        int place = pattern.start();
        while (place < pattern.end()) {
            boolean escaped = escape != null && pattern.bytes()[place] == escape.bytes()[escape.start()];
            if (escaped && ++place == pattern.end()) {
                throw new EvaluationException("a pattern that ends with its escape");
            }
            byte one = pattern.bytes()[place++];
            bytes[count] = one;
            wild[count++] = !escaped && (one == '%' || one == '_');
        }
        length = count;
    }

    static Condition of(Operand text, Operand pattern, Operand escape, Compilation compilation) {
        requireText(text);
        requireText(pattern);
        if (escape != null
                && (escape.literal() == null
                        || escape.literal().length() != 1
                        || escape.literal().charAt(0) > 127)) {
            throw new ExpressionException(escape.position(), "escape takes one ASCII character, such as '!'.");
        }
        Value value = text.value();
        Texts texts = compilation.texts();
        Cell escapeCell = escape == null ? null : escape.value().of(null);
        if (pattern.literal() != null) {
            LikePattern known;
            try {
                known = new LikePattern(pattern.value().of(null), escapeCell, texts);
            } catch (EvaluationException e) {
                throw new ExpressionException(pattern.position(), "the pattern ends with its escape.");
            }
            return in -> {
                Cell cell = value.of(in);
                return cell == null ? Condition.UNKNOWN : Operand.truth(known.matches(cell));
            };
        }
        Value patterns = pattern.value();
        return in -> {
            Cell cell = value.of(in);
            Cell like = patterns.of(in);
            return cell == null || like == null
                    ? Condition.UNKNOWN
                    : Operand.truth(new LikePattern(like, escapeCell, texts).matches(cell));
        };
    }

    private static void requireText(Operand operand) {
        if (operand.type() != Type.TEXT && !operand.isNull()) {
            throw new ExpressionException(
                    operand.position(),
                    "like compares texts; this is " + operand.type().name(true) + ".");
        }
    }

    /** In the text's length times the pattern's at most. */
    private boolean matches(Cell cell) {
        byte[] text = cell.bytes();
        int at = cell.start();
        int end = cell.end();
        int place = 0;
        int afterPercent = -1;
        int retry = 0;
        while (at < end) {
            if (place < length && wild[place] && bytes[place] == '%') {
                afterPercent = ++place;
                retry = at;
            } else if (place < length && wild[place]) {
                place++;
                at = texts.after(text, at, end);
            } else if (place < length && bytes[place] == text[at]) {
                place++;
                at++;
            } else if (afterPercent >= 0) {
                place = afterPercent;
                retry = texts.after(text, retry, end);
                at = retry;
            } else {
                return false;
            }
        }
        while (place < length && wild[place] && bytes[place] == '%') {
            place++;
        }
        return place == length;
    }
}
