package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a/b.csv ;               a/b.csv ;   a/b.csv",
                "a/${x}.csv ;            a/*.csv ;   a/*",
                "${x} ;                  * ;         *",
                "a/${x}${y}/b ;          a/*/b ;     a/*",
                "a/${map(x,${y})}.csv ;  a/*.csv ;   a/*",
                "a/${x}/${y}.csv ;       a/*/*.csv ; a/*",
            })
    void shouldKeepWhatIsLiteral_whenATextHoldsExpressions(String text, String glob, String resource) {
        assertThat(KeyPattern.of(text))
                .extracting(KeyPattern::glob, KeyPattern::resource)
                .containsExactly(glob, resource);
    }

    /** A cycle must not be overlooked: whatever key an expression comes to, the pattern says that it may match. */
    @Property
    void shouldSayThatItMayMatch_wheneverAKeyDoes(
            @ForAll @AlphaChars @StringLength(max = 4) String begin,
            @ForAll @AlphaChars @StringLength(max = 4) String middle,
            @ForAll @AlphaChars @StringLength(max = 4) String end) {
        String key = begin + middle + end;
        KeyPattern pattern = KeyPattern.of(begin + "${x}" + end);
        for (int i = 0; i <= key.length(); i++) {
            assertThat(pattern.mayMatch(key.substring(0, i), key.substring(i))).isTrue();
        }
    }
}
