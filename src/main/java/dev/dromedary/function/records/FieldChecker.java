package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.Constraints;
import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Judges the values of one field. Holds the value last judged, so one checker serves one validator. */
final class FieldChecker {

    /** What a value is found to be. */
    enum Verdict {
        VALID,
        /** Nothing is there, and nothing needs to be. */
        ABSENT,
        /** Nothing is there, but something must be. */
        MISSING,
        /** It breaks a constraint. */
        INVALID,
        /** It is not of its field's type. */
        MISTYPED
    }

    private final Encoding encoding;
    private final boolean required;
    private final boolean numeric;
    private final boolean comparedAsText;
    private final boolean bounded;
    private final boolean restricted;
    private final ByteStrings missingValues;
    private final boolean emptyIsMissing;
    private final ValueParser parser;
    /** The parser if it is one for numbers, which are the most frequent, else null. */
    private final NumberParser numberParser;

    private final Bounds bounds;
    private final Constraints constraints;
    private final Pattern pattern;
    private final List<Cell> allowed;
    private final Cell cell = new Cell();

    /** @throws UnusableException if the field's format or constraints can't be read */
    FieldChecker(Field field, Encoding encoding) {
        this.encoding = encoding;
        this.constraints = field.constraints();
        this.required = constraints.required();
        this.numeric = field.type().isNumeric();
        this.comparedAsText = field.type().kind() == FieldType.Kind.TEXT;
        this.missingValues = new ByteStrings(encoding, field.missingValues());
        this.emptyIsMissing = field.missingValues().contains("");
        this.parser = ValueParser.of(field, encoding);
        this.numberParser = parser instanceof NumberParser numbers ? numbers : null;
        this.bounded = !comparedAsText;
        this.bounds = bounded ? new Bounds(field.type(), constraints, parser) : null;
        this.pattern = constraints.pattern() == null ? null : Pattern.compile(constraints.pattern());
        this.allowed = allowed();
        this.restricted = pattern != null
                || !allowed.isEmpty()
                || constraints.minLength() > 0
                || constraints.maxLength() < Integer.MAX_VALUE;
    }

    private List<Cell> allowed() {
        List<Cell> cells = new ArrayList<>();
        for (String text : constraints.allowed()) {
            Cell one = new Cell();
            byte[] bytes = encoding.encode(text);
            boolean plain = numeric && bytes.length > 0 && new NumberParser(false).parse(text, one);
            if (bytes.length == 0 || !plain && !parser.parse(bytes, 0, bytes.length, one)) {
                throw new UnusableException(
                        "constraints.enum",
                        "\"" + text + "\" is no value of the field's type; write it as the values are written.");
            }
            cells.add(one);
        }
        return cells;
    }

    /** The value last found valid. */
    Cell cell() {
        return cell;
    }

    /** Judges a value that stands unquoted in the bytes. */
    Verdict check(byte[] bytes, int start, int end) {
        if (missingValues.contains(bytes, start, end) || numeric && emptyIsMissing && isBlank(bytes, start, end)) {
            return absent();
        }
        if (start == end && !comparedAsText || !parse(bytes, start, end)) {
            return Verdict.MISTYPED;
        }
        if (bounded && !bounds.contains(cell)) {
            return Verdict.INVALID;
        }
        return !restricted || isAllowed(bytes, start, end) ? Verdict.VALID : Verdict.INVALID;
    }

    private boolean parse(byte[] bytes, int start, int end) {
        return numberParser != null
                ? numberParser.parse(bytes, start, end, cell)
                : parser.parse(bytes, start, end, cell);
    }

    boolean isRequired() {
        return required;
    }

    /** What it is if there is no value at all. */
    Verdict absent() {
        return required ? Verdict.MISSING : Verdict.ABSENT;
    }

    private boolean isBlank(byte[] bytes, int start, int end) {
        return (start == end || bytes[start] <= ' ') && parser.isBlank(bytes, start, end);
    }

    private boolean isAllowed(byte[] bytes, int start, int end) {
        int length = encoding.length(bytes, start, end);
        if (length < constraints.minLength() || length > constraints.maxLength()) {
            return false;
        }
        if (pattern != null && !PatternText.matches(pattern, encoding.decode(bytes, start, end))) {
            return false;
        }
        return allowed.isEmpty() || isOneOfAllowed();
    }

    private boolean isOneOfAllowed() {
        for (Cell one : allowed) {
            if (comparedAsText ? one.compareText(cell) == 0 : one.compareNumber(cell) == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * A value on its way through a regular expression, with a limit to the work. Some expressions take time that doubles with
     * every character, or the whole stack; a value on which that happens counts as one that doesn't match.
     */
    private static final class PatternText implements CharSequence {

        private static final long LOOKS = 1_000_000;
        private static final long LOOKS_A_CHARACTER = 100;

        private final String text;
        private long looksLeft;

        private PatternText(String text) {
            this.text = text;
            this.looksLeft = LOOKS + LOOKS_A_CHARACTER * text.length();
        }

        /** Whether the whole text matches. */
        static boolean matches(Pattern pattern, String text) {
            try {
                return pattern.matcher(new PatternText(text)).matches();
            } catch (TooMuchWork | StackOverflowError e) {
                return false;
            }
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--looksLeft < 0) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }

        private static final class TooMuchWork extends RuntimeException {

            TooMuchWork() {
                super("too much work", null, false, false);
            }
        }
    }
}
