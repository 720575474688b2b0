package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Guesses what numbers may be: not below 0 if hardly one is, and not far above what is usual. Bounds are round numbers with room,
 * as a sample does not hold the largest value that is right.
 */
final class NumberBounds {

    private static final double WRONG = 0.02;
    private static final int MANY = 50;
    private static final List<Integer> ROUND = List.of(1, 2, 5, 10);

    private final ColumnProfile column;
    private final ValueType type;
    private final ObjectNode constraints;
    private final List<String> reasons;

    NumberBounds(ColumnProfile column, ValueType type, ObjectNode constraints, List<String> reasons) {
        this.column = column;
        this.type = type;
        this.constraints = constraints;
        this.reasons = reasons;
    }

    void guess() {
        List<BigDecimal> numbers = column.values().entrySet().stream()
                .filter(value -> type.fits(value.getKey()))
                .flatMap(value ->
                        Stream.generate(() -> type.number(value.getKey())).limit(Math.min(value.getValue(), 1000)))
                .sorted()
                .toList();
        long below = numbers.stream().filter(number -> number.signum() < 0).count();
        if (below > FieldGuess.allowed(numbers.size(), WRONG)) {
            return;
        }
        constraints.put("minimum", 0);
        boolean many = numbers.size() >= MANY;
        BigDecimal usual = numbers.get((int) ((numbers.size() - 1) * (many ? 0.99 : 0.9)));
        if (usual.signum() <= 0) {
            return;
        }
        BigDecimal maximum = rounded(usual.multiply(BigDecimal.valueOf(many ? 2 : 4)));
        long above =
                numbers.stream().filter(number -> number.compareTo(maximum) > 0).count();
        if (above > FieldGuess.allowed(numbers.size(), WRONG)) {
            // Spread so widely that no bound can be told.
            tell(below, "below 0");
            return;
        }
        constraints.put("maximum", maximum);
        reasons.add("is " + numbers.get(0).toPlainString() + " to "
                + numbers.get(numbers.size() - 1).toPlainString() + " in the file, mostly up to "
                + usual.toPlainString()
                + ": at most " + maximum.toPlainString());
        tell(below, "below 0");
        tell(above, "above " + maximum.toPlainString());
    }

    private void tell(long wrong, String where) {
        if (wrong > 0) {
            reasons.add(FieldGuess.count(wrong) + (wrong == 1 ? " value is " : " values are ") + where
                    + " and will be rejected");
        }
    }

    /** Up to the next of 1, 2, 5, 10, 20, 50… */
    private static BigDecimal rounded(BigDecimal number) {
        int digits = number.precision() - number.scale() - 1;
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(digits);
        for (int each : ROUND) {
            BigDecimal round = power.multiply(BigDecimal.valueOf(each));
            if (round.compareTo(number) >= 0) {
                return new BigDecimal(round.setScale(Math.max(0, -digits), RoundingMode.UNNECESSARY)
                        .toPlainString());
            }
        }
        throw new IllegalStateException("A number is below ten times the power of its first digit: " + number);
    }
}
