package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpExchange;
import dev.dromedary.function.runtime.PercentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request, as a function URL hands it to a function.
 *
 * @param id names the request
 * @param method such as {@code POST}
 * @param path percent-encoded
 * @param document the event
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Function URLs</a>
 */
record RequestEvent(String id, String method, String path, Map<String, Object> document) {

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Invocation payload</a>. */
    static final int LARGEST = 6 * 1024 * 1024;

    /** Reads a request, of a larger one only the beginning: then the function says that it is too large. */
    static RequestEvent of(HttpExchange exchange, String id) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, Object> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "2.0");
        event.put("rawPath", path);
        event.put("rawQueryString", query == null ? "" : query);
        event.put("headers", headers);
        event.put("queryStringParameters", parameters(query));
        event.put(
                "requestContext",
                Map.of(
                        // Says that the path is encoded.
                        "domainName",
                        "local.lambda-url.local",
                        "requestId",
                        id,
                        "http",
                        Map.of(
                                "method",
                                method,
                                "path",
                                path,
                                "sourceIp",
                                exchange.getRemoteAddress().getAddress().getHostAddress())));
        if (body.length > 0) {
            event.put("body", Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0);
        return new RequestEvent(id, method, path, event);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                String value = parts.length == 1 ? "" : decoded(parts[1]);
                parameters.merge(decoded(parts[0]), value, (before, next) -> before + "," + next);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return PercentEncoding.decodeForm(text);
        } catch (IllegalArgumentException e) {
            // Broken percent-encoding is passed on as it came.
            return text;
        }
    }

    /** Sends the document that the function has returned. */
    static void write(Map<String, Object> response, HttpExchange exchange) throws IOException {
        if (response.get("headers") instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name.toString(), value.toString()));
        }
        String text = response.get("body") == null ? "" : response.get("body").toString();
        byte[] body = Boolean.TRUE.equals(response.get("isBase64Encoded"))
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        int status = ((Number) response.get("statusCode")).intValue();
        // -1 tells the JDK's server that there is no body.
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
