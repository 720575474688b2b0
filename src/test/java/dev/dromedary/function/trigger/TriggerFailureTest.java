package dev.dromedary.function.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RecordingRoute;
import dev.dromedary.function.trigger.http.HttpEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Lambda is told, for each trigger: nothing failed, some did, all did, the event is another's, it is empty, it is huge. */
class TriggerFailureTest {

    private static final String S3 = "lambda-s3:" + Events.BUCKET + "?prefix=raw/";
    private static final int MANY = 10_000;

    // The log manager holds its loggers weakly.
    private final Logger log = Logger.getLogger(LambdaConsumer.class.getName());

    @BeforeEach
    void silence() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        log.setLevel(null);
    }

    /** One event an invocation: it succeeds or it fails. */
    @ParameterizedTest
    @CsvSource({
        "lambda-s3:dromedary-health?prefix=raw/, s3-created",
        "lambda-s3:dromedary-health?prefix=raw/, eventbridge-created",
        "lambda-eventbridge:default?source=health.data.ingestor, custom-event",
        "lambda-schedule:daily?expression=rate(1 day), scheduled-scheduler",
        "lambda-schedule:daily?expression=rate(1 day), scheduled-rule"
    })
    void shouldFailTheInvocation_whenItsOneEventFails(String uri, String event) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            assertThat(route.invoke(Events.event(event))).containsKey("outcomes");

            route.onEach(exchange -> {
                throw new IllegalStateException("refused");
            });
            assertThatThrownBy(() -> route.invoke(Events.event(event)))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("refused");
            assertThat(route.exchanges()).hasSize(2);
        }
    }

    /** A request is answered, whatever happens; a failure inside is ours. */
    @Test
    void shouldAnswer_whenARequestFails() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-http:/x?method=GET&authorization=none")) {
            Map<String, Object> request = HttpEvents.request("GET", "/x");
            route.onEach(exchange -> exchange.getMessage().setBody("fine"));
            assertThat(route.invoke(request)).containsEntry("statusCode", 200);

            route.onEach(exchange -> {
                throw new IllegalStateException("secret");
            });
            assertThat(route.invoke(request)).containsEntry("statusCode", 500);
            assertThat(route.invoke(request).toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lambda-s3:dromedary-health, kinesis",
        "lambda-s3:dromedary-health, http-json",
        "lambda-eventbridge:default?source=x, kinesis",
        "lambda-eventbridge:default?source=x, http-json",
        "lambda-sqs:q, kinesis",
        "lambda-sqs:q, s3-created",
        "lambda-kinesis:s, sqs-standard",
        "lambda-kinesis:s, scheduled-rule",
        "lambda-http:/x?method=GET, sqs-standard",
        "lambda-http:/x?method=GET, kinesis",
        "lambda-schedule:daily?expression=rate(1 day), kinesis",
        "lambda-schedule:daily?expression=rate(1 day), http-json"
    })
    void shouldSayWhatWasExpectedAndWhatCame_whenTheEventIsAnothers(String uri, String event) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            assertThatThrownBy(() -> route.invoke(Events.event(event)))
                    .isInstanceOf(InvocationFailedException.class)
                    .message()
                    .contains("Expected ", "came")
                    .doesNotContain("Exception", "\n");
            assertThat(route.exchanges()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lambda-s3:dromedary-health, {}",
        "lambda-s3:dromedary-health, {\"Records\":[]}",
        "lambda-eventbridge:default?source=x, {}",
        "lambda-sqs:q, {}",
        "lambda-sqs:q, {\"Records\":[]}",
        "lambda-kinesis:s, {}",
        "lambda-kinesis:s, {\"Records\":[]}",
        "lambda-http:/x?method=GET, {}",
        "lambda-schedule:daily?expression=rate(1 day), {}"
    })
    void shouldDoNothing_whenThereIsNothing(String uri, String event) throws Exception {
        try (RecordingRoute route = RecordingRoute.start(uri)) {
            route.invoke(JsonDocument.parse(event));

            assertThat(route.exchanges()).isEmpty();
        }
    }

    @Test
    void shouldTryEachAndNameTheFailed_whenTenThousandObjectsAreAnnouncedAtOnce() throws Exception {
        try (RecordingRoute route = RecordingRoute.start(S3)) {
            List<Object> records = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                records.addAll((List<?>) Events.created("raw/" + i).get("Records"));
            }
            assertThat((List<?>) route.invoke(Map.of("Records", records)).get("outcomes"))
                    .hasSize(MANY);

            route.forget();
            route.failOn("raw/0", "raw/9999");
            assertThatThrownBy(() -> route.invoke(Map.of("Records", records)))
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("raw/0")
                    .hasMessageContaining("raw/9999");
            assertThat(route.exchanges()).hasSize(MANY);
        }
    }
}
