package dev.dromedary.desk.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {

    private static final FunctionLibraries FUNCTIONS = FunctionLibraries.parse("""
            The following files have been resolved:
               org.apache.camel:camel-api:jar:4.17.0:compile -- module camel.api (auto)
               software.amazon.awssdk:sdk-core:jar:2.41.24:compile
               org.example:held:jar:native:1.5:runtime
            """);

    @ParameterizedTest
    @CsvSource({
        "camel-http, org.apache.camel:camel-http:4.17.0",
        "camel-http:4.16.0, org.apache.camel:camel-http:4.16.0",
        "org.apache.camel:camel-http, org.apache.camel:camel-http:4.17.0",
        "software.amazon.awssdk:glue, software.amazon.awssdk:glue:2.41.24",
        "org.example:held, org.example:held:1.5",
        "org.postgresql:postgresql:42.7.8, org.postgresql:postgresql:42.7.8"
    })
    void shouldBeWhole_whenTheVersionIsWrittenOrGoesWithWhatFunctionsHold(String text, String whole) {
        assertThat(Coordinates.parse(text, FUNCTIONS)).hasToString(whole);
    }

    @Test
    void shouldAskForAVersion_whenNoneIsKnown() {
        assertThatThrownBy(() -> Coordinates.parse("org.postgresql:postgresql", FUNCTIONS))
                .isInstanceOf(LibraryException.class)
                .hasMessage("\"org.postgresql:postgresql\" has no version; write org.postgresql:postgresql:VERSION.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "a:b:c:d", "org.example:", "a b:c:1", "../x:y:1", ""})
    void shouldSayWhatToWrite_whenItNamesNoLibrary(String text) {
        assertThatThrownBy(() -> Coordinates.parse(text, FUNCTIONS))
                .isInstanceOf(LibraryException.class)
                .hasMessageStartingWith("\"" + text + "\" names no library; write camel-http");
    }
}
