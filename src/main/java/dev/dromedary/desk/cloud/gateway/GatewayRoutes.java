package dev.dromedary.desk.cloud.gateway;

import dev.dromedary.desk.cloud.EmbeddedCloudException;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.trigger.http.HttpRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The routes of an HTTP API, and which of them gets a request. */
final class GatewayRoutes {

    private final List<Route> routes;

    /**
     * A route that gets a request.
     *
     * @param route the route
     * @param parameters what stands for its path's parameters, decoded
     */
    record Match(Route route, Map<String, String> parameters) {}

    /** @throws EmbeddedCloudException with one sentence, if two routes are for the same requests */
    GatewayRoutes(List<Route> given) {
        Map<String, Route> shapes = new HashMap<>();
        for (Route route : given) {
            Route other = shapes.putIfAbsent(route.shape(), route);
            if (other != null) {
                throw new EmbeddedCloudException(
                        "The routes " + other.id() + " and " + route.id() + " are both for "
                                + route.route().text() + "; an HTTP API takes one route for each method and path.",
                        null);
            }
        }
        routes = new ArrayList<>(given);
        routes.sort(Comparator.comparing(Route::rank));
    }

    List<Route> all() {
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
        for (Route route : routes) {
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

    /**
     * A function that answers requests, and which.
     *
     * @param id the route's id
     * @param route method and path
     * @param origins whose pages may read the responses
     * @param function the function
     */
    record Route(String id, HttpRoute route, List<String> origins, RouteFunction function) {

        static Route of(RouteFunction function) {
            Feed.Requests requests = (Feed.Requests) TriggerSource.feedOf(function.endpoint());
            return new Route(function.routeId(), requests.route(), requests.origins(), function);
        }

        /**
         * The less, the earlier it is asked: a segment counts before a parameter, and that before one for all the rest.
         *
         * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Which
         *     route gets a request</a>
         */
        String rank() {
            return Arrays.stream(route.text().split(" ")[1].split("/"))
                    .map(segment -> segment.endsWith("+}") ? "2" : segment.endsWith("}") ? "1" : "0")
                    .collect(Collectors.joining());
        }

        /** The name of the requests that it gets, whatever its parameters are called. */
        String shape() {
            return route.text().replaceAll("\\{[^}+]+", "{");
        }

        /** Whether pages of an origin may read the response. */
        boolean allows(String origin) {
            return origins.contains("*") || origins.contains(origin);
        }
    }
}
