package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.JsonDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/**
 * Reads requests: a request to an HTTP API of API Gateway or to a function URL. One exchange a request, with the
 * headers of Camel's own HTTP consumers for method, path and query; path parameters, request headers (in lower case) and
 * query parameters are headers of their own names, but for those that would steer Camel. Of several of one name, the
 * first of these three counts. What the route leaves behind is the response; see {@link HttpConversation}.
 *
 * <p>{@code CamelHttpUri} is not set: it would send a later call of {@code http:} elsewhere.
 */
final class HttpReader {

    /** What proves the caller to the gateway. A producer would pass it on as a header. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-amz-security-token");

    private HttpReader() {}

    /** A request that nobody sends. */
    static Map<String, Object> sample(LambdaHttpEndpoint endpoint) {
        HttpRoute route = endpoint.route();
        String path = route.template().sample();
        Map<String, Object> event = JsonDocument.parse(
                """
                {"version": "2.0", "routeKey": "$default", "rawPath": "%1$s", "rawQueryString": "",
                 "headers": {"content-type": "%2$s"},
                 "requestContext": {"http": {"method": "%3$s", "path": "%1$s", "sourceIp": "192.0.2.1"},
                                    "requestId": "sample", "stage": "$default"},
                 "isBase64Encoded": false}
                """.formatted(path, HttpOptions.contentTypes(endpoint).get(0), route.method()));
        if (Set.of("POST", "PUT", "PATCH").contains(route.method())) {
            event.put("body", "{}");
        }
        return event;
    }

    /**
     * Reads a request.
     *
     * @throws RequestException if the caller has made a mistake
     */
    static List<Arrival> arrivals(LambdaHttpEndpoint endpoint, Map<String, Object> document) {
        if (document.isEmpty()) {
            return List.of();
        }
        HttpRequest request = HttpRequest.read(document);
        Map<String, String> parameters = endpoint.route().match(request);
        String ledgerItem = IdempotencyKey.ledgerItem(request);
        Object body = HttpBody.read(endpoint, request);
        return List.of(new Arrival(
                request.id(),
                ledgerItem,
                null,
                null,
                headers(endpoint, request, parameters),
                body,
                null,
                request.caller(),
                null,
                IdempotencyKey.requestHash(request),
                null));
    }

    private static Map<String, Object> headers(
            LambdaHttpEndpoint endpoint, HttpRequest request, Map<String, String> parameters) {
        // Camel's headers know no case.
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        addAccepted(headers, parameters);
        addAccepted(headers, told(endpoint, request));
        addAccepted(headers, request.query());
        headers.put(Exchange.HTTP_METHOD, request.method());
        headers.put(Exchange.HTTP_PATH, request.path());
        if (!request.rawQuery().isEmpty()) {
            headers.put(Exchange.HTTP_QUERY, request.rawQuery());
        }
        return headers;
    }

    /** Where nobody has checked the caller, the route may have to. */
    private static Map<String, String> told(LambdaHttpEndpoint endpoint, HttpRequest request) {
        Map<String, String> told = new HashMap<>(request.headers());
        if (endpoint.getAuthorization() != LambdaHttpEndpoint.Authorization.none) {
            told.keySet().removeAll(CREDENTIALS);
        }
        return told;
    }

    private static void addAccepted(Map<String, Object> headers, Map<String, String> named) {
        named.forEach((name, value) -> {
            if (HeaderFilter.accepts(name)) {
                // A copy is known again, also from an equal value that the route sets: HttpReply looks for that.
                headers.putIfAbsent(name, new String(value));
            }
        });
    }
}
