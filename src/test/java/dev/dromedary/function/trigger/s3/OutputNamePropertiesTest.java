package dev.dromedary.function.trigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.StringLength;

/** Different keys never share outputs: two that match the same trigger never get the same name. */
class OutputNamePropertiesTest {

    /** Few letters, so that keys are often alike but for a suffix in the middle. */
    private static final List<String> PIECES = List.of("a", ".csv", ".gz", ".csv.gz", "/", "csv", ".");

    @Property
    void shouldDiffer_whenKeysDiffer(@ForAll("keysUnderSuffixes") Tuple.Tuple2<List<String>, List<String>> given) {
        Map<String, String> keys = new HashMap<>();

        for (String key : given.get2()) {
            String name = new KeyFilter("b", "raw/", given.get1()).stem(key);

            assertThat(keys.merge(name, key, (first, second) -> first))
                    .as("key with the output name %s", name)
                    .isEqualTo(key);
        }
    }

    @Provide
    Arbitrary<Tuple.Tuple2<List<String>, List<String>>> keysUnderSuffixes() {
        Arbitrary<List<String>> suffixes = Arbitraries.of(
                List.of(""),
                List.of(".csv"),
                List.of(".csv", ".csv.gz"),
                List.of(".csv.gz", ".csv"),
                List.of(".csv", ".gz", ".csv.gz"),
                List.of("", ".csv"));
        return suffixes.flatMap(list -> keys(list).list().ofSize(40).map(keys -> Tuple.of(list, keys)));
    }

    private static Arbitrary<String> keys(List<String> suffixes) {
        Arbitrary<String> stems = Arbitraries.of(PIECES).list().ofMaxSize(4).map(pieces -> String.join("", pieces));
        return stems.flatMap(stem -> Arbitraries.of(suffixes).map(suffix -> "raw/" + stem + suffix));
    }

    /** Long ones that are alike to the end, and ones that look as if they had been shortened. */
    @Property
    void shouldFitAndDiffer_whenNamesAreLong(@ForAll("longNames") List<String> names) {
        Map<String, String> fitting = new HashMap<>();

        for (String name : names) {
            String fits = KeyFilter.fitting(name);

            assertThat(fits.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(KeyFilter.LONGEST_NAME);
            assertThat(fits).doesNotContain("\uFFFD");
            assertThat(fitting.merge(fits, name, (first, second) -> first)).isEqualTo(name);
            // As the next route does with the key of what the first has written.
            String again = KeyFilter.fitting(fits);
            assertThat(again.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(KeyFilter.LONGEST_NAME);
            assertThat(fitting.merge(again, fits, (first, second) -> first)).isIn(fits, name);
        }
    }

    @Provide
    Arbitrary<List<String>> longNames() {
        Arbitrary<String> letters = Arbitraries.of("a", "é", "漢", "😀");
        Arbitrary<String> plain = Combinators.combine(
                        letters, Arbitraries.integers().between(1, 900), letters)
                .as((letter, times, last) -> letter.repeat(times) + last);
        return plain.flatMap(name -> Arbitraries.of(name, KeyFilter.fitting(name), name + "~" + "0".repeat(64)))
                .list()
                .ofSize(30);
    }

    @Property
    void shouldStay_whenNamesAreShort(@ForAll @StringLength(max = 260) String name) {
        String valid = name.replaceAll("[\\ud800-\\udfff]", "");

        assertThat(KeyFilter.fitting(valid)).isEqualTo(valid);
    }
}
