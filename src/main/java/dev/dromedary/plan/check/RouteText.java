package dev.dromedary.plan.check;

import dev.dromedary.plan.TriggerPlan;
import java.util.Optional;

/** Routes as they are written. */
final class RouteText {

    private RouteText() {}

    /** Whether a route is a function: it begins with a trigger. */
    static boolean isFunction(Element route) {
        return uri(route)
                .filter(uri -> uri.text().startsWith(TriggerPlan.PREFIX))
                .isPresent();
    }

    /** Whether a route is called by other routes: it begins with {@code direct:}. */
    static boolean isCalled(Element route) {
        return uri(route).filter(uri -> uri.text().matches("direct(:.*)?")).isPresent();
    }

    /** The endpoint that a route begins with, without its parameters; empty if none is written. */
    static Optional<Value> uri(Element route) {
        return route.value()
                .get("from")
                .flatMap(from -> from.isText() ? Optional.of(from) : from.get("uri"))
                .filter(Value::isText);
    }

    /** The route of an id. */
    static Optional<Element> of(RoutesText routes, String id) {
        return routes.elements().stream()
                .filter(element -> element.type().equals("RouteDefinition"))
                .filter(route -> route.option("id")
                        .filter(value -> value.text().equals(id))
                        .isPresent())
                .findFirst();
    }
}
