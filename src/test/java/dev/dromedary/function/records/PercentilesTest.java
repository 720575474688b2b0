package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Compares percentiles with those of the sorted numbers. */
class PercentilesTest {

    private static final double[] SHARES = {0, 0.001, 0.01, 0.05, 0.25, 0.4, 0.5, 0.6, 0.75, 0.95, 0.99, 0.999, 1};

    private static final double MIDDLE_ERROR = 0.01;
    private static final double TAIL_ERROR = 0.001;

    /** How numbers come. */
    private enum Stream {
        UNIFORM,
        NORMAL,
        LOG_NORMAL,
        VERY_SKEWED,
        SKEWED_TO_THE_LEFT,
        ASCENDING,
        DESCENDING,
        FROM_BOTH_ENDS,
        HALF_ZEROS,
        CONSTANT_THEN_SCATTERED,
        SCATTERED_THEN_CONSTANT,
        HEAPS_AND_NOISE,
        TWO_FAR_HEAPS,
        WHOLE_NUMBERS,
        HUGE_AND_TINY;

        double[] numbers(int count, long seed) {
            Random random = new Random(seed);
            double[] numbers = new double[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = number(i, count, random);
            }
            return numbers;
        }

        private double number(int i, int count, Random random) {
            return switch (this) {
                case UNIFORM -> random.nextDouble();
                case NORMAL -> random.nextGaussian();
                case LOG_NORMAL -> Math.exp(random.nextGaussian() * 3);
                case VERY_SKEWED -> Math.pow(random.nextDouble(), -4);
                case SKEWED_TO_THE_LEFT -> -Math.pow(random.nextDouble(), -4);
                case ASCENDING -> i;
                case DESCENDING -> -i;
                case FROM_BOTH_ENDS -> i % 2 == 0 ? i : -i;
                case HALF_ZEROS -> random.nextBoolean() ? 0 : random.nextDouble();
                case CONSTANT_THEN_SCATTERED -> i < count * 0.8 ? 7 : 7 + random.nextGaussian();
                case SCATTERED_THEN_CONSTANT -> i > count * 0.2 ? 7 : 7 + random.nextGaussian();
                case HEAPS_AND_NOISE -> random.nextInt(10) < 8 ? random.nextInt(5) * 10 : random.nextDouble() * 50;
                case TWO_FAR_HEAPS -> random.nextGaussian() + (random.nextInt(3) == 0 ? 1e9 : 0);
                case WHOLE_NUMBERS -> random.nextInt(5000);
                case HUGE_AND_TINY -> random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
            };
        }
    }

    private static Percentiles percentiles(double[] numbers) {
        Percentiles percentiles = new Percentiles();
        for (double number : numbers) {
            percentiles.add(number);
        }
        return percentiles;
    }

    @Property(tries = 60)
    void shouldMissTheRankByLittle_whenThereAreManyDifferentNumbers(
            @ForAll Stream stream, @ForAll @IntRange(min = 20_000, max = 200_000) int count, @ForAll long seed) {
        double[] numbers = stream.numbers(count, seed);

        Percentiles percentiles = percentiles(numbers);

        Arrays.sort(numbers);
        for (double share : SHARES) {
            double error = rankError(numbers, percentiles.at(share), share);
            assertThat(error)
                    .as(stream + " at " + share)
                    .isLessThanOrEqualTo(Math.abs(share - 0.5) > 0.48 ? TAIL_ERROR : MIDDLE_ERROR);
        }
    }

    /** How far the share is from the shares of the numbers that are below, and not above, the value. */
    private static double rankError(double[] sorted, double value, double share) {
        double below = place(sorted, value, false) / (double) sorted.length;
        double upTo = place(sorted, value, true) / (double) sorted.length;
        return Math.max(0, Math.max(below - share, share - upTo));
    }

    /** How many numbers are less than the value, or not greater. */
    private static int place(double[] sorted, double value, boolean including) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || including && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Provide
    Arbitrary<List<Double>> fewDifferent() {
        return Arbitraries.of(-1e100, -3.5, -0.0, 0.0, 1.0, 1.1, 36.6, 1e-100, 1e100)
                .list()
                .ofMinSize(1)
                .ofMaxSize(50);
    }

    @Property
    void shouldInterpolateBetweenTheNearestRanks_whenThereAreFewDifferentNumbers(
            @ForAll("fewDifferent") List<Double> numbers, @ForAll @IntRange(max = 100) int percent) {
        Percentiles percentiles =
                percentiles(numbers.stream().mapToDouble(d -> d).toArray());

        double[] sorted = numbers.stream().mapToDouble(d -> d + 0.0).sorted().toArray();
        double rank = percent / 100.0 * (sorted.length - 1);
        double low = sorted[(int) Math.floor(rank)];
        double high = sorted[(int) Math.ceil(rank)];
        double part = rank - Math.floor(rank);
        assertThat(percentiles.at(percent / 100.0)).isEqualTo(low == high ? low : low * (1 - part) + high * part);
    }

    @Property
    void shouldBeExact_whenOneNumberComesOverAndOver(
            @ForAll @IntRange(min = 1, max = 100_000) int count, @ForAll double share) {
        double[] numbers = DoubleStream.generate(() -> 36.6).limit(count).toArray();

        double percentile = percentiles(numbers).at(Math.abs(share % 1));

        assertThat(percentile).isEqualTo(36.6);
    }

    @Property(tries = 30)
    void shouldBeTheSameToTheLastBit_whenTheSameNumbersComeAgain(
            @ForAll Stream stream,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 20_000) Integer> seeds) {
        double[] numbers = seeds.stream()
                .flatMapToDouble(seed -> Arrays.stream(stream.numbers(seed, seed)))
                .toArray();

        Percentiles once = percentiles(numbers);
        Percentiles again = percentiles(numbers);

        for (double share : SHARES) {
            assertThat(once.at(share)).isEqualTo(again.at(share));
        }
    }
}
