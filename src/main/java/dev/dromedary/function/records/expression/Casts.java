package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Operand.Value;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code cast(x as type)}, and {@code try_cast}, which gives null for what can't be converted. */
final class Casts {

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("varchar", Type.TEXT),
            Map.entry("integer", Type.INTEGER),
            Map.entry("bigint", Type.INTEGER),
            Map.entry("decimal", Type.NUMBER),
            Map.entry("boolean", Type.BOOLEAN),
            Map.entry("date", Type.DATE),
            Map.entry("time", Type.TIME),
            Map.entry("timestamp", Type.DATETIME));

    private final Texts texts;
    private final Type from;
    private final Type to;

    private Casts(Texts texts, Type from, Type to) {
        this.texts = texts;
        this.from = from;
        this.to = to;
    }

    static Operand of(Operand operand, Token word, List<Integer> sizes, boolean lenient, Compilation compilation) {
        Type type = TYPES.get(word.text().toLowerCase(Locale.ROOT));
        if (type == null) {
            throw Parser.wrong(
                    word,
                    word.quoted() + " is no type to cast to"
                            + compilation
                                    .environment()
                                    .hints()
                                    .of(
                                            word.text().toLowerCase(Locale.ROOT),
                                            TYPES.keySet().stream().sorted().toList()));
        }
        if (!sizes.isEmpty() && (type != Type.NUMBER || sizes.size() > 2)) {
            throw Parser.wrong(word, "only decimal(digits, digits after the point) has sizes; remove them.");
        }
        Type from = operand.type();
        if (from == Type.INTERVAL || !isPossible(from, type)) {
            throw new ExpressionException(
                    operand.position(), from.name(true) + " can't be cast as " + word.text() + ".");
        }
        Casts cast = new Casts(compilation.texts(), from, type);
        int scale = type == Type.INTEGER || sizes.size() == 1 ? 0 : sizes.isEmpty() ? -1 : sizes.get(1);
        int digits = sizes.isEmpty() ? Integer.MAX_VALUE : sizes.get(0);
        Value value = operand.value();
        int spare = compilation.spare();
        return Operand.of(
                type,
                in -> {
                    Cell cell = value.of(in);
                    if (cell == null) {
                        return null;
                    }
                    Cell out = in.spare[spare];
                    boolean done = cast.into(cell, out) && (scale < 0 || fit(out, scale, digits));
                    if (!done && !lenient) {
                        throw new EvaluationException("a value that can't be cast");
                    }
                    return done ? out : null;
                },
                operand.position());
    }

    private static boolean isPossible(Type from, Type to) {
        return from == to
                || from == Type.NULL
                || from == Type.TEXT
                || to == Type.TEXT
                || from.isNumeric() && (to.isNumeric() || to == Type.BOOLEAN)
                || from == Type.BOOLEAN && to.isNumeric()
                || from == Type.DATE && to == Type.DATETIME
                || from == Type.DATETIME && (to == Type.DATE || to == Type.TIME);
    }

    private static boolean fit(Cell number, int scale, int digits) {
        Numbers.round(number, scale, RoundingMode.HALF_UP, number);
        return digits == Integer.MAX_VALUE
                || number.number().precision() - number.number().scale() <= digits - scale
                || Numbers.isZero(number);
    }

    private boolean into(Cell cell, Cell out) {
        switch (to) {
            case TEXT -> write(cell, from, texts, out);
            case INTEGER, NUMBER -> {
                if (from == Type.TEXT) {
                    return Numbers.parse(trimmed(cell), texts, out);
                }
                out.set(cell);
            }
            case BOOLEAN -> {
                if (from == Type.TEXT) {
                    return truth(texts.string(cell).strip().toLowerCase(Locale.ROOT), out);
                }
                out.setTruth(from == Type.BOOLEAN ? cell.unscaled() == 1 : !Numbers.isZero(cell));
            }
            default -> {
                return moment(cell, out);
            }
        }
        return true;
    }

    private boolean moment(Cell cell, Cell out) {
        if (from == Type.TEXT) {
            Cell text = trimmed(cell);
            return MomentText.parse(text.bytes(), text.start(), text.end(), to, out);
        }
        if (from == to) {
            out.set(cell);
        } else if (from == Type.DATE) {
            Moments.setDate(out, cell.unscaled());
        } else {
            long local = Moments.localSeconds(cell);
            if (to == Type.DATE) {
                out.setNumber(Moments.days(local), 0);
            } else {
                Moments.set(out, Math.floorMod(local, Moments.SECONDS_A_DAY), Moments.nanos(cell));
            }
        }
        return true;
    }

    private static boolean truth(String text, Cell out) {
        boolean isTrue = text.equals("true") || text.equals("t") || text.equals("1");
        out.setTruth(isTrue);
        return isTrue || text.equals("false") || text.equals("f") || text.equals("0");
    }

    private static Cell trimmed(Cell cell) {
        int start = cell.start();
        int end = cell.end();
        while (start < end && cell.bytes()[start] == ' ') {
            start++;
        }
        while (end > start && cell.bytes()[end - 1] == ' ') {
            end--;
        }
        if (start == cell.start() && end == cell.end()) {
            return cell;
        }
        Cell inner = new Cell();
        inner.setText(cell.bytes(), start, end);
        return inner;
    }

    /** The value as text: plain decimals, true and false, ISO 8601. */
    static void write(Cell cell, Type type, Texts texts, Cell out) {
        switch (type) {
            case TEXT, NULL -> out.setText(cell.bytes(), cell.start(), cell.end());
            case INTEGER, NUMBER -> Numbers.write(cell, out);
            case BOOLEAN -> texts.set(out, cell.unscaled() == 1 ? "true" : "false");
            default -> MomentText.write(cell, type, out);
        }
    }
}
