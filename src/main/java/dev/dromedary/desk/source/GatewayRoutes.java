package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.trigger.http.HttpRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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

    /** @throws HttpGateway.Failure with one sentence, if two routes are for the same requests */
    GatewayRoutes(List<Route> given) {
        Map<String, Route> shapes = new HashMap<>();
        for (Route route : given) {
            Route other = shapes.putIfAbsent(route.shape(), route);
            if (other != null) {
                throw new HttpGateway.Failure(
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
     * What answers requests, and which.
     *
     * @param id the route's id
     * @param requests those that it is for
     * @param timeout seconds
     * @param handler makes the response document of an event
     */
    record Route(
            String id,
            Feed.Requests requests,
            int timeout,
            BiFunction<Map<String, Object>, Invocation, Map<String, Object>> handler) {

        /** @param caller calls the function */
        static Route of(RouteFunction function, HttpGateway.Caller caller) {
            return of(
                    function.routeId(),
                    function.endpoint(),
                    (event, invocation) -> caller.call(function, event, invocation));
        }

        static Route of(LambdaConsumer consumer) {
            return of(consumer.getRouteId(), consumer.getEndpoint(), consumer::invoke);
        }

        private static Route of(
                String id,
                LambdaEndpoint endpoint,
                BiFunction<Map<String, Object>, Invocation, Map<String, Object>> handler) {
            return new Route(id, (Feed.Requests) TriggerSource.feedOf(endpoint), endpoint.getTimeout(), handler);
        }

        HttpRoute route() {
            return requests.route();
        }

        List<String> origins() {
            return requests.origins();
        }

        /**
         * The less, the earlier it is asked: a segment counts before a parameter, and that before one for all the rest.
         *
         * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Which
         *     route gets a request</a>
         */
        String rank() {
            return Arrays.stream(route().text().split(" ")[1].split("/"))
                    .map(segment -> segment.endsWith("+}") ? "2" : segment.endsWith("}") ? "1" : "0")
                    .collect(Collectors.joining());
        }

        /** The name of the requests that it gets, whatever its parameters are called. */
        String shape() {
            return route().text().replaceAll("\\{[^}+]+", "{");
        }

        /** Whether pages of an origin may read the response. */
        boolean allows(String origin) {
            return origins().contains("*") || origins().contains(origin);
        }
    }
}
