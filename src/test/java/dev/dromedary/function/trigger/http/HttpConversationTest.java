package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RecordingRoute;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ValidationException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConversationTest {

    private static final String ID = "JKJaXmPLvHcESHA=";

    private RecordingRoute route;

    @BeforeEach
    void startRoute() throws Exception {
        route = RecordingRoute.start("lambda-http:/pipelines?method=POST&maximumBody=50&cors=https://example.com");
    }

    @AfterEach
    void stopRoute() {
        route.close();
    }

    private static Map<String, Object> post() {
        return HttpEvents.post("application/json", "{\"a\":1}");
    }

    private static Map<String, Object> headers(Map<String, Object> response) {
        return Fields.object(response, "headers");
    }

    private static Map<String, Object> problem(Map<String, Object> response) {
        assertThat(headers(response)).containsEntry("content-type", "application/problem+json");
        return JsonDocument.parse(Fields.text(response, "body"));
    }

    @Test
    void shouldAnswerWithJson_whenTheBodyIsAMap() {
        route.onEach(exchange -> exchange.getMessage().setBody(Map.of("id", 1)));

        Map<String, Object> response = route.invoke(Events.event("http-json"));

        assertThat(response)
                .isEqualTo(Map.of(
                        "statusCode",
                        200,
                        "headers",
                        Map.of(
                                "content-type",
                                "application/json",
                                "access-control-allow-origin",
                                "https://example.com",
                                "vary",
                                "origin"),
                        "body",
                        "{\"id\":1}",
                        "isBase64Encoded",
                        false));
        assertThat(route.exchanges().get(0).properties())
                .containsEntry("correlationId", ID)
                .containsEntry("caller", "192.0.2.1")
                .containsEntry(LedgerProperties.WAITS_IN_PLACE, false);
    }

    @Test
    void shouldAnswerWithoutContent_whenTheBodyIsNull() {
        route.onEach(exchange -> exchange.getMessage().setBody(null));

        assertThat(route.invoke(post()))
                .containsEntry("statusCode", 204)
                .doesNotContainKey("body")
                .containsEntry("headers", Map.of("vary", "origin"));
    }

    @Test
    void shouldAnswerWithBytes_whenTheBodyIsAStreamOrBytes() {
        byte[] bytes = {0, -1, 10};
        route.onEach(exchange -> exchange.getMessage().setBody(bytes));
        Map<String, Object> ofBytes = route.invoke(post());
        route.onEach(exchange -> exchange.getMessage().setBody(new ByteArrayInputStream(bytes)));
        Map<String, Object> ofStream = route.invoke(post());

        assertThat(ofBytes).isEqualTo(ofStream).containsEntry("body", "AP8K").containsEntry("isBase64Encoded", true);
        assertThat(headers(ofBytes)).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void shouldSendWhatTheRouteHasSet_whenItDidNotComeWithTheRequest() {
        route.onEach(exchange -> {
            exchange.getMessage().setBody("a,b");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, "201");
            exchange.getMessage().setHeader("Location", "/pipelines/1");
            exchange.getMessage().setHeader("Content-Type", "text/csv");
            exchange.getMessage().setHeader("x-set", 1);
            exchange.getMessage().setHeader("Set-Cookie", List.of("a=1", "b=2"));
            exchange.getMessage().setHeader("CamelAwsS3Key", "secret");
            exchange.getMessage().setHeader("Transfer-Encoding", "chunked");
            exchange.getMessage().setHeader("object", new Object());
        });
        Map<String, Object> request = HttpEvents.header(post(), "x-request", "1");

        Map<String, Object> response = route.invoke(request);

        assertThat(response).containsEntry("statusCode", 201).containsEntry("cookies", List.of("a=1", "b=2"));
        assertThat(headers(response))
                .containsOnly(
                        Map.entry("content-type", "text/csv"),
                        Map.entry("location", "/pipelines/1"),
                        Map.entry("x-set", "1"),
                        Map.entry("vary", "origin"));
    }

    @Test
    void shouldSendAHeader_whenTheRouteSetsTheValueThatCame() {
        route.onEach(exchange -> {
            exchange.getMessage().setBody("{}");
            exchange.getMessage().setHeader("Content-Type", "application/json");
        });

        assertThat(headers(route.invoke(post()))).containsEntry("content-type", "application/json");
    }

    @Test
    void shouldAllowNoOrigin_whenItIsAnother() {
        assertThat(headers(route.invoke(HttpEvents.header(post(), "origin", "https://evil.example.com"))))
                .doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            nullValues = "null",
            value = {
                "POST | /other | application/json | {} | 404 | Not Found | There is nothing at this path.",
                "POST | /pipelines/ | application/json | {} | 404 | Not Found | There is nothing at this path.",
                "GET | /pipelines | null | null | 405 | Method Not Allowed | This path is for POST only.",
                "OPTIONS | /pipelines | null | null | 405 | Method Not Allowed | This path is for POST only.",
                "POST | /pipelines | text/csv | a | 415 | Unsupported Media Type | The body's content type is text/csv; it"
                        + " has to be application/json.",
                "POST | /pipelines | null | a | 415 | Unsupported Media Type | The body's content type is not told; it has"
                        + " to be application/json.",
                "POST | /pipelines | application/json;charset=latin1 | {} | 415 | Unsupported Media Type | The body's"
                        + " charset is latin1; it has to be utf-8.",
                "POST | /pipelines | application/json | [\"123456789012345678901234567890123456789012345678\"] | 413 |"
                        + " Content Too Large | The body has 52 bytes; it may have 50.",
                "POST | /pipelines | application/json | {\"a\":x} | 400 | Bad Request | Expected JSON, but text that is"
                        + " none (at line 1, column 7) came."
            })
    void shouldSayWhatIsWrong_whenTheCallerHasMadeAMistake(
            String method, String path, String type, String body, int status, String title, String detail) {
        Map<String, Object> request = HttpEvents.post(type, body);
        request.put("rawPath", path);
        Fields.object(Fields.object(request, "requestContext"), "http").put("method", method);

        Map<String, Object> response = route.invoke(request);

        assertThat(response).containsEntry("statusCode", status);
        assertThat(problem(response))
                .isEqualTo(Map.of(
                        "type", "about:blank", "title", title, "status", status, "detail", detail, "instance", ID));
        assertThat(route.exchanges()).isEmpty();
    }

    @Test
    void shouldNameTheMethod_whenItIsAnother() {
        assertThat(headers(route.invoke(HttpEvents.request("GET", "/pipelines"))))
                .containsEntry("allow", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "\"a", "{\"a\":1}}", " "})
    void shouldSayWhereJsonBreaks_whateverIsWrongWithIt(String json) {
        Map<String, Object> response = route.invoke(HttpEvents.post("application/json", json));

        assertThat(response).containsEntry("statusCode", 400);
        assertThat(problem(response).get("detail").toString())
                .startsWith("Expected JSON, but ")
                .doesNotContain("Source", "com.fasterxml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000", "a\nb"})
    void shouldRefuseTheKey_whenItCanBeNone(String key) {
        assertThat(route.invoke(HttpEvents.header(post(), "idempotency-key", key)))
                .containsEntry("statusCode", 400);
        assertThat(route.invoke(HttpEvents.header(post(), "idempotency-key", "k".repeat(256))))
                .containsEntry("statusCode", 400);
        assertThat(route.invoke(HttpEvents.header(post(), "idempotency-key", "k".repeat(255))))
                .containsEntry("statusCode", 200);
    }

    @Test
    void shouldSayThatItIsDone_whenTheRequestWasDoneBefore() {
        route.onEach(exchange -> exchange.setProperty(LedgerProperties.OUTCOME, LedgerProperties.DONE_ALREADY));

        assertThat(route.invoke(post()))
                .containsEntry("statusCode", 200)
                .containsEntry("body", "{\"status\":\"done already\"}");
    }

    @Test
    void shouldAnswerWithTheRoutesStatus_whenTheRouteThrowsARequestException() {
        route.onEach(exchange -> {
            throw new CamelExchangeException("split", exchange, new RequestException(422, "The pipeline is unknown."));
        });

        Map<String, Object> response = route.invoke(post());

        assertThat(response).containsEntry("statusCode", 422);
        assertThat(problem(response))
                .containsEntry("title", "Unprocessable Content")
                .containsEntry("detail", "The pipeline is unknown.");
    }

    @Test
    void shouldAnswerAllTheSame_whenARequestExceptionSaysNothing() {
        route.onEach(exchange -> {
            throw new RequestException(null);
        });

        assertThat(problem(route.invoke(post()))).containsEntry("detail", "The request is wrong.");
    }

    @Test
    void shouldRefuseAStatus_whenItIsNotTheCallersFault() {
        assertThatThrownBy(() -> new RequestException(500, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The status of a request that is wrong is 400 to 499, but 500 was given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/%", "/files/%zz", "/files/%2", "/files/%FF", "/files/%C3%28"})
    void shouldRefuseThePath_whenItsEncodingIsBroken(String path) throws Exception {
        try (RecordingRoute files = RecordingRoute.start("lambda-http:/files/{name}?method=GET")) {
            Map<String, Object> response = files.invoke(HttpEvents.functionUrl(HttpEvents.request("GET", path)));

            assertThat(response).containsEntry("statusCode", 400);
            assertThat(problem(response)).containsEntry("detail", "The path's percent-encoding is broken.");
        }
    }

    @Test
    void shouldLogTheReason_whenTheCallerDoesNotGetIt() {
        route.onEach(exchange -> {
            throw new IllegalArgumentException("password of the\ntable");
        });
        List<LogRecord> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(HttpConversation.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            route.invoke(post());
            route.invoke(HttpEvents.request("GET", "/pipelines"));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged)
                .extracting(LogRecord::getLevel, LogRecord::getMessage)
                .containsExactly(
                        tuple(Level.SEVERE, "failed: " + ID + ": password of the\\u000atable"),
                        tuple(Level.WARNING, "refused: 405: " + ID + ": This path is for POST only."));
    }

    @Test
    void shouldShowNoExpression_whenTheRoutesValidationFails() {
        route.onEach(exchange -> {
            throw new ValidationException(exchange, "secret expression");
        });

        Map<String, Object> response = route.invoke(post());

        assertThat(response).containsEntry("statusCode", 400);
        assertThat(problem(response)).containsEntry("detail", "The request breaks a rule of this path.");
    }

    @Test
    void shouldShowNothingInternal_whenTheRouteFails() {
        route.onEach(exchange -> {
            throw new IllegalArgumentException("password of the table");
        });

        Map<String, Object> response = route.invoke(post());

        assertThat(response).containsEntry("statusCode", 500);
        assertThat(headers(response)).containsEntry("cache-control", "no-store");
        assertThat(problem(response))
                .containsEntry("instance", ID)
                .containsEntry("detail", "The request could not be handled; its log has the reason.");
    }

    @Test
    void shouldAnswer500_whenTheResponseCanBeNone() {
        List<Processor> defects = List.of(
                exchange -> exchange.getMessage().setBody(new Object()),
                exchange -> exchange.getMessage().setBody(Map.of("at", new Object())),
                exchange -> exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 99),
                exchange -> exchange.getMessage().setHeader("location", "/a\r\nset-cookie: b"),
                exchange -> exchange.getMessage().setBody("x".repeat(HttpOptions.MAXIMUM_PAYLOAD)),
                exchange -> exchange.getMessage().setBody("\u0001".repeat(HttpOptions.MAXIMUM_PAYLOAD / 6)),
                exchange -> exchange.getMessage().setBody(new byte[HttpOptions.MAXIMUM_PAYLOAD / 4 * 3]),
                exchange ->
                        exchange.getMessage().setBody(new ByteArrayInputStream(new byte[HttpOptions.MAXIMUM_PAYLOAD])));

        assertThat(defects).allSatisfy(defect -> {
            route.onEach(defect);
            assertThat(route.invoke(post())).containsEntry("statusCode", 500);
        });
    }

    @Test
    void shouldSendALargeText_whenLambdaTakesIt() {
        route.onEach(exchange -> exchange.getMessage().setBody("x".repeat(HttpOptions.MAXIMUM_PAYLOAD - 1000)));

        assertThat(route.invoke(post())).containsEntry("statusCode", 200);
    }

    @Test
    void shouldNotBeginTheRoute_whenTheTimeIsUp() {
        Instant past = Instant.now().minus(Duration.ofSeconds(1));

        Map<String, Object> response = route.consumer().invoke(post(), new Invocation("r", past, past));

        assertThat(response).containsEntry("statusCode", 500);
        assertThat(route.exchanges()).isEmpty();
    }

    @Test
    void shouldFailTheInvocation_whenTheEventIsNoRequest() {
        assertThatThrownBy(() -> route.invoke(Events.event("sqs-s3-news")))
                .isInstanceOf(InvocationFailedException.class)
                .hasCauseInstanceOf(UnexpectedEventException.class)
                .hasMessage("recording failed: the event: Expected a request of an HTTP API or a function URL (payload"
                        + " format 2.0), but a record of aws:sqs came.");
    }

    @Test
    void shouldDoNothing_whenTheEventIsEmpty() {
        assertThat(route.invoke(Map.of())).hasToString("{route=recording, outcomes=[]}");
    }

    @Test
    void shouldReadUtf8_whenTheTextIsNotAscii() {
        Map<String, Object> response = route.invoke(HttpEvents.post("application/json", "{\"a\":\"\uD83D\uDC2A\"}"));

        assertThat(Fields.text(response, "body").getBytes(StandardCharsets.UTF_8))
                .hasSize(12);
    }

    @Test
    void shouldAnswerWithItsStatus_whenTheRouteThrowsAnExceptionThatHasOne() {
        List<RequestException> thrown = List.of(
                new RequestException("wrong"),
                new NotFoundException("not there"),
                new ConflictException("too late"),
                new UnprocessableException("can't be done"));

        for (RequestException each : thrown) {
            route.onEach(exchange -> exchange.setException(each));

            assertThat(problem(route.invoke(post())))
                    .containsEntry("status", each.status())
                    .containsEntry("detail", each.getMessage());
        }
        assertThat(thrown).extracting(RequestException::status).containsExactly(400, 404, 409, 422);
    }

    @Test
    void shouldTellWhichRulesAreBroken_whenTheBodyIsNotAsItsSchemaSays(@TempDir Path folder) throws Exception {
        Path schema = Files.writeString(folder.resolve("s.json"), """
                {"type": "object", "required": ["a", "b", "c", "d"]}
                """);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            Exchange refused = context.createProducerTemplate()
                    .send("json-validator:file:" + schema, exchange -> exchange.getMessage()
                            .setBody("{}"));
            route.onEach(exchange -> exchange.setException(refused.getException()));
        }

        assertThat(problem(route.invoke(post())))
                .containsEntry("status", 400)
                .containsEntry(
                        "detail",
                        "The body is not as it has to be: $: required property 'a' not found; $: required property 'b' not"
                                + " found; $: required property 'c' not found; and 1 more.");
    }
}
