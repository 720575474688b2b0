package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.desk.cloud.iam.Policy;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.plan.FunctionPlanner;
import dev.dromedary.plan.Permission;
import dev.dromedary.plan.RoutesFolder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest {

    private static final String JSON = "application/json";

    @TempDir
    static Path folder;

    private static GatewayFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = new GatewayFixture(folder);
        api.add(
                folder,
                "create",
                List.of(
                        "path: /files/{owner}",
                        "method: POST",
                        "consumes: application/json, text/plain, application/octet-stream",
                        "maximumBody: 6291456",
                        "cors: https://example.com"));
        api.add(folder, "read", List.of("path: /files/{owner}", "method: GET", "authorization: none"));
        api.add(folder, "own", List.of("path: /files/me", "method: GET"));
        api.add(folder, "rest", List.of("path: /files/{owner}/{path+}", "method: GET", "authorization: jwt"));
        api.add(folder, "open", List.of("path: /open", "method: GET", "cors: \"*\""));
        api.add(folder, "small", List.of("path: /small", "method: POST", "maximumBody: 10"));
        // No policy of this function lets anybody in.
        api.add(folder, "shut", List.of("path: /shut", "method: GET"), List.of());
        api.start();
    }

    @Test
    void shouldAnswerAsAFailureOfItsOwn_whenNoPolicyLetsTheGatewayIn() throws Exception {
        HttpResponse<byte[]> response = api.send("GET", "/shut");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(GatewayFixture.text(response)).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void shouldLetTheGatewayIn_whenThePolicyIsThatOfThePlan() {
        for (RouteFunction function : api.functions()) {
            FunctionRole role = new FunctionRole(
                    function.routeId(), "us-east-1", () -> Policy.of(deliveries(function.routeId()), "us-east-1"));
            role.enforce();

            role.requireStart(TriggerSource.feedOf(function.endpoint()));

            assertThat(role.denials()).isEmpty();
        }
    }

    private static List<Permission> deliveries(String route) {
        return new FunctionPlanner(new RoutesFolder(folder))
                .plan("api", route, RouteFiles.of(folder, route), context -> {})
                .deliveries();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void forget() {
        api.seen().clear();
        api.work(exchange -> {});
    }

    private static GatewayFixture.Seen seen() {
        assertThat(api.seen()).hasSize(1);
        return api.seen().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/files/a%20b,           owner, a b",
        "/files/a%2Fb,           owner, a/b",
        "/files/%C3%A4+%2B,      owner, ä++",
        "/files/x/a%20b/c,       path,  a b/c",
        "/files/me/me,           owner, me"
    })
    void shouldDecodeThePathsParameters_whenTheRequestFits(String path, String name, String value) throws Exception {
        api.send("GET", path);

        assertThat(seen().headers()).containsEntry(name, value);
    }

    @Test
    void shouldPreferTheSegment_whenAParameterFitsToo() throws Exception {
        api.send("GET", "/files/me");

        assertThat(seen().headers()).doesNotContainKey("owner");
    }

    @Test
    void shouldHandOverQueryHeadersAndCookies_whenThereAreSeveralOfOneName() throws Exception {
        api.send("GET", "/files/a?tag=a%20b&tag=c&flag&plus=1+2", "X-Many", "1", "X-Many", "2", "Cookie", "a=1; b=2");

        assertThat(seen().headers())
                .containsEntry("tag", "a b,c")
                .containsEntry("flag", "")
                .containsEntry("plus", "1 2")
                .containsEntry("x-many", "1,2")
                .containsEntry("cookie", "a=1; b=2")
                .containsEntry(Exchange.HTTP_METHOD, "GET")
                .containsEntry(Exchange.HTTP_PATH, "/files/a")
                .containsEntry(Exchange.HTTP_QUERY, "tag=a%20b&tag=c&flag&plus=1+2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CamelAwsS3Key", "camelhttpuri", "CAMELFileName", "org.apache.camel.x"})
    void shouldNotSteerCamel_whenANameFromOutsideIsCamels(String name) throws Exception {
        api.send("GET", "/files/a?" + name + "=evil", name, "evil");

        assertThat(seen().headers().entrySet())
                .noneMatch(header -> "evil".equals(header.getValue()))
                .noneMatch(header -> header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    @Test
    void shouldParseAndAnswerJson_whenTheBodyIsJson() throws Exception {
        api.work(exchange -> exchange.getMessage()
                .setBody(Map.of("got", exchange.getMessage().getBody())));

        HttpResponse<byte[]> response = api.send("POST", "/files/a", bytes("{\"ä\":1}"), "Content-Type", JSON);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue(JSON);
        assertThat(GatewayFixture.text(response)).isEqualTo("{\"got\":{\"ä\":1}}");
    }

    @Test
    void shouldGiveTheBytesBack_whenTheyAreNoText() throws Exception {
        byte[] bytes = {0, -1, (byte) 0xC3, 10, 13, 0};

        HttpResponse<byte[]> response = api.send("POST", "/files/a", bytes, "Content-Type", "application/octet-stream");

        assertThat(seen().body()).isEqualTo(bytes);
        assertThat(response.body()).isEqualTo(bytes);
    }

    @Test
    void shouldWriteStatusHeadersAndCookies_whenTheRouteSetsThem() throws Exception {
        api.work(exchange -> {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
            exchange.getMessage().setHeader("Location", "/files/a");
            exchange.getMessage().setHeader("Set-Cookie", List.of("a=1", "b=2"));
            exchange.getMessage().setBody(null);
        });

        HttpResponse<byte[]> response = api.send("GET", "/files/a");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("location")).hasValue("/files/a");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing   | application/json | {}            | 404",
                "GET    | /files     | application/json | {}            | 404",
                "GET    | //x/files/a | application/json | {}           | 404",
                "GET    | /files/%FF | application/json | {}            | 400",
                "DELETE | /files/a   | application/json | {}            | 405",
                "POST   | /files/a   | application/xml  | <a/>          | 415",
                "POST   | /files/a   | application/json | {             | 400",
                "POST   | /small     | application/json | {\"a\":\"bcd\"} | 413"
            })
    void shouldTellTheProblem_whenTheCallerIsWrong(String method, String path, String type, String body, int status)
            throws Exception {
        HttpResponse<byte[]> response = api.send(method, path, bytes(body), "Content-Type", type);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(JsonDocument.parse(GatewayFixture.text(response)))
                .containsEntry("status", status)
                .containsKeys("title", "detail", "instance");
        assertThat(api.seen()).isEmpty();
    }

    @Test
    void shouldNameTheMethods_whenThePathIsForOthers() throws Exception {
        assertThat(api.send("PATCH", "/files/a").headers().firstValue("allow")).hasValue("GET, POST");
    }

    @Test
    void shouldRefuseTheRoute_whenAPathParameterIsCalledAsCamelsHeaders(@TempDir Path other) throws Exception {
        try (GatewayFixture steered = new GatewayFixture(other)) {
            assertThatThrownBy(() -> steered.add(other, "key", List.of("path: /a/{CamelAwsS3Key}", "method: GET")))
                    .hasStackTraceContaining("{CamelAwsS3Key} would be a header of Camel's");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * 1024 * 1024, 10 * 1024 * 1024, 10 * 1024 * 1024 + 1})
    void shouldRefuse_whenThePayloadIsMoreThanLambdaOrTheGatewayTakes(int length) throws Exception {
        HttpResponse<byte[]> response =
                api.send("POST", "/files/a", new byte[length], "Content-Type", "application/octet-stream");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(GatewayFixture.text(response)).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        assertThat(api.send("GET", "/files/a").statusCode()).isEqualTo(204);
    }

    @Test
    void shouldTellNothingInternal_whenTheRouteFails() throws Exception {
        api.work(exchange -> {
            throw new IllegalStateException("secret");
        });

        HttpResponse<byte[]> response = api.send("GET", "/files/a");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(GatewayFixture.text(response)).doesNotContain("secret").contains("Internal Server Error");
    }

    @Test
    void shouldWorkOnce_whenTheKeyComesTwice() throws Exception {
        String key = UUID.randomUUID().toString();

        api.send("POST", "/files/a", bytes("{}"), "Content-Type", JSON, "Idempotency-Key", key);
        HttpResponse<byte[]> second =
                api.send("POST", "/files/a", bytes("{}"), "Content-Type", JSON, "Idempotency-Key", key);

        assertThat(api.seen()).hasSize(1);
        assertThat(GatewayFixture.text(second)).isEqualTo("{\"status\":\"done already\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/files/a, {}, text/plain",
        "/files/a, [1], application/json",
        "/files/b, {}, application/json",
        "/files/a?x=1, {}, application/json"
    })
    void shouldRefuseAnotherRequest_whenItsKeyWasUsed(String path, String body, String type) throws Exception {
        String key = UUID.randomUUID().toString();
        api.send("POST", "/files/a", bytes("{}"), "Content-Type", JSON, "Idempotency-Key", key);

        HttpResponse<byte[]> other = api.send("POST", path, bytes(body), "Content-Type", type, "Idempotency-Key", key);

        // A media type alone makes no other request.
        boolean same = path.equals("/files/a") && body.equals("{}");
        assertThat(other.statusCode()).isEqualTo(same ? 200 : 422);
        assertThat(GatewayFixture.text(other)).contains(same ? "done already" : "was used for another request");
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void shouldRefuseAnotherRequest_whenTheFirstIsAtWorkOrHasFailed() throws Exception {
        String key = UUID.randomUUID().toString();
        String[] headers = {"Content-Type", JSON, "Idempotency-Key", key};
        List<Integer> meanwhile = new ArrayList<>();
        api.work(exchange -> {
            meanwhile.add(api.send("POST", "/files/a", bytes("[]"), headers).statusCode());
            throw new IllegalStateException("planted");
        });
        int first = api.send("POST", "/files/a", bytes("{}"), headers).statusCode();
        api.work(exchange -> {});

        int after = api.send("POST", "/files/a", bytes("[]"), headers).statusCode();
        int again = api.send("POST", "/files/a", bytes("{}"), headers).statusCode();

        assertThat(meanwhile).containsExactly(422);
        assertThat(List.of(first, after, again)).containsExactly(500, 422, 200);
    }

    @Test
    void shouldSayThatItIsAtWork_whenTheKeyComesMeanwhile() throws Exception {
        String[] request = {
            "Content-Type", JSON, "Idempotency-Key", UUID.randomUUID().toString()
        };
        List<Integer> meanwhile = new ArrayList<>();
        api.work(exchange ->
                meanwhile.add(api.send("POST", "/files/a", bytes("{}"), request).statusCode()));

        assertThat(api.send("POST", "/files/a", bytes("{}"), request).statusCode())
                .isEqualTo(200);
        assertThat(meanwhile).containsExactly(409);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5 * 1024 * 1024})
    void shouldLetTheOriginRead_whenFunctionOrGatewayAnswers(int length) throws Exception {
        HttpResponse<byte[]> response = api.send(
                "POST",
                "/files/a",
                new byte[length],
                "Content-Type",
                "application/octet-stream",
                "Origin",
                "https://example.com");

        assertThat(response.statusCode()).isEqualTo(length == 2 ? 200 : 413);
        assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("https://example.com");
    }

    @Test
    void shouldTellEveryBrowser_whenAllOriginsAreAllowed() throws Exception {
        HttpResponse<byte[]> response =
                api.send("OPTIONS", "/open", "Origin", "https://a.example", "Access-Control-Request-Method", "GET");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("*");
    }

    @Test
    void shouldAnswerAsToAnyMethod_whenNoOriginIsAllowed() throws Exception {
        HttpResponse<byte[]> response = api.send(
                "OPTIONS", "/files/a/b", "Origin", "https://a.example", "Access-Control-Request-Method", "GET");

        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void shouldTellTheBrowser_whenTheOriginIsAllowed() throws Exception {
        HttpResponse<byte[]> response = preflight("https://example.com", "POST");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("https://example.com");
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .hasValue("POST");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .hasValue("content-type,x-a");
        assertThat(api.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example, POST", "https://example.com, GET"})
    void shouldAllowNothing_whenOriginOrMethodIsAnother(String origin, String method) throws Exception {
        HttpResponse<byte[]> response = preflight(origin, method);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static HttpResponse<byte[]> preflight(String origin, String method) throws Exception {
        return api.send(
                "OPTIONS",
                "/files/a",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "content-type,x-a");
    }

    @Test
    void shouldListenToThisMachineOnly_whenItStarts() {
        assertThat(api.gateway().address().toString()).startsWith("http://127.0.0.1:");
        assertThat(api.gateway().routes()).contains("GET /files/{owner}  api-read");
    }

    @Test
    void shouldSaySo_whenThePortIsTaken() {
        int port = api.gateway().address().getPort();

        assertThatThrownBy(() -> HttpGateway.start(
                        port, api.functions(), (function, event, invocation) -> Map.of(), answered -> {}))
                .isInstanceOf(HttpGateway.Failure.class)
                .hasMessageContaining("port " + port);
    }

    @Test
    void shouldNameBoth_whenTwoRoutesAreForTheSameRequests(@TempDir Path other) throws Exception {
        try (GatewayFixture twice = new GatewayFixture(other)) {
            twice.add(other, "one", List.of("path: /a/{b}", "method: GET"));
            twice.add(other, "two", List.of("path: /a/{c}", "method: GET"));

            assertThatThrownBy(twice::start).hasMessageContainingAll("api-one", "api-two", "GET /a/{c}");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
