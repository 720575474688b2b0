package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.Constraints;
import dev.dromedary.function.records.Field.NumberForm;
import dev.dromedary.function.records.Header.NumberFields;
import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up numbers: normally distributed around the example, with as many decimals as it has. */
final class NumberSampler extends ValueSampler {

    /** From the example to a bound it is about this many standard deviations. */
    private static final double SPREAD = 8;

    private static final int GAUSSIAN_TERMS = 12;

    private final double mean;
    private final double deviation;
    private final double lowest;
    private final double highest;
    private final int decimals;
    private final double step;
    private final NumberForm form;

    NumberSampler(Field field, Encoding encoding) {
        Constraints constraints = field.constraints();
        this.form = field.numberForm();
        BigDecimal written = new NumberFields(List.of(field), encoding).number(field.name(), field.example());
        BigDecimal example = first(written, number(field.example()));
        BigDecimal minimum = first(number(constraints.minimum()), number(constraints.exclusiveMinimum()));
        BigDecimal maximum = first(number(constraints.maximum()), number(constraints.exclusiveMaximum()));
        BigDecimal unit = constraints.multipleOf();
        BigDecimal middle = minimum != null && maximum != null
                ? minimum.add(maximum).divide(BigDecimal.valueOf(2))
                : first(first(minimum, maximum), BigDecimal.TEN);
        this.mean = first(example, middle).doubleValue();
        double around = Math.max(Math.abs(mean), 1);
        this.lowest = minimum == null ? mean - around : minimum.doubleValue();
        this.highest = maximum == null ? mean + around : maximum.doubleValue();
        this.deviation = (highest - lowest) / SPREAD;
        int exampleScale = example == null ? 0 : Math.max(0, example.scale());
        boolean integer = field.type() == FieldType.INTEGER;
        this.decimals = integer ? 0 : unit == null ? exampleScale : unit.scale();
        this.step = unit == null ? Math.pow(10, -decimals) : unit.doubleValue();
    }

    @Override
    String valid(long number, SplittableRandom random) {
        double value = mean + deviation * gaussian(random);
        for (int i = 0; i < 100 && (value < lowest || value > highest); i++) {
            value = mean + deviation * gaussian(random);
        }
        return text(value);
    }

    @Override
    String invalid(SplittableRandom random) {
        double beyond = (highest - lowest) * random.nextDouble() / 2 + step;
        return switch (random.nextInt(6)) {
            case 0 -> text(lowest - beyond);
            case 1, 2 -> text(highest + beyond);
            case 3 -> written(BigDecimal.valueOf(mean).add(BigDecimal.valueOf(step / 2)));
            case 4 -> "NaN";
            default -> "n/a";
        };
    }

    @Override
    String extreme(String usual, SplittableRandom random) {
        return text(lowest + (highest - lowest) * random.nextDouble());
    }

    private String text(double value) {
        long steps = Math.round(value / step);
        if (decimals == 0 && step == 1) {
            return Long.toString(steps);
        }
        return written(BigDecimal.valueOf(steps * step).setScale(decimals, RoundingMode.HALF_UP));
    }

    private String written(BigDecimal number) {
        return number.toPlainString().replace(".", form.decimalChar());
    }

    /** Sums of twelve even numbers are as good as normal; SplittableRandom has no such method in every Java. */
    private static double gaussian(SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < GAUSSIAN_TERMS; i++) {
            sum += random.nextDouble();
        }
        return sum - GAUSSIAN_TERMS / 2.0;
    }

    private static BigDecimal number(String text) {
        Cell cell = new Cell();
        return text != null && new NumberParser(false).parse(text, cell) ? cell.number() : null;
    }

    private static BigDecimal first(BigDecimal one, BigDecimal other) {
        return one == null ? other : one;
    }
}
