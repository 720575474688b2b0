package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.records.expression.Cell;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CellTest {

    @Property(tries = 20_000)
    void shouldBeTheNearestDouble_whateverTheDecimal(@ForAll long unscaled, @ForAll @IntRange(max = 18) int scale) {
        String text = BigDecimal.valueOf(unscaled, scale).toPlainString();

        assertThat(toDouble(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property(tries = 20_000)
    void shouldBeTheSameDouble_whenItWasWrittenByJava(@ForAll long seed) {
        Random random = new Random(seed);
        String text = BigDecimal.valueOf(random.nextDouble() * Math.pow(10, random.nextInt(12)))
                .toPlainString();

        assertThat(toDouble(text)).isEqualTo(Double.parseDouble(text));
    }

    private static double toDouble(String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        Cell cell = new Cell();
        byte[] padded = Arrays.copyOf(value, value.length + RowScanner.PADDING);
        assertThat(new NumberParser(false).parse(padded, 0, value.length, cell)).isTrue();
        return cell.toNearestDouble();
    }
}
