package dev.dromedary.function.records.expression;

import dev.dromedary.function.records.expression.Functions.Function;
import java.math.RoundingMode;
import java.util.Map;

/** Functions on numbers. */
final class NumberFunctions {

    private static final Cell ZERO = new Cell();

    private NumberFunctions() {}

    static void addTo(Map<String, Function> all) {
        all.put("round", new Function("round(number, digits)", 1, 2, NumberFunctions::round));
        all.put("abs", new Function("abs(number)", 1, 1, NumberFunctions::absolute));
        all.put("floor", new Function("floor(number)", 1, 1, call -> whole(call, RoundingMode.FLOOR)));
        all.put("ceil", new Function("ceil(number)", 1, 1, call -> whole(call, RoundingMode.CEILING)));
        all.put("ceiling", new Function("ceiling(number)", 1, 1, call -> whole(call, RoundingMode.CEILING)));
        all.put("mod", new Function("mod(number, divisor)", 2, 2, NumberFunctions::remainder));
    }

    private static Operand whole(Call call, RoundingMode mode) {
        return call.number(0).of(Type.INTEGER, (out, number) -> {
            Numbers.round(number, 0, mode, out);
            return true;
        });
    }

    private static Operand round(Call call) {
        if (call.count() == 1) {
            return whole(call, RoundingMode.HALF_UP);
        }
        boolean whole = call.number(0).whole(1).arguments().get(0).type() == Type.INTEGER;
        return call.of(whole ? Type.INTEGER : Type.NUMBER, (out, number, digits) -> {
            long places = digits.isLarge() ? Long.MAX_VALUE : digits.unscaled() / Cell.power(digits.scale());
            Numbers.round(number, whole ? Math.min(places, 0) : places, RoundingMode.HALF_UP, out);
            return true;
        });
    }

    private static Operand absolute(Call call) {
        Type type = call.number(0).arguments().get(0).type();
        return call.of(type, (out, number) -> {
            if (number.compareNumber(ZERO) < 0) {
                out.setDifference(ZERO, number);
            } else {
                out.set(number);
            }
            return true;
        });
    }

    private static Operand remainder(Call call) {
        call.number(0).number(1);
        return Arithmetic.product("%", call.arguments().get(0), call.arguments().get(1), call.compilation());
    }
}
