package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderFilterTest {

    private static final Locale DEFAULT = Locale.getDefault();

    @ParameterizedTest
    @ValueSource(
            strings = {"source", "detail-type", "my-Camel", "Kamel", "org.apache.kafka", "came", "x.org.apache.camel"})
    void shouldAccept_whenNameSteersNothing(String name) {
        assertThat(HeaderFilter.accepts(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelAwsS3BucketName",
                "camelx",
                "CAMEL",
                "cAmElHttpUri",
                "org.apache.camel.y",
                "Org.Apache.CAMEL",
                "",
                " "
            })
    void shouldRefuse_whenNameSteersProducers(String name) {
        assertThat(HeaderFilter.accepts(name)).isFalse();
    }

    @Property
    void shouldRefuseInAnyCaseOfLetters_whenNameBeginsLikeCamels(
            @ForAll boolean full, @ForAll @StringLength(max = 12) String rest, @ForAll int cases) {
        String name = recased(full ? "org.apache.camel" : "camel", cases) + rest;

        assertThat(HeaderFilter.accepts(name)).isFalse();
    }

    @Test
    void shouldRefuse_whenTheMachineIsTurkish() {
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(HeaderFilter.accepts("CAMELID")).isFalse();
        } finally {
            restoreLocale();
        }
    }

    @AfterProperty
    void restoreLocale() {
        Locale.setDefault(DEFAULT);
    }

    private static String recased(String text, int cases) {
        StringBuilder recased = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            recased.append((cases >> i & 1) == 0 ? letter : Character.toUpperCase(letter));
        }
        return recased.toString();
    }
}
