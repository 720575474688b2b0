package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.trigger.http.RequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the function for a request and makes a response of whatever comes of it.
 *
 * @param routes the routes of the API
 */
record HttpApi(GatewayRoutes routes) {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /** <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Payload size</a>. */
    static final int LARGEST_BODY = 10 * 1024 * 1024;

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Invocation payload</a>. */
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;

    GatewayResponse answer(GatewayRequest request) {
        if (request.body().length > LARGEST_BODY) {
            return tooLarge();
        }
        List<GatewayRoutes.Match> matches;
        try {
            matches = routes.at(request.path());
        } catch (RequestException e) {
            return GatewayResponse.problem(e.status(), "Bad Request", e.getMessage(), request.id());
        }
        if (matches.isEmpty()) {
            return GatewayResponse.problem(404, "Not Found", "There is nothing at this path.", request.id());
        }
        return Cors.preflight(request, matches).orElseGet(() -> GatewayRoutes.first(matches, request.method())
                .map(match -> answer(request, match))
                .orElseGet(() -> wrongMethod(request, matches)));
    }

    private static GatewayResponse tooLarge() {
        return GatewayResponse.message(413, "Request Entity Too Large");
    }

    private static GatewayResponse wrongMethod(GatewayRequest request, List<GatewayRoutes.Match> matches) {
        String methods = matches.stream()
                .map(match -> match.route().route().method())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        GatewayResponse response = GatewayResponse.problem(
                405, "Method Not Allowed", "This path is for " + methods + " only.", request.id());
        response.headers().put("allow", methods);
        return response;
    }

    private static GatewayResponse answer(GatewayRequest request, GatewayRoutes.Match match) {
        GatewayRoutes.Route route = match.route();
        String event = JsonDocument.write(request.event(match, Instant.now()));
        GatewayResponse failure;
        if (event.getBytes(StandardCharsets.UTF_8).length > LARGEST_EVENT) {
            failure = tooLarge();
        } else {
            try {
                return invoke(route, event, request.id());
            } catch (RuntimeException e) {
                LOG.error("The function {} failed with the request {}", route.id(), request.id(), e);
                failure = GatewayResponse.message(500, "Internal Server Error");
            }
        }
        // Those of the function have it already.
        Cors.allow(request, route, failure.headers());
        return failure;
    }

    private static GatewayResponse invoke(GatewayRoutes.Route route, String event, String id) {
        Duration timeout = Duration.ofSeconds(route.timeout());
        Invocation invocation = Invocation.starting(id, timeout);
        return GatewayResponse.of(route.handler().apply(JsonDocument.parse(event), invocation));
    }

    /**
     * Answers what browsers ask before a request: 204 wherever a route allows origins, with what the origin may do, if it
     * may do anything.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS of HTTP APIs</a>
     */
    private static final class Cors {

        private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]*");

        private Cors() {}

        /** The answer; empty if the request asks nothing of this kind, or no route at its path allows any origin. */
        static Optional<GatewayResponse> preflight(GatewayRequest request, List<GatewayRoutes.Match> matches) {
            List<GatewayRoutes.Route> routes = matches.stream()
                    .map(GatewayRoutes.Match::route)
                    .filter(route -> !route.origins().isEmpty())
                    .toList();
            String origin = request.headers().get("origin");
            String method = request.headers().get("access-control-request-method");
            if (!request.method().equals("OPTIONS") || origin == null || method == null || routes.isEmpty()) {
                return Optional.empty();
            }
            GatewayResponse response = GatewayResponse.empty(204);
            Set<String> methods = new LinkedHashSet<>();
            routes.stream()
                    .filter(route -> route.allows(origin))
                    .forEach(route -> methods.add(route.route().method()));
            response.headers().put("vary", "origin");
            if (methods.contains(method)) {
                String headers = request.headers().getOrDefault("access-control-request-headers", "");
                boolean all = routes.stream().allMatch(route -> route.origins().contains("*"));
                response.headers().put("access-control-allow-origin", all ? "*" : origin);
                response.headers().put("access-control-allow-methods", String.join(",", methods));
                if (!headers.isBlank() && HEADERS.matcher(headers).matches()) {
                    response.headers().put("access-control-allow-headers", headers);
                }
            }
            return Optional.of(response);
        }

        /** Lets the origin read a failure that the gateway itself tells. */
        static void allow(GatewayRequest request, GatewayRoutes.Route route, Map<String, String> headers) {
            String origin = request.headers().get("origin");
            if (origin != null && route.allows(origin)) {
                headers.put("access-control-allow-origin", route.origins().contains("*") ? "*" : origin);
            }
        }
    }
}
