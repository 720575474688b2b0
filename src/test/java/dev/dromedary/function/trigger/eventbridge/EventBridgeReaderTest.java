package dev.dromedary.function.trigger.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBridgeReaderTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String SOURCE = "lambda-eventbridge:default?source=health.data.ingestor";
    private static final String ABOUT_OBJECTS =
            SOURCE + "&bucket=" + Events.BUCKET + "&keyField=processed_key&prefix=processed/&suffix=.csv";

    @Test
    void shouldBringTheDetailAsBodyAndTheRestAsHeaders_whenEventArrives() {
        Map<String, Object> event = Events.event("custom-event");

        List<Arrival> arrivals = ENDPOINTS.of(SOURCE).arrivals(event);

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.body()).isEqualTo(event.get("detail"));
            assertThat(arrival.headers())
                    .containsEntry("source", "health.data.ingestor")
                    .containsEntry("detail-type", "Data Processing Complete")
                    .containsEntry("time", "2026-03-01T10:15:40Z")
                    .containsEntry("resources", List.of("arn:aws:s3:::" + Events.BUCKET))
                    .doesNotContainKey("detail");
            assertThat(arrival.correlationId())
                    .isEqualTo(Events.BUCKET + "/raw/health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko");
            assertThat(arrival.ledgerItem()).isEqualTo("6a7e8feb-b491-4cf7-a9f1-bf3703467718");
            assertThat(arrival.sequencer()).isNull();
            assertThat(arrival.name()).isNull();
        });
    }

    @Test
    void shouldTakeTheEventsId_whenDetailNamesNoCause() {
        Map<String, Object> event = with(Events.event("custom-event"), "detail", Map.of("a", 1));

        assertThat(ENDPOINTS.of(SOURCE).arrivals(event))
                .extracting(Arrival::correlationId)
                .containsExactly("6a7e8feb-b491-4cf7-a9f1-bf3703467718");
    }

    @Test
    void shouldNameTheObject_whenDetailSaysWhichOneItIsAbout() {
        Arrival arrival = ENDPOINTS
                .of(ABOUT_OBJECTS)
                .arrivals(Events.event("custom-event"))
                .get(0);

        assertThat(arrival.ledgerItem()).isEqualTo(Events.BUCKET + "/processed/health.csv");
        assertThat(arrival.sequencer()).isEqualTo("0055AED6DCD90281E5");
        assertThat(arrival.name()).isEqualTo("health");
        assertThat(arrival.headers())
                .containsEntry("CamelAwsS3BucketName", Events.BUCKET)
                .containsEntry("CamelAwsS3Key", "processed/health.csv")
                .containsEntry("CamelAwsS3ETag", "\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"")
                .containsEntry("CamelAwsS3IfMatchCondition", "\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-eventbridge:default?source=x&bucket=my-bucket&keyField=processed_key | in the bucket my-bucket",
                "lambda-eventbridge:default?source=x&keyField=processed_key&prefix=raw/ | under raw/",
                "lambda-eventbridge:default?source=x&keyField=processed_key&prefix=processed/&suffix=.gz,.zip | .gz or .zip"
            })
    void shouldRefuse_whenObjectIsNotTheRoutesOwn(String uri, String expected) {
        Map<String, Object> event = with(Events.event("custom-event"), "source", "x");

        assertThatThrownBy(() -> ENDPOINTS.of(uri).arrivals(event))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CamelAwsS3BucketName", "camelx", "CAMELHttpUri", "org.apache.camel.y", "Org.Apache.Camel.z"})
    void shouldMakeNoHeader_whenFieldIsNamedLikeCamels(String name) {
        Map<String, Object> event = with(Events.event("custom-event"), name, "their-bucket");

        Arrival arrival = ENDPOINTS.of(SOURCE).arrivals(event).get(0);

        assertThat(arrival.headers()).doesNotContainKey(name).doesNotContainValue("their-bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "kinesis", "api-gateway", "s3-test-event"})
    void shouldSayWhatWasExpected_whenItIsNoEvent(String event) {
        assertThatThrownBy(() -> ENDPOINTS.of(SOURCE).arrivals(Events.event(event)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith(
                        "Expected an EventBridge event (fields source, detail-type and detail), but a ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lambda-eventbridge:default?source=other | Expected an event of source \"other\", but one of"
                        + " \"health.data.ingestor\" came.",
                "lambda-eventbridge:default?detailType=Other | Expected an event of detail-type \"Other\", but one of \"Data"
                        + " Processing Complete\" came."
            })
    void shouldRefuse_whenEventIsAnother(String uri, String message) {
        assertThatThrownBy(() -> ENDPOINTS.of(uri).arrivals(Events.event("custom-event")))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuse_whenEventHasNeitherIdNorCause() {
        Map<String, Object> event =
                Map.of("source", "health.data.ingestor", "detail-type", "x", "detail", Map.of("correlation_id", " "));

        assertThatThrownBy(() -> ENDPOINTS.of(SOURCE).arrivals(event))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageEndingWith("but an event without id came.");
    }

    @Test
    void shouldRefuseTheEndpoint_whenEveryEventWouldStartTheRoute() {
        assertThatThrownBy(() -> ENDPOINTS.of("lambda-eventbridge:default"))
                .rootCause()
                .hasMessage(
                        "lambda-eventbridge needs source, detailType or pattern; else every event would start the route");
    }

    @Test
    void shouldJoinFileAndOptions_whenPatternIsGiven(@TempDir Path routes) throws IOException {
        Files.writeString(routes.resolve("p.json"), "{\"detail\":{\"status\":[\"success\"]},\"source\":[\"x\"]}");
        LambdaEndpoint endpoint = ENDPOINTS.of("lambda-eventbridge:default?pattern=p.json&source=s&detailType=t");
        Properties properties = new Properties();
        properties.setProperty("dromedary.routes", routes.toString());
        ENDPOINTS.context().getPropertiesComponent().setOverrideProperties(properties);

        assertThat(endpoint.eventPattern())
                .isEqualTo(Map.of(
                        "detail", Map.of("status", List.of("success")),
                        "source", List.of("s"),
                        "detail-type", List.of("t")));
    }

    @Test
    void shouldSayWhichFile_whenPatternIsMissing() {
        LambdaEndpoint endpoint = ENDPOINTS.of("lambda-eventbridge:default?pattern=none.json");

        assertThatThrownBy(() -> endpoint.eventPattern())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lambda-eventbridge: the pattern none.json can't be read from the routes folder");
    }

    @Test
    void shouldUnderstandItsOwnSample_whenPriming() {
        LambdaEndpoint endpoint = ENDPOINTS.of(SOURCE);

        assertThat(endpoint.arrivals(endpoint.sample()))
                .singleElement(InstanceOfAssertFactories.type(Arrival.class))
                .extracting(Arrival::correlationId)
                .isEqualTo("sample");
    }

    private static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(event);
        changed.put(field, value);
        return changed;
    }
}
