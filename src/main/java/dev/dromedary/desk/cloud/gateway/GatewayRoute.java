package dev.dromedary.desk.cloud.gateway;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.trigger.http.HttpRoute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function that answers requests, and which.
 *
 * @param id the route's id
 * @param route method and path
 * @param origins whose pages may read the responses
 * @param function the function
 */
record GatewayRoute(String id, HttpRoute route, List<String> origins, RouteFunction function) {

    static GatewayRoute of(RouteFunction function) {
        Feed.Requests requests = (Feed.Requests) TriggerSource.feedOf(function.endpoint());
        return new GatewayRoute(function.routeId(), requests.route(), requests.origins(), function);
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
