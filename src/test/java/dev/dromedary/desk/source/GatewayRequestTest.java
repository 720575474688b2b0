package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.runtime.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayRequestTest {

    private static final Instant NOW = Instant.parse("2020-03-12T19:03:58.390Z");

    @TempDir
    Path folder;

    private Map<String, Object> event(String authorization, GatewayRequest request) throws Exception {
        try (GatewayFixture api = new GatewayFixture(folder)) {
            api.add(folder, "p", List.of("path: /pipelines", "method: POST", "authorization: " + authorization));
            GatewayRoutes routes = new GatewayRoutes(api.functions().stream()
                    .map(function -> GatewayRoutes.Route.of(function, (each, event, invocation) -> Map.of()))
                    .toList());
            return JsonDocument.parse(
                    JsonDocument.write(request.event(routes.at(request.path()).get(0), NOW)));
        }
    }

    private static GatewayRequest request(String type, byte[] body) {
        Map<String, String> headers = new TreeMap<>(Map.of(
                "accept", "*/*",
                "content-length", "41",
                "content-type", type,
                "cookie", "cookie1=1; cookie2=2",
                "host", "localhost",
                "idempotency-key", "8e03978e-40d5-43e8-bc93-6894a57f9324",
                "origin", "https://example.com",
                "user-agent", "agent"));
        return new GatewayRequest(
                "JKJaXmPLvHcESHA=", "POST", "/pipelines", "dry=true&tag=a&tag=b", headers, "192.0.2.1", body);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldBeAsAws_whenARequestBecomesAnEvent() throws Exception {
        String body = "{\"name\":\"health\",\"rows\":[1,2.50],\"on\":true}";
        Map<String, Object> expected =
                JsonDocument.parse(Files.readString(Path.of("src/test/resources/events/http-json.json")));
        Map<String, Object> context = (Map<String, Object>) expected.get("requestContext");
        context.put("accountId", Arns.ACCOUNT);
        context.put("apiId", "local");
        context.put("domainName", "localhost");
        context.put("domainPrefix", "localhost");
        context.put("timeEpoch", NOW.toEpochMilli());
        Map<String, Object> headers = (Map<String, Object>) expected.get("headers");
        headers.put("host", "localhost");
        headers.put("user-agent", "agent");
        headers.put("x-forwarded-proto", "http");

        Map<String, Object> event = event("none", request("application/json; charset=utf-8", bytes(body)));

        assertThat(event).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,         '{}', false",
        "application/problem+json, '{}', false",
        "text/csv,                 'a',  false",
        "application/octet-stream, 'a',  true",
        "application/x-www-form-urlencoded, 'a=b', true"
    })
    void shouldEncodeTheBody_whenItsTypeIsNoText(String type, String body, boolean base64) throws Exception {
        assertThat(event("none", request(type, bytes(body)))).containsEntry("isBase64Encoded", base64);
    }

    @Test
    void shouldLoseNoByte_whenATextIsNotUtf8() throws Exception {
        byte[] latin = {'a', (byte) 0xE4};

        assertThat(event("none", request("text/plain", latin)))
                .containsEntry("isBase64Encoded", true)
                .containsEntry("body", "YeQ=");
    }

    @ParameterizedTest
    @CsvSource({"iam, callerId=local", "jwt, sub=local"})
    void shouldBeOneCaller_whenTheRouteAsksForOne(String authorization, String caller) throws Exception {
        assertThat(event(authorization, request("application/json", bytes("{}")))
                        .get("requestContext")
                        .toString())
                .contains(caller);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
