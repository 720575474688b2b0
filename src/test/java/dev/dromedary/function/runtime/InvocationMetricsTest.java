package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import dev.dromedary.function.metrics.MetricsLog;
import dev.dromedary.function.trigger.http.HttpEvents;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions measure that is no matter of a step: queues, streams, requests, and what can't be read. */
class InvocationMetricsTest {

    private static final BigDecimal NONE = BigDecimal.ZERO;

    @TempDir
    private Path routes;

    private final MetricsLog log = new MetricsLog();
    private Processor work = exchange -> {
        String body = exchange.getMessage().getBody(String.class);
        Measures.of(exchange).use(Metric.BYTES_IN, 10);
        Measures.of(exchange).take(1);
        if (body.startsWith("bad")) {
            throw new IllegalStateException(body);
        }
        if (body.startsWith("again")) {
            exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.DONE_ALREADY);
        }
    };
    private RouteFunction function;
    private String deployed;

    @AfterEach
    void stop() {
        function.close();
    }

    @Test
    void shouldCountJustTheFailedMessages_whenQueueDelivers() throws Exception {
        start("lambda-sqs:q", log.output());

        invoke(Events.batch(List.of(
                Events.message("1", null, "good"),
                Events.message("2", null, "bad"),
                Events.message("3", null, "good"),
                Events.message("4", null, "bad"))));

        assertThat(log.sums())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "FailedItems", BigDecimal.valueOf(2),
                        "BytesIn", BigDecimal.valueOf(40),
                        "RecordsIn", BigDecimal.valueOf(2),
                        "RecordsValid", BigDecimal.valueOf(2),
                        "RecordsRejected", NONE,
                        "DuplicatesSkipped", NONE));
    }

    @Test
    void shouldCountWhatIsHeldUp_whenQueueKeepsAnOrder() throws Exception {
        start("lambda-sqs:q.fifo", log.output());

        invoke(Events.batch(List.of(
                Events.message("1", "a", "bad"), Events.message("2", "a", "good"), Events.message("3", "b", "good"))));

        assertThat(log.sums()).containsEntry("FailedItems", BigDecimal.valueOf(2));
    }

    @Test
    void shouldSayThatNoneFailed_whenStreamIsReadToItsEnd() throws Exception {
        start("lambda-kinesis:s?format=text", log.output());

        invoke(Events.batch(List.of(Events.record("7", bytes("good")), Events.record("8", bytes("again")))));

        assertThat(log.sums()).containsEntry("FailedItems", NONE).containsEntry("DuplicatesSkipped", BigDecimal.ONE);
    }

    @Test
    void shouldCountTheRecordGivenBack_whenStreamStopsAtIt() throws Exception {
        start("lambda-kinesis:s?format=text", log.output());

        invoke(Events.batch(List.of(Events.record("7", bytes("bad")), Events.record("8", bytes("good")))));

        assertThat(log.sums()).containsEntry("FailedItems", BigDecimal.ONE);
    }

    @Test
    void shouldMeasureOnce_whenCallerIsAnswered() throws Exception {
        work = exchange -> Measures.of(exchange).take(3);
        start("lambda-http:/x?method=POST", log.output());

        invoke(HttpEvents.request("POST", "/x"));

        assertThat(log.sums()).containsEntry("RecordsIn", BigDecimal.valueOf(3)).doesNotContainKey("FailedItems");
    }

    @Test
    void shouldMeasureTheDuration_whenEventCannotBeRead() throws Exception {
        start("lambda-sqs:q", log.output());

        assertThatThrownBy(() -> function.handle(() -> JsonDocument.parse("<xml>"), invocation()))
                .isInstanceOf(UnexpectedEventException.class);

        assertThat(log.sums()).containsExactly(Map.entry("DuplicatesSkipped", NONE));
    }

    @Test
    void shouldNameTheRouteAndTheRequest_whenWritten() throws Exception {
        start("lambda-sqs:q", log.output());

        invoke(Map.of());

        assertThat(log.documents()).singleElement().satisfies(document -> {
            assertThat(document.path("pipeline").textValue()).isEqualTo("orders");
            assertThat(document.path("route").textValue()).isEqualTo("orders-take-in");
            assertThat(document.path("request_id").textValue()).isEqualTo("request");
            assertThat(document.at("/_aws/CloudWatchMetrics/0/Namespace").textValue())
                    .isEqualTo("Dromedary");
            assertThat(document.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                    .isEqualTo("[[\"pipeline\",\"route\"]]");
        });
    }

    @Test
    void shouldBeApartFromOtherEnvironments_whenDeployed() throws Exception {
        deployed = "prod";
        start("lambda-sqs:q", log.output());

        invoke(Map.of());

        assertThat(log.documents()).singleElement().satisfies(document -> {
            assertThat(document.path("environment").textValue()).isEqualTo("prod");
            assertThat(document.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                    .isEqualTo("[[\"environment\",\"pipeline\",\"route\"]]");
        });
    }

    @Test
    void shouldSucceedAllTheSame_whenMetricsCannotBeWritten() throws Exception {
        start("lambda-sqs:q", new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                throw new IllegalStateException("full");
            }
        });

        assertThat(invoke(Events.batch(List.of(Events.message("1", null, "good")))))
                .isEqualTo(Map.of("batchItemFailures", List.of()));
    }

    @Test
    void shouldPrintNothing_whenNobodyAsksForMetrics() throws Exception {
        start("lambda-sqs:q", null);

        assertThat(invoke(Map.of())).isEqualTo(Map.of("batchItemFailures", List.of()));
        assertThat(log.documents()).isEmpty();
    }

    private void start(String uri, PrintStream output) throws Exception {
        Files.createDirectories(routes.resolve("orders"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("orders/take-in.camel.yaml"), """
                - route:
                    id: orders-take-in
                    from:
                      uri: "%s"
                      steps:
                        - process:
                            ref: work
                """.formatted(uri));
        function = RouteFunction.start(RouteFiles.of(routes, "orders-take-in"), "orders-take-in", context -> {
            context.getRegistry().bind("work", Processor.class, (Processor) this::process);
            if (deployed != null) {
                context.getPropertiesComponent().addOverrideProperty("dromedary.environment", deployed);
            }
            if (output != null) {
                context.getRegistry().bind(InvocationMetrics.OUTPUT, PrintStream.class, output);
            }
        });
    }

    private void process(Exchange exchange) throws Exception {
        work.process(exchange);
    }

    private Map<String, Object> invoke(Map<String, Object> event) {
        return function.invoke(event, invocation());
    }

    private static Invocation invocation() {
        return Invocation.starting("request", Duration.ofMinutes(1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
