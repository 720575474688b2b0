package dev.dromedary.desk.cloud.gateway;

import dev.dromedary.desk.cloud.EmbeddedCloudException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of an HTTP API, and which of them gets a request. */
final class GatewayRoutes {

    private final List<GatewayRoute> routes;

    /**
     * A route that gets a request.
     *
     * @param route the route
     * @param parameters what stands for its path's parameters, decoded
     */
    record Match(GatewayRoute route, Map<String, String> parameters) {}

    /** @throws EmbeddedCloudException with one sentence, if two routes are for the same requests */
    GatewayRoutes(List<GatewayRoute> given) {
        Map<String, GatewayRoute> shapes = new HashMap<>();
        for (GatewayRoute route : given) {
            GatewayRoute other = shapes.putIfAbsent(route.shape(), route);
            if (other != null) {
                throw new EmbeddedCloudException(
                        "The routes " + other.id() + " and " + route.id() + " are both for "
                                + route.route().text() + "; an HTTP API takes one route for each method and path.",
                        null);
            }
        }
        routes = new ArrayList<>(given);
        routes.sort(Comparator.comparing(GatewayRoute::rank));
    }

    List<GatewayRoute> all() {
        return List.copyOf(routes);
    }

    /**
     * The routes of any method for a path, the one that fits best first.
     *
     * @param path percent-encoded
     * @throws dev.dromedary.function.trigger.http.RequestException if its percent-encoding is broken
     */
    List<Match> at(String path) {
        List<Match> matches = new ArrayList<>();
        for (GatewayRoute route : routes) {
            route.route()
                    .template()
                    .match(path, true)
                    .ifPresent(parameters -> matches.add(new Match(route, parameters)));
        }
        return matches;
    }

    static Optional<Match> first(List<Match> matches, String method) {
        return matches.stream()
                .filter(match -> match.route().route().method().equals(method))
                .findFirst();
    }
}
