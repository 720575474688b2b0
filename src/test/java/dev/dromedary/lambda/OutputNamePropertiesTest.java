package dev.dromedary.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Different keys never share outputs: two that match the same trigger never get the same name. */
class OutputNamePropertiesTest {

    /** Few letters, so that keys are often alike but for a suffix in the middle. */
    private static final List<String> PIECES = List.of("a", ".csv", ".gz", ".csv.gz", "/", "csv", ".");

    @Property
    void shouldDiffer_whenKeysDiffer(@ForAll("keysUnderSuffixes") Tuple.Tuple2<List<String>, List<String>> given) {
        Map<String, String> keys = new HashMap<>();

        for (String key : given.get2()) {
            String name = S3Trigger.outputName(key, "raw/", given.get1());

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
}
