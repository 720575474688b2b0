package dev.dromedary.function.trigger.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pattern that the bus looked at is looked at again: others than the bus may hand an event over. */
class EventFilterTest {

    @RegisterExtension
    final Endpoints endpoints = new Endpoints();

    @TempDir
    private Path routes;

    @BeforeEach
    void lookIntoTheFolder() {
        Properties properties = new Properties();
        properties.setProperty("dromedary.routes", routes.toString());
        endpoints.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    private LambdaEndpoint endpoint(String uri, String pattern) throws IOException {
        Files.writeString(routes.resolve("p.json"), pattern.replace('\'', '"'));
        return endpoints.of(uri);
    }

    private static Map<String, Object> event(String source, String detailType, String detail) {
        return Map.of(
                "id",
                "1",
                "source",
                source,
                "detail-type",
                detailType,
                "detail",
                JsonDocument.parse(detail.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'source': ['s']} | {} | true",
                "{'source': ['other']} | {} | false",
                "{'detail-type': [{'prefix': 'Data '}]} | {} | true",
                "{'detail-type': [{'anything-but': {'wildcard': 'Data*'}}]} | {} | false",
                "{'$or': [{'source': ['other']}, {'detail': {'n': [{'numeric': ['>', 1]}]}}]} | {'n': 2} | true",
                "{'$or': [{'source': ['other']}, {'detail': {'n': [{'numeric': ['>', 1]}]}}]} | {'n': 1} | false",
                "{'detail': {'a': [{'exists': false}]}} | {'a': 1} | false",
                "{'detail': {'a': [{'anything-but': {'suffix': ['.csv', '.gz']}}]}} | {'a': 'x.gz'} | false"
            })
    void shouldLetThroughWhatEventBridgeWould_whenAnEventIsHandedOver(String pattern, String detail, boolean passes)
            throws IOException {
        LambdaEndpoint endpoint = endpoint("lambda-eventbridge:default?pattern=p.json", pattern);
        Map<String, Object> event = event("s", "Data Ready", detail);

        if (passes) {
            assertThat(endpoint.arrivals(event)).hasSize(1);
        } else {
            assertThatThrownBy(() -> endpoint.arrivals(event))
                    .isInstanceOf(UnexpectedEventException.class)
                    .hasMessage("Expected an event that the pattern p.json matches, but one of source \"s\" and"
                            + " detail-type \"Data Ready\" that it does not match came.");
        }
    }

    @Test
    void shouldFailJustTheMessage_whenItCarriesAnotherEvent() throws IOException {
        LambdaEndpoint endpoint = endpoint("lambda-sqs:q?unwrap=event&pattern=p.json", "{'source': ['mine']}");
        Map<String, Object> message = Events.message("m", null, event("other", "t", "{}"));

        assertThatThrownBy(() -> endpoint.arrivals(message))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected an event that the pattern p.json matches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'source': ['a', 'b'], 'detail-type': ['x']}",
                "{'detail-type': [{'prefix': 'Data '}]}",
                "{'detail-type': [{'suffix': 'Failed'}]}",
                "{'detail-type': [{'equals-ignore-case': 'DATA'}]}",
                "{'detail-type': [{'wildcard': 'Data*Failed\\\\*'}]}",
                "{'detail-type': [{'prefix': {'equals-ignore-case': 'data'}}]}",
                "{'source': [{'anything-but': 'x'}], 'detail': {'state': ['ok'], 'n': [{'numeric': ['=', 5]}]}}",
                "{'detail': {'a': {'b': [true]}, 'c': [null], 'correlation_id': [{'exists': true}]}}",
                "{'$or': [{'source': ['a']}, {'source': ['b']}]}",
                "{'detail': {'gone': [{'exists': false}]}, 'resources': ['arn:x']}"
            })
    void shouldUnderstandItsOwnSample_whenPriming(String pattern) throws IOException {
        LambdaEndpoint endpoint = endpoint("lambda-eventbridge:default?pattern=p.json", pattern);

        assertThat(endpoint.arrivals(endpoint.sample())).hasSize(1);
    }

    @Test
    void shouldTellAtTheStart_whenThePatternIsNone() throws Exception {
        Files.writeString(routes.resolve("p.json"), "{\"source\": [{\"frobs\": 1}]}");

        assertThatThrownBy(() -> start("lambda-eventbridge:default?pattern=p.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("lambda-eventbridge: the pattern p.json is none that EventBridge takes: ")
                .hasMessageNotContainingAny("Source:", "\n");
    }

    private void start(String uri) throws Exception {
        endpoints.of(uri).start();
    }

    @Test
    void shouldLookAtTheShippedPattern_whenAnotherEventComes() {
        Properties properties = new Properties();
        properties.setProperty("dromedary.routes", "routes");
        endpoints.context().getPropertiesComponent().setOverrideProperties(properties);
        LambdaEndpoint endpoint = endpoints.of("lambda-eventbridge:default?pattern=health/failed.pattern.json");

        assertThat(endpoint.arrivals(event("health.data.analyzer", "Data Analysis Failed", "{}")))
                .hasSize(1);
        assertThatThrownBy(() -> endpoint.arrivals(event("other", "t", "{}")))
                .isInstanceOf(UnexpectedEventException.class);
    }
}
