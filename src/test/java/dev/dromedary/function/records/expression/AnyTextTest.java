package dev.dromedary.function.records.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in an expression or a row, there is a sentence for it: no other exception leaves the language. */
class AnyTextTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("a", Type.NUMBER),
            new Column("b", Type.NUMBER),
            new Column("n", Type.INTEGER),
            new Column("m", Type.INTEGER),
            new Column("s", Type.TEXT),
            new Column("t", Type.TEXT),
            new Column("flag", Type.BOOLEAN),
            new Column("day", Type.DATE),
            new Column("at", Type.DATETIME));

    private static final List<String> MORE = Arrays.asList(
            "null true false case when then else end cast try_cast ( ) , as varchar decimal date time not is in like between and or"
                    .split(" "));

    private final Random random = new Random(20261129);

    @Test
    void shouldThrowNothingElse() {
        ExpressionGenerator generator = new ExpressionGenerator(random);
        List<String> words = new ArrayList<>(MORE);
        Formula.functions().keySet().forEach(words::add);
        words.addAll(List.of(
                "'a'", "''", "'2024-02-29'", "1e400", ".", "9999999999999999999999", "-", "%", "/", "||", "'%_'"));
        for (int i = 0; i < 20_000; i++) {
            List<String> tokens = new ArrayList<>(List.of(generator.next().split("(?<=\\W)|(?=\\W)")));
            for (int change = random.nextInt(4); change > 0; change--) {
                int place = random.nextInt(tokens.size());
                switch (random.nextInt(3)) {
                    case 0 -> tokens.set(place, words.get(random.nextInt(words.size())));
                    case 1 -> tokens.add(place, " " + words.get(random.nextInt(words.size())) + " ");
                    default -> tokens.set(place, "");
                }
            }
            workOut(String.join("", tokens));
        }
    }

    private void workOut(String text) {
        Environment environment = Environment.of(COLUMNS, StandardCharsets.UTF_8, (name, known) -> ".");
        Formula formula;
        try {
            formula = Formula.value(text, environment);
        } catch (ExpressionException e) {
            return;
        }
        for (int row = 0; row < 3; row++) {
            Cell[] cells = new Cell[COLUMNS.size()];
            boolean[] absent = new boolean[cells.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = new Cell();
                absent[i] = random.nextInt(3) == 0;
                set(cells[i], COLUMNS.get(i).type());
            }
            try {
                Cell value = formula.value(new Inputs(cells, absent, formula.spareEnd()));
                if (value != null) {
                    formula.written(value, new Cell());
                }
            } catch (EvaluationException e) {
                // That is what it is for.
            } catch (RuntimeException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private void set(Cell cell, Type type) {
        switch (type) {
            case TEXT -> {
                byte[] bytes = random.ints(random.nextInt(5), 0, 0x2FF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                cell.setText(bytes, 0, bytes.length);
            }
            case BOOLEAN -> cell.setTruth(random.nextBoolean());
            case INTEGER ->
                cell.setNumber(new java.math.BigDecimal(new java.math.BigInteger(random.nextInt(80), random)));
            case NUMBER ->
                cell.setNumber(new java.math.BigDecimal(
                        new java.math.BigInteger(random.nextInt(80), random), random.nextInt(30) - 5));
            case DATE -> cell.setNumber(random.nextInt(3_600_000) - 719_528, 0);
            default ->
                Moments.set(cell, (random.nextInt(3_600_000) - 719_528) * 86_399L, random.nextInt(1_000_000_000));
        }
    }
}
