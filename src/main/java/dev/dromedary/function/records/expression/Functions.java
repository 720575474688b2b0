package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Environment.Lookup;
import dev.dromedary.function.records.expression.Operand.Value;
import dev.dromedary.function.records.expression.Scanner.Token;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions by their names. */
final class Functions {

    /** Makes what works a call out. */
    @FunctionalInterface
    interface Builder {
        Operand of(Call call);
    }

    /**
     * A function.
     *
     * @param signature how it is called, for people
     * @param least the fewest arguments
     * @param most the most arguments
     * @param builder makes what works it out
     */
    record Function(String signature, int least, int most, Builder builder) {}

    private static final Map<String, Function> BY_NAME = all();

    private Functions() {}

    private static Map<String, Function> all() {
        Map<String, Function> all = new LinkedHashMap<>();
        all.put(
                "coalesce",
                new Function(
                        "coalesce(x, y, …)",
                        1,
                        100,
                        call -> Case.Coalesce.of(call.arguments(), call.position(), call.compilation())));
        all.put(
                "nullif",
                new Function(
                        "nullif(x, y)",
                        2,
                        2,
                        call -> Case.Coalesce.nullIf(
                                call.arguments().get(0),
                                call.arguments().get(1),
                                call.position(),
                                call.compilation())));
        all.put("now", new Function("now()", 0, 0, call -> Operand.of(Type.DATETIME, in -> in.now, call.position())));
        all.put("lookup", new Function("lookup(lookup, key, column)", 3, 3, Functions::lookup));
        TextFunctions.addTo(all);
        Patterns.addTo(all);
        NumberFunctions.addTo(all);
        MomentFunctions.addTo(all);
        Pseudonymisation.addTo(all);
        return Collections.unmodifiableMap(all);
    }

    static Map<String, String> signatures() {
        Map<String, String> signatures = new LinkedHashMap<>();
        BY_NAME.forEach((name, function) -> signatures.put(name, function.signature()));
        return signatures;
    }

    static Operand call(Token name, List<Operand> arguments, Compilation compilation) {
        Function function = BY_NAME.get(name.text().toLowerCase(Locale.ROOT));
        if (function == null) {
            throw Parser.wrong(
                    name,
                    "there is no function " + name.quoted()
                            + compilation
                                    .environment()
                                    .hints()
                                    .of(name.text().toLowerCase(Locale.ROOT), BY_NAME.keySet()));
        }
        if (arguments.size() < function.least() || arguments.size() > function.most()) {
            throw Parser.wrong(
                    name,
                    name.text() + " is called as " + function.signature() + ", but has " + arguments.size()
                            + (arguments.size() == 1 ? " value." : " values."));
        }
        return function.builder().of(new Call(name, arguments, compilation));
    }

    private static Operand lookup(Call call) {
        List<Lookup> lookups = call.compilation().environment().lookups();
        List<String> names = lookups.stream().map(Lookup::name).toList();
        String name = call.literal(0, "a lookup");
        int index = names.indexOf(name);
        if (index < 0) {
            String hint = names.isEmpty()
                    ? "; describe it under lookups."
                    : call.compilation().environment().hints().of(name, names);
            throw call.wrong(0, "there is no lookup \"" + name + "\"" + hint);
        }
        String column = call.literal(2, "a column");
        List<String> columns = lookups.get(index).columns();
        if (!columns.isEmpty() && !columns.contains(column)) {
            throw call.wrong(
                    2,
                    "the lookup " + name + " has no column \"" + column + "\""
                            + call.compilation().environment().hints().of(column, columns));
        }
        Operand key = asText(call.arguments().get(1), call);
        call.compilation().lookUp(index, key, column);
        Value value = key.value();
        int spare = call.compilation().spare();
        return Operand.of(
                Type.TEXT,
                in -> {
                    Cell cell = value.of(in);
                    byte[] found = cell == null ? null : in.lookups().find(index, cell, column);
                    if (found == null) {
                        return null;
                    }
                    in.spare[spare].setText(found, 0, found.length);
                    return in.spare[spare];
                },
                call.position());
    }

    private static Operand asText(Operand operand, Call call) {
        if (operand.type() == Type.TEXT || operand.isNull()) {
            return operand;
        }
        return new Call(call.name(), List.of(operand), call.compilation()).of(Type.TEXT, (out, value) -> {
            Casts.write(value, operand.type(), call.texts(), out);
            return true;
        });
    }
}
