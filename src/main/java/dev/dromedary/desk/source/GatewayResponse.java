package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpExchange;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client gets.
 *
 * @param status the HTTP status
 * @param headers by lower-case names; may be added to
 * @param cookies what {@code Set-Cookie} says, one each
 * @param body empty if there is none
 */
record GatewayResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

    private static final byte[] NOTHING = {};

    static GatewayResponse empty(int status) {
        return new GatewayResponse(status, new TreeMap<>(), List.of(), NOTHING);
    }

    /** What the gateway itself says of a failure, such as {@code {"message":"Internal Server Error"}}. */
    static GatewayResponse message(int status, String message) {
        return json(status, "application/json", Map.of("message", message));
    }

    /** A problem of <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>, as functions answer it. */
    static GatewayResponse problem(int status, String title, String detail, String requestId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", requestId);
        return json(status, "application/problem+json", problem);
    }

    /** A JSON document of the gateway's own. */
    static GatewayResponse document(String json) {
        return json(200, "application/json", json);
    }

    private static GatewayResponse json(int status, String contentType, Map<String, Object> document) {
        return json(status, contentType, JsonDocument.write(document));
    }

    private static GatewayResponse json(int status, String contentType, String document) {
        return new GatewayResponse(
                status,
                new TreeMap<>(Map.of("content-type", contentType)),
                List.of(),
                document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the document that a function has returned.
     *
     * @throws IllegalArgumentException if it is no response
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response">
     *     Response format 2.0</a>
     */
    static GatewayResponse of(Map<String, Object> document) {
        if (!(document.get("statusCode") instanceof Number status)) {
            throw new IllegalArgumentException("The function's response has no statusCode");
        }
        Map<String, String> headers = new TreeMap<>();
        if (document.get("headers") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.put(name.toString(), value.toString()));
        }
        List<String> cookies = document.get("cookies") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
        Object body = document.get("body");
        byte[] bytes = NOTHING;
        if (body != null) {
            bytes = Boolean.TRUE.equals(document.get("isBase64Encoded"))
                    ? Base64.getDecoder().decode(body.toString())
                    : body.toString().getBytes(StandardCharsets.UTF_8);
        }
        return new GatewayResponse(status.intValue(), headers, cookies, bytes);
    }

    void write(HttpExchange exchange) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        cookies.forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie));
        // A response to HEAD, and these two, have no body; -1 says so to the JDK's server.
        boolean none = body.length == 0
                || status == 204
                || status == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
