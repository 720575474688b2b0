package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {

    private static final String POST = "lambda-http:/pipelines?method=POST";
    private static final String GET = "lambda-http:/pipelines/{id}?method=GET";

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private Arrival arrival(String uri, Map<String, Object> event) {
        List<Arrival> arrivals = ENDPOINTS.of(uri).arrivals(event);
        assertThat(arrivals).hasSize(1);
        return arrivals.get(0);
    }

    @Test
    void shouldYieldWhatCamelsConsumersDo_whenARequestComes() {
        Arrival arrival = arrival(POST, Events.event("http-json"));

        assertThat(arrival.correlationId()).isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(arrival.caller()).isEqualTo("192.0.2.1");
        assertThat(arrival.body())
                .isEqualTo(Map.of("name", "health", "rows", List.of(1, new BigDecimal("2.50")), "on", true));
        assertThat(arrival.headers())
                .containsEntry("CamelHttpMethod", "POST")
                .containsEntry("CamelHttpPath", "/pipelines")
                .containsEntry("CamelHttpQuery", "dry=true&tag=a&tag=b")
                .containsEntry("dry", "true")
                .containsEntry("tag", "a,b")
                .containsEntry("content-type", "application/json; charset=utf-8")
                .containsEntry("cookie", "cookie1=1; cookie2=2")
                .doesNotContainKey("CamelHttpUri");
    }

    @Test
    void shouldKeepTheBytes_whenTheGatewayHasEncodedThem() {
        Arrival arrival = arrival(POST + "&consumes=application/octet-stream", Events.event("http-base64"));

        assertThat(arrival.body()).isEqualTo(new byte[] {0, -1, -128, 10, 13, (byte) 0xc3, 0x28});
    }

    @Test
    void shouldDecodeAParameterOnce_whenAFunctionUrlLeavesItEncoded() {
        Arrival arrival = arrival(GET, Events.event("function-url"));

        assertThat(arrival.headers()).containsEntry("id", "a/b c+d").containsEntry("header2", "value1,value2");
        assertThat(arrival.caller()).isEqualTo("arn:aws:iam::111122223333:user/example-user");
        assertThat(arrival.body()).isNull();
    }

    @Test
    void shouldTakeTheGatewaysParameters_whenItHasDecodedThePath() {
        Arrival arrival = arrival(GET + "&authorization=jwt", Events.event("http-jwt"));

        assertThat(arrival.headers()).containsEntry("id", "a b/c").doesNotContainKey("authorization");
        assertThat(arrival.caller()).isEqualTo("https://issuer.example.com/#user-1");
    }

    @Test
    void shouldKeepCredentialsFromTheRoute_whenTheGatewayHasCheckedThem() {
        Map<String, Object> event = Events.event("http-iam");

        assertThat(arrival(POST, event).headers()).doesNotContainKeys("authorization", "x-amz-security-token");
        assertThat(arrival(POST + "&authorization=none", event).headers()).containsKey("authorization");
    }

    @Test
    void shouldTakeThePathParameter_whenQueryAndHeaderHaveItsName() {
        Map<String, Object> event = HttpEvents.header(HttpEvents.request("GET", "/pipelines/1"), "ID", "2");
        event.put("queryStringParameters", Map.of("Id", "3"));

        assertThat(arrival(GET, event).headers().get("id")).isEqualTo("1");
    }

    @Test
    void shouldIgnoreTheStage_whenItStandsInFrontOfThePath() {
        assertThat(arrival(GET, HttpEvents.stage(HttpEvents.request("GET", "/prod/pipelines/1"), "prod"))
                        .headers())
                .containsEntry("id", "1");
        assertThat(arrival("lambda-http:/?method=GET", HttpEvents.stage(HttpEvents.request("GET", "/prod"), "prod"))
                        .headers())
                .containsEntry("CamelHttpPath", "/prod");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "application/json, application/json, '[1]', '[1]'",
                "application/problem+json, application/problem+json, '\"a\"', a",
                "'text/csv,application/json', TEXT/CSV; charset=UTF-8, 'ä', 'ä'",
                "application/json, application/json, 'null', null",
                "application/json, null, '', null"
            })
    void shouldReadTheBody_whenTheRouteTakesItsType(String types, String type, String body, String expected) {
        Arrival arrival = arrival(POST + "&consumes=" + types, HttpEvents.post(type, body == null ? "null" : body));

        assertThat(arrival.body() == null ? null : arrival.body().toString()).isEqualTo(expected);
    }

    @Test
    void shouldBeOneThing_whenACallerRepeatsItsKey() {
        Arrival byAddress = arrival(POST, Events.event("http-json"));
        Arrival byPrincipal = arrival(POST, Events.event("http-iam"));

        assertThat(byAddress.ledgerItem())
                .isEqualTo(arrival(POST, Events.event("http-json")).ledgerItem())
                .matches("key#[0-9a-f]{64}")
                .isNotEqualTo(byPrincipal.ledgerItem());
    }

    @Test
    void shouldBeAThingOfItsOwn_whenThereIsNoKeyOrNoPost() {
        assertThat(arrival(POST, HttpEvents.post("application/json", "{}")).ledgerItem())
                .isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(arrival(GET, HttpEvents.header(HttpEvents.request("GET", "/pipelines/1"), "idempotency-key", "k"))
                        .ledgerItem())
                .isEqualTo("JKJaXmPLvHcESHA=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "custom-event", "kinesis", "eventbridge-created", "sqs-s3-news"})
    void shouldSayWhatCame_whenItIsNoRequest(String name) {
        assertThatThrownBy(() -> ENDPOINTS.of(POST).arrivals(Events.event(name)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith(
                        "Expected a request of an HTTP API or a function URL (payload format 2.0), but a ");
    }

    @Test
    void shouldDoNothing_whenTheEventIsEmpty() {
        assertThat(ENDPOINTS.of(POST).arrivals(Map.of())).isEmpty();
        assertThat(ENDPOINTS.of(POST).eventPattern()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST,
                GET,
                "lambda-http:/?method=DELETE",
                "lambda-http:/files/{name}/{path+}?method=PUT&consumes=text/plain",
                "lambda-http:/x?method=POST&consumes=application/pdf"
            })
    void shouldUnderstandItsOwnSample_whenItIsPrimed(String uri) {
        assertThat(arrival(uri, ENDPOINTS.of(uri).sample()).correlationId()).isEqualTo("sample");
    }

    @Test
    void shouldReadBytesAsText_whenAFunctionUrlHasEncodedThem() {
        Map<String, Object> event = HttpEvents.post(
                "application/json", Base64.getEncoder().encodeToString("[\"ü\"]".getBytes(StandardCharsets.UTF_8)));
        event.put("isBase64Encoded", true);

        assertThat(arrival(POST, event).body()).isEqualTo(List.of("ü"));
    }
}
