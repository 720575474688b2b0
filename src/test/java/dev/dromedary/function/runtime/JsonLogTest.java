package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class JsonLogTest {

    private static final Logger LOG = LoggerFactory.getLogger("dev.dromedary.test");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private PrintStream before;

    @BeforeEach
    @BeforeProperty
    void catchTheLog() {
        before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        JsonLog.install();
    }

    @AfterEach
    @AfterProperty
    void restoreTheLog() throws IOException {
        System.setErr(before);
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void shouldSayWhoAndWhat_whenInvocationLogs() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-s3:" + Events.BUCKET)) {
            route.failOn("raw/two.csv.gz");
            try (MDC.MDCCloseable id = MDC.putCloseable("route", "r");
                    MDC.MDCCloseable request = MDC.putCloseable("request_id", "q")) {
                route.invoke(Events.batch(List.of(
                        Events.message("m1", null, Events.event("s3-created")),
                        Events.message("m2", null, Events.event("s3-created-several")))));
            }
        }

        List<Map<String, Object>> lines = lines();

        assertThat(lines).hasSize(5).allSatisfy(line -> assertThat(line)
                .containsEntry("route", "r")
                .containsEntry("request_id", "q")
                .containsKeys("timestamp", "level", "message", "correlation_id"));
        assertThat(lines.get(0))
                .containsEntry("level", "INFO")
                .containsEntry("outcome", "done")
                .containsEntry("correlation_id", "dromedary-health/raw/health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko")
                .containsEntry("message", "done: dromedary-health/raw/health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko");
        assertThat(lines.get(2))
                .containsEntry("level", "ERROR")
                .containsEntry("error", "java.lang.IllegalStateException")
                .containsEntry(
                        "message", "failed: message m2, dromedary-health/raw/two.csv.gz@v2: refused raw/two.csv.gz")
                .hasEntrySatisfying("stack", stack -> assertThat((String) stack).contains("\tat "));
    }

    @Test
    void shouldTellTheTriesAndWhatIsHeldUp_whenMessagesFail() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-sqs:q.fifo?format=json&maxReceiveCount=3")) {
            route.invoke(Events.batch(List.of(
                    received("a1", "a", "2", "{"), received("a2", "a", "2", "{}"), received("b1", "b", "3", "{"))));
        }

        assertThat(lines())
                .extracting(line -> line.get("level") + " " + line.get("message"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "ERROR failed: message a1 (try 2 of 3): Expected JSON, but text that is none"),
                        line -> assertThat(line)
                                .startsWith(
                                        "ERROR failed: message b1 (try 3 of 3, the last before the dead-letter queue):"
                                                + " Expected JSON"),
                        line -> assertThat(line)
                                .isEqualTo("WARN not tried: message a2 (try 2 of 3): held up by a failure before it in"
                                        + " its message group"));
    }

    private static Map<String, Object> received(String id, String group, String times, String body) {
        Map<String, Object> message = new LinkedHashMap<>(Events.message(id, group, body));
        message.put("attributes", Map.of("MessageGroupId", group, "ApproximateReceiveCount", times));
        return message;
    }

    @Test
    void shouldLeaveTheStackOut_whenTheEventIsToBlame() throws Exception {
        try (RecordingRoute route = RecordingRoute.start("lambda-s3:" + Events.BUCKET)) {
            route.invoke(Events.batch(List.of(Events.message("m1", null, "no JSON"))));
        }

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("level", "ERROR")
                .doesNotContainKeys("stack", "error"));
    }

    @Test
    void shouldBeSilent_whenPriming() {
        JsonLog.silently(() -> LOG.error("priming"));
        LOG.info("after");

        assertThat(lines()).extracting(line -> line.get("message")).containsExactly("after");
    }

    @Test
    void shouldCutTheStack_whenItIsEndless() {
        LOG.error("deep", new IllegalStateException("x".repeat(300_000)));

        assertThat(written.size()).isLessThan(20_000);
        assertThat(lines()).hasSize(1);
    }

    @Property(tries = 300)
    void shouldStayOneLine_whenTextIsHostile(@ForAll String hostile) {
        written.reset();
        try (MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", hostile)) {
            LOG.warn("{}", hostile);
        }

        assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        // What UTF-8 can't hold (half a surrogate pair) comes as a question mark.
        String expected = new String(hostile.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("message", expected)
                .containsEntry("correlation_id", expected));
    }

    @Test
    void shouldSayNothingAboutOthersRoutine_whenTheyAreChatty() {
        Logger chatty = LoggerFactory.getLogger("org.apache.camel.impl");

        chatty.info("started");
        chatty.warn("odd");

        assertThat(lines()).extracting(line -> line.get("message")).containsExactly("odd");
    }

    @Test
    void shouldNameTheRequest_whenFunctionIsInvoked(@org.junit.jupiter.api.io.TempDir java.nio.file.Path routes)
            throws Exception {
        java.nio.file.Files.createDirectories(routes.resolve("p"));
        ErrorsFile.copyTo(routes);
        java.nio.file.Files.writeString(
                routes.resolve("p/do.camel.yaml"),
                "- route: {id: p-do, from: {uri: 'lambda-s3:dromedary-health', steps: [{to: 'mock:x'}]}}\n");

        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", context -> {})) {
            function.invoke(Events.event("s3-created"), Invocation.starting("req-7", Duration.ofMinutes(1)));
        }

        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("route", "p-do")
                .containsEntry("request_id", "req-7"));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private List<Map<String, Object>> lines() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonDocument::parse)
                .toList();
    }
}
