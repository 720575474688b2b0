package dev.dromedary.desk.cloud.gateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers what browsers ask before a request: 204 wherever a route allows origins, with what the origin may do, if it
 * may do anything.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS of HTTP APIs</a>
 */
final class GatewayCors {

    private static final Pattern HEADERS = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]*");

    private GatewayCors() {}

    /** The answer; empty if the request asks nothing of this kind, or no route at its path allows any origin. */
    static Optional<GatewayResponse> preflight(GatewayRequest request, List<GatewayRoutes.Match> matches) {
        List<GatewayRoute> routes = matches.stream()
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
    static void allow(GatewayRequest request, GatewayRoute route, Map<String, String> headers) {
        String origin = request.headers().get("origin");
        if (origin != null && route.allows(origin)) {
            headers.put("access-control-allow-origin", route.origins().contains("*") ? "*" : origin);
        }
    }
}
