package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as API Gateway's HTTP APIs and Lambda's function URLs hand it over: payload format 2.0.
 *
 * @param id names the request
 * @param routeKey method and path template by which the gateway has found the function, or {@code $default}
 * @param method such as {@code POST}
 * @param path as it came
 * @param encoded whether the path is still percent-encoded: a function URL leaves it so, an HTTP API does not
 * @param stage name of the gateway's stage, which may be the first segment of the path, or {@code $default}
 * @param rawQuery the query, percent-encoded
 * @param headers by lower-case names; several of one name are joined by commas
 * @param query parameters, decoded; several of one name are joined by commas
 * @param pathParameters what the gateway has found in the path, decoded
 * @param caller who sends it, as {@link HttpCaller} tells
 * @param content the bytes of the body; empty if there is none
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Payload format 2.0</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Function URLs</a>
 */
public record HttpRequest(
        String id,
        String routeKey,
        String method,
        String path,
        boolean encoded,
        String stage,
        String rawQuery,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, String> pathParameters,
        String caller,
        byte[] content) {

    /** What HTTP APIs and function URLs both write where there is no name. */
    static final String DEFAULT = "$default";

    private static final String EXPECTED = "a request of an HTTP API or a function URL (payload format 2.0)";

    /**
     * Reads a request.
     *
     * @throws UnexpectedEventException if the document is none
     */
    public static HttpRequest read(Map<String, Object> document) {
        if (isForAnAuthorizer(document)) {
            throw new UnexpectedEventException(
                    EXPECTED,
                    "the question of an API to its authorizer (type " + Described.text(document.get("type"))
                            + "), which no lambda-http route answers,");
        }
        Map<String, Object> context = Fields.object(document, "requestContext");
        Map<String, Object> http = Fields.object(context, "http");
        if (!"2.0".equals(document.get("version")) || http.isEmpty()) {
            throw new UnexpectedEventException(EXPECTED, Described.event(document));
        }
        String domain = Fields.text(context, "domainName");
        return new HttpRequest(
                required(context, "requestId"),
                Objects.requireNonNullElse(Fields.text(document, "routeKey"), DEFAULT),
                required(http, "method"),
                required(document, "rawPath"),
                domain != null && domain.contains(".lambda-url."),
                Objects.requireNonNullElse(Fields.text(context, "stage"), DEFAULT),
                Objects.requireNonNullElse(Fields.text(document, "rawQueryString"), ""),
                headers(document),
                Fields.texts(document, "queryStringParameters"),
                Fields.texts(document, "pathParameters"),
                HttpCaller.of(context)
                        .orElseThrow(() -> new UnexpectedEventException(EXPECTED, "one without sourceIp")),
                content(document));
    }

    /**
     * Whether an API asks if a request may pass. The rest of the document is just like the request; to answer it would mean to
     * do what is only asked about.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Authorizers of
     *     HTTP APIs</a>
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">
     *     Authorizers of REST APIs</a>
     */
    private static boolean isForAnAuthorizer(Map<String, Object> document) {
        return Stream.of("type", "routeArn", "methodArn", "identitySource", "authorizationToken")
                .anyMatch(document::containsKey);
    }

    private static String required(Map<String, Object> parent, String field) {
        String value = Fields.text(parent, field);
        if (value == null || value.isBlank()) {
            throw new UnexpectedEventException(EXPECTED, "one without " + field);
        }
        return value;
    }

    private static Map<String, String> headers(Map<String, Object> document) {
        Map<String, String> headers = new TreeMap<>();
        Fields.texts(document, "headers").forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        if (document.get("cookies") instanceof List<?> cookies && !cookies.isEmpty()) {
            headers.put("cookie", cookies.stream().map(String::valueOf).collect(Collectors.joining("; ")));
        }
        return headers;
    }

    /** Also as a text, as gateways other than AWS's were seen to write it. */
    private static boolean isBase64(Map<String, Object> document) {
        String encoded = Objects.requireNonNullElse(Fields.id(document, "isBase64Encoded"), "false")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!encoded.equals("true") && !encoded.equals("false")) {
            throw new UnexpectedEventException(
                    EXPECTED,
                    "one whose isBase64Encoded is \"" + Described.text(encoded) + "\" and neither true nor false");
        }
        return encoded.equals("true");
    }

    private static byte[] content(Map<String, Object> document) {
        String body = Objects.requireNonNullElse(Fields.text(document, "body"), "");
        if (!isBase64(document)) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(EXPECTED, "one whose body is not base64");
        }
    }
}
