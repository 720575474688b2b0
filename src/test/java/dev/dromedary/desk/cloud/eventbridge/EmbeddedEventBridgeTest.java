package dev.dromedary.desk.cloud.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.s3.ObjectChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

class EmbeddedEventBridgeTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private EmbeddedEventBridge bridge;

    @BeforeEach
    void open() throws IOException {
        bridge = new EmbeddedEventBridge(
                folder.resolve("events.ndjson"),
                "eu-central-1",
                2,
                (rule, event, cause) -> failures.add(rule + ": " + cause.getMessage()));
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    private static PutEventsRequestEntry.Builder entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("health.data")
                .detailType("Done")
                .detail(detail);
    }

    private PutEventsResponse put(PutEventsRequestEntry.Builder... entries) {
        return bridge.putEvents(put ->
                put.entries(List.of(entries).stream().map(each -> each.build()).toList()));
    }

    private List<JsonNode> log() throws IOException {
        return Files.readAllLines(folder.resolve("events.ndjson")).stream()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    @Test
    void shouldDeliverTheEventAsAwsDoes_whenARuleMatches() throws Exception {
        bridge.rule("default", "done", "{\"source\":[\"health.data\"]}", events::add);
        bridge.rule("default", "other", "{\"source\":[\"other\"]}", event -> failures.add("wrong rule"));

        PutEventsResponse response = put(entry("{\"counts\":{\"valid\":2.50},\"text\":\"ü\"}")
                .time(Instant.parse("2026-02-03T04:05:06.789Z"))
                .resources("arn:aws:s3:::b"));

        assertThat(response.failedEntryCount()).isZero();
        assertThat(bridge.awaitIdle(LONG)).isTrue();
        String id = response.entries().get(0).eventId();
        assertThat(UUID.fromString(id).version()).isEqualTo(4);
        assertThat(events)
                .containsExactly("{\"version\":\"0\",\"id\":\"" + id + "\",\"detail-type\":\"Done\","
                        + "\"source\":\"health.data\",\"account\":\"000000000000\",\"time\":\"2026-02-03T04:05:06Z\","
                        + "\"region\":\"eu-central-1\",\"resources\":[\"arn:aws:s3:::b\"],"
                        + "\"detail\":{\"counts\":{\"valid\":2.50},\"text\":\"ü\"}}");
        assertThat(Files.readString(folder.resolve("events.ndjson"))).isEqualTo(events.get(0) + "\n");
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldRefuseEntriesOneByOne_whenTheyLackSomething() throws IOException {
        PutEventsResponse response = put(
                entry("{}"),
                entry("{}").source(null),
                entry("{}").detailType(""),
                entry("{}").detail(null),
                entry("[1]"),
                entry("{a=1}"),
                entry("{} {}"),
                entry("{}").source("aws.s3"));

        assertThat(response.failedEntryCount()).isEqualTo(7);
        assertThat(response.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(
                        null,
                        "InvalidArgument",
                        "InvalidArgument",
                        "InvalidArgument",
                        "MalformedDetail",
                        "MalformedDetail",
                        "MalformedDetail",
                        "NotAuthorizedForSourceException");
        assertThat(log()).hasSize(1);
    }

    @Test
    void shouldRefuseTheRequest_whenItIsTooMuchOrForNoBus() throws IOException {
        PutEventsRequestEntry.Builder[] eleven = new PutEventsRequestEntry.Builder[11];
        Arrays.fill(eleven, entry("{}"));
        assertThat(code(() -> put(eleven))).isEqualTo("ValidationException");
        assertThat(code(() -> put())).isEqualTo("ValidationException");
        assertThat(code(() -> put(entry("{\"x\":\"" + "y".repeat(1024 * 1024) + "\"}"))))
                .isEqualTo("ValidationException");
        assertThatThrownBy(() -> put(entry("{}"), entry("{}").eventBusName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(code(() -> put(entry("{}").eventBusName("nowhere")))).isEqualTo("ResourceNotFoundException");

        assertThat(log()).isEmpty();
    }

    private static String code(ThrowingCallable call) {
        EventBridgeException error = catchThrowableOfType(EventBridgeException.class, call);
        assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
        return error.awsErrorDetails().errorCode();
    }

    @Test
    void shouldKeepBusesApart_whenThereAreSeveral() throws Exception {
        bridge.bus("health");
        bridge.createEventBus(create -> create.name("orders"));
        bridge.rule("health", "all", "{\"source\":[\"health.data\"]}", event -> events.add("health"));
        bridge.rule("orders", "all", "{\"source\":[\"health.data\"]}", event -> events.add("orders"));

        put(entry("{}"));
        put(entry("{}").eventBusName("arn:aws:events:eu-central-1:000000000000:event-bus/orders"));

        assertThat(bridge.awaitIdle(LONG)).isTrue();
        assertThat(events).containsExactly("orders");
        assertThat(bridge.listEventBuses(list -> {}).eventBuses())
                .extracting(bus -> bus.name())
                .containsExactly("default", "health", "orders");
        assertThat(log()).hasSize(2);
    }

    @Test
    void shouldMatchAsEventBridgeDoes_whenThePatternHasAWildcard() throws Exception {
        bridge.rule("default", "uploads", """
                {"source":["aws.s3"],"detail-type":["Object Created"],
                 "detail":{"bucket":{"name":["b"]},"object":{"key":[{"wildcard":"raw/*.csv"},{"wildcard":"raw/*.gz"}]}}}
                """, event -> {
            try {
                events.add(mapper.readTree(event).at("/detail/object/key").textValue());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        for (String key : List.of("raw/a.csv", "raw/a/b.csv", "raw/x.csv.gz", "raw/a.txt", "processed/raw/a.csv")) {
            bridge.objectChanged(new ObjectChange(
                    "b", key, 1, "e", null, "0A", Instant.now(), ObjectChange.Type.CREATED, "PutObject"));
        }

        assertThat(bridge.awaitIdle(LONG)).isTrue();
        assertThat(events).containsExactlyInAnyOrder("raw/a.csv", "raw/a/b.csv", "raw/x.csv.gz");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"source\":\"x\"}", "{\"source\":[{\"prefx\":\"x\"}]}"})
    void shouldSayOneSentence_whenThePatternIsNotValid(String pattern) {
        assertThatThrownBy(() -> bridge.rule("default", "bad", pattern, events::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The event pattern of rule bad is not valid: ")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message).hasLineCount(1));
        bridge.rule("default", "bad", "{\"source\":[\"x\"]}", events::add);
        assertThatThrownBy(() -> bridge.rule("default", "bad", "{\"source\":[\"x\"]}", events::add))
                .hasMessage("There is a rule bad already.");
    }

    @Test
    void shouldBeIdleAfterTheLast_whenEventsCauseEvents() throws Exception {
        bridge.rule("default", "cascade", "{\"source\":[\"health.data\"]}", event -> {
            events.add(event);
            int left = mapperRead(event).at("/detail/left").intValue();
            if (left > 0) {
                put(entry("{\"left\":" + (left - 1) + "}"), entry("{\"left\":" + (left - 1) + "}"));
            }
        });

        put(entry("{\"left\":6}"));

        assertThat(bridge.awaitIdle(LONG)).isTrue();
        assertThat(bridge.idle()).isTrue();
        assertThat(events).hasSize(127);
        assertThat(log()).hasSize(127);
    }

    private JsonNode mapperRead(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldReportTheFailure_whenATargetThrows() throws Exception {
        bridge.rule("default", "fails", "{\"source\":[\"health.data\"]}", event -> {
            throw new IllegalStateException("no such column");
        });
        bridge.rule("default", "dies", "{\"source\":[\"health.data\"]}", event -> {
            throw new AssertionError("even this");
        });

        put(entry("{}"));

        assertThat(bridge.awaitIdle(LONG)).isTrue();
        assertThat(failures).containsExactlyInAnyOrder("fails: no such column", "dies: even this");
    }

    @Test
    void shouldReportWhatWaits_whenItIsClosed() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        bridge.rule("default", "slow", "{\"source\":[\"health.data\"]}", event -> {
            busy.countDown();
            await(go);
            events.add(event);
        });
        put(entry("{}"), entry("{}"), entry("{}"));
        busy.await();
        assertThat(bridge.idle()).isFalse();
        assertThat(bridge.awaitIdle(Duration.ofMillis(1))).isFalse();

        Thread closing = new Thread(bridge::close);
        closing.start();
        while (failures.isEmpty()) {
            Thread.onSpinWait();
        }
        go.countDown();
        closing.join();

        assertThat(events).hasSize(2);
        assertThat(failures).containsExactly("slow: The event bus was closed before the event was delivered.");
        assertThat(bridge.idle()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
