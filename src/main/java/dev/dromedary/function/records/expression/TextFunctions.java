package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Functions.Function;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Functions on texts. */
final class TextFunctions {

    private TextFunctions() {}

    static void addTo(Map<String, Function> all) {
        all.put("lower", new Function("lower(text)", 1, 1, call -> cased(call, Character::toLowerCase, 'A', 'Z')));
        all.put("upper", new Function("upper(text)", 1, 1, call -> cased(call, Character::toUpperCase, 'a', 'z')));
        all.put("trim", new Function("trim(text)", 1, 1, call -> trimmed(call, true, true)));
        all.put("ltrim", new Function("ltrim(text)", 1, 1, call -> trimmed(call, true, false)));
        all.put("rtrim", new Function("rtrim(text)", 1, 1, call -> trimmed(call, false, true)));
        all.put("substr", new Function("substr(text, start, length)", 2, 3, TextFunctions::substring));
        all.put("replace", new Function("replace(text, part, by)", 3, 3, TextFunctions::replace));
        all.put("split_part", new Function("split_part(text, delimiter, number)", 3, 3, TextFunctions::splitPart));
        all.put("length", new Function("length(text)", 1, 1, TextFunctions::length));
        all.put("strpos", new Function("strpos(text, part)", 2, 2, TextFunctions::position));
        all.put("starts_with", new Function("starts_with(text, part)", 2, 2, TextFunctions::startsWith));
    }

    static Operand join(Operand left, Operand right, Compilation compilation) {
        for (Operand operand : List.of(left, right)) {
            if (operand.type() != Type.TEXT && !operand.isNull()) {
                throw new ExpressionException(
                        operand.position(),
                        "|| joins texts; this is " + operand.type().name(true) + ": cast it as varchar.");
            }
        }
        Scanner.Token name = new Scanner.Token(Scanner.TokenType.OPERATOR, "||", left.position());
        return new Call(name, List.of(left, right), compilation).of(Type.TEXT, (out, one, other) -> {
            int first = one.end() - one.start();
            int length = Texts.checked((long) first + other.end() - other.start());
            byte[] buffer = out.buffer(length);
            System.arraycopy(one.bytes(), one.start(), buffer, 0, first);
            System.arraycopy(other.bytes(), other.start(), buffer, first, length - first);
            out.setText(buffer, 0, length);
            return true;
        });
    }

    /** Character by character, as SQL does: a sharp s stays one. */
    private static Operand cased(Call call, IntUnaryOperator change, char first, char last) {
        Texts texts = call.text(0).texts();
        return call.of(Type.TEXT, (out, text) -> {
            if (!Texts.isAscii(text)) {
                StringBuilder changed = new StringBuilder();
                texts.string(text).codePoints().map(change).forEach(changed::appendCodePoint);
                texts.set(out, changed.toString());
                return true;
            }
            int length = text.end() - text.start();
            byte[] buffer = out.buffer(length);
            for (int i = 0; i < length; i++) {
                byte one = text.bytes()[text.start() + i];
                buffer[i] = (byte) (one >= first && one <= last ? one ^ 0x20 : one);
            }
            out.setText(buffer, 0, length);
            return true;
        });
    }

    private static Operand trimmed(Call call, boolean left, boolean right) {
        return call.text(0).of(Type.TEXT, (out, text) -> {
            int start = text.start();
            int end = text.end();
            while (left && start < end && text.bytes()[start] == ' ') {
                start++;
            }
            while (right && end > start && text.bytes()[end - 1] == ' ') {
                end--;
            }
            out.setText(text.bytes(), start, end);
            return true;
        });
    }

    private static Operand substring(Call call) {
        Texts texts = call.text(0).whole(1).texts();
        if (call.count() == 2) {
            return call.of(Type.TEXT, (out, text, start) -> substring(texts, out, text, whole(start), Long.MAX_VALUE));
        }
        call.whole(2);
        return call.of(
                Type.TEXT, (out, text, start, length) -> substring(texts, out, text, whole(start), whole(length)));
    }

    /** The first character is 1, the last -1; what begins before the text is empty. */
    private static boolean substring(Texts texts, Cell out, Cell text, long start, long length) {
        long first = start < 0 ? start + texts.length(text) : start - 1;
        if (first < 0 || length <= 0) {
            out.setText(text.bytes(), text.end(), text.end());
            return true;
        }
        int from = texts.after(text.bytes(), text.start(), text.end(), first);
        int to = length == Long.MAX_VALUE ? text.end() : texts.after(text.bytes(), from, text.end(), length);
        out.setText(text.bytes(), from, to);
        return true;
    }

    private static Operand replace(Call call) {
        return call.text(0).text(1).text(2).of(Type.TEXT, (out, text, part, by) -> {
            int partLength = part.end() - part.start();
            int found = partLength == 0 ? -1 : Texts.indexOf(text, part, text.start());
            if (found < 0) {
                out.setText(text.bytes(), text.start(), text.end());
                return true;
            }
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            int from = text.start();
            while (found >= 0) {
                all.write(text.bytes(), from, found - from);
                all.write(by.bytes(), by.start(), by.end() - by.start());
                Texts.checked(all.size());
                from = found + partLength;
                found = Texts.indexOf(text, part, from);
            }
            all.write(text.bytes(), from, text.end() - from);
            out.setText(all.toByteArray(), 0, Texts.checked(all.size()));
            return true;
        });
    }

    private static Operand splitPart(Call call) {
        return call.text(0).text(1).whole(2).of(Type.TEXT, (out, text, delimiter, number) -> {
            long left = whole(number);
            int length = delimiter.end() - delimiter.start();
            if (left < 1 || length == 0) {
                throw new EvaluationException("split_part takes a number from 1, and a delimiter that is not empty");
            }
            int from = text.start();
            int next = Texts.indexOf(text, delimiter, from);
            while (--left > 0 && next >= 0) {
                from = next + length;
                next = Texts.indexOf(text, delimiter, from);
            }
            out.setText(text.bytes(), from, next < 0 ? text.end() : next);
            return left == 0;
        });
    }

    private static Operand length(Call call) {
        Texts texts = call.text(0).texts();
        return call.of(Type.INTEGER, (out, text) -> {
            out.setNumber(texts.length(text), 0);
            return true;
        });
    }

    private static Operand position(Call call) {
        Texts texts = call.text(0).text(1).texts();
        return call.of(Type.INTEGER, (out, text, part) -> {
            int found = Texts.indexOf(text, part, text.start());
            Cell before = new Cell();
            before.setText(text.bytes(), text.start(), Math.max(found, text.start()));
            out.setNumber(found < 0 ? 0 : texts.length(before) + 1L, 0);
            return true;
        });
    }

    private static Operand startsWith(Call call) {
        return call.text(0).text(1).of(Type.BOOLEAN, (out, text, part) -> {
            int length = part.end() - part.start();
            out.setTruth(length <= text.end() - text.start()
                    && java.util.Arrays.equals(
                            text.bytes(), text.start(), text.start() + length, part.bytes(), part.start(), part.end()));
            return true;
        });
    }

    /** A whole number of an argument; those that no text is long enough for are as good as the greatest. */
    private static long whole(Cell number) {
        if (number.isLarge()) {
            return number.number().signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        long value = number.unscaled() / Cell.power(number.scale());
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
