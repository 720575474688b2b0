package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpExchange;
import dev.dromedary.desk.Arns;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A request on its way to a function.
 *
 * @param id names the request
 * @param method such as {@code POST}
 * @param path percent-encoded
 * @param query percent-encoded; empty if there is none
 * @param headers by lower-case names; several of one name are joined by commas
 * @param address of the client
 * @param body empty if there is none
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Payload format 2.0</a>
 */
record GatewayRequest(
        String id, String method, String path, String query, Map<String, String> headers, String address, byte[] body) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Those of the connection, and cookies, which have a field of their own. */
    private static final Set<String> LEFT_OUT = Set.of("connection", "cookie", "keep-alive", "transfer-encoding");

    private static final Set<String> TEXTS = Set.of("application/json", "application/javascript", "application/xml");

    static GatewayRequest of(String id, HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new GatewayRequest(
                id,
                exchange.getRequestMethod(),
                path(exchange.getRequestURI()),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers,
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                body);
    }

    /** The path as it came. One that begins with two slashes looks like a host to the JDK's server. */
    private static String path(URI uri) {
        return uri.getScheme() == null && uri.getRawAuthority() != null
                ? "//" + uri.getRawAuthority() + uri.getRawPath()
                : uri.getRawPath();
    }

    /** The event for the function that gets the request. The path is decoded, as HTTP APIs hand it over. */
    Map<String, Object> event(GatewayRoutes.Match match, Instant now) {
        Map<String, Object> event = new LinkedHashMap<>();
        String routeKey = match.route().route().text();
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        event.put("version", "2.0");
        event.put("routeKey", routeKey);
        event.put("rawPath", decoded);
        event.put("rawQueryString", query);
        if (headers.containsKey("cookie")) {
            event.put("cookies", List.of(headers.get("cookie").split(";\\s*")));
        }
        Map<String, String> told = new TreeMap<>(headers);
        told.keySet().removeAll(LEFT_OUT);
        told.put("x-forwarded-for", address);
        told.put("x-forwarded-proto", "http");
        event.put("headers", told);
        if (!query.isEmpty()) {
            event.put("queryStringParameters", parameters());
        }
        event.put("requestContext", context(match, routeKey, decoded, now));
        if (!match.parameters().isEmpty()) {
            event.put("pathParameters", match.parameters());
        }
        boolean base64 = false;
        if (body.length > 0) {
            Optional<String> text = text();
            base64 = text.isEmpty();
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", base64);
        return event;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
                String value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                parameters.merge(name, value, (before, next) -> before + "," + next);
            }
        }
        return parameters;
    }

    private Map<String, Object> context(GatewayRoutes.Match match, String routeKey, String decoded, Instant now) {
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("method", method);
        http.put("path", decoded);
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", address);
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", Arns.ACCOUNT);
        context.put("apiId", "local");
        Map<String, Object> authorizer = authorizer(match);
        if (!authorizer.isEmpty()) {
            context.put("authorizer", authorizer);
        }
        context.put("domainName", "localhost");
        context.put("domainPrefix", "localhost");
        context.put("http", http);
        context.put("requestId", id);
        context.put("routeKey", routeKey);
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        return context;
    }

    /** Nobody is checked here; whoever calls is one user. */
    private static Map<String, Object> authorizer(GatewayRoutes.Match match) {
        return switch (match.route().requests().authorization()) {
            case none -> Map.of();
            case jwt -> Map.of("jwt", Map.of("claims", Map.of("sub", "local"), "scopes", List.of()));
            case iam ->
                Map.of(
                        "iam",
                        Map.of(
                                "accountId",
                                Arns.ACCOUNT,
                                "callerId",
                                "local",
                                "userArn",
                                "arn:aws:iam::" + Arns.ACCOUNT + ":user/local",
                                "userId",
                                "local"));
        };
    }

    /** The body as a text, if its type says that it is one and nothing would be lost. */
    private Optional<String> text() {
        String type = headers.getOrDefault("content-type", "")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean text = Stream.of(type.startsWith("text/"), TEXTS.contains(type), type.endsWith("+json"))
                .anyMatch(each -> each);
        if (!text || headers.containsKey("content-encoding")) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
