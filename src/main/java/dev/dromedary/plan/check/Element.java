package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.SourceKamelets;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RouteId;
import dev.dromedary.plan.TriggerPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a route file that Camel has a definition of: a step, a branch, an expression.
 *
 * @param file where it stands
 * @param type Camel's name of the definition without its package, such as {@code ToDefinition}
 * @param name the key under which it stands, such as {@code to}
 * @param value what it is
 * @param parent what it is a part of, or null
 */
record Element(SourceFile file, String type, String name, Value value, Element parent) {

    /** An option, or, where Camel lets people write one text for the whole, that text if the option is the main one. */
    Optional<Value> option(String option, boolean main) {
        return value.isText() ? Optional.of(value).filter(text -> main && !text.isNull()) : value.get(option);
    }

    Optional<Value> option(String option) {
        return option(option, false);
    }

    Finding finding(Value at, String message) {
        return file.finding(at, message);
    }

    /** A finding about a part of a text. */
    Finding finding(Value at, String part, String message) {
        return file.finding(at, part, message);
    }

    /** The text of an option; empty if there is none. */
    String text(String option) {
        return option(option).map(Value::text).orElse("");
    }

    /** Options of an endpoint, apart from its URI. */
    Map<String, Value> parameters() {
        Map<String, Value> parameters = new LinkedHashMap<>();
        value.get("parameters")
                .ifPresent(all -> all.entries().forEach(entry -> parameters.put(entry.name(), entry.value())));
        return parameters;
    }

    /** Whether a route is a function: it begins with a trigger, or a Kamelet that does. */
    boolean isFunction() {
        return from().filter(uri -> uri.text().startsWith(TriggerPlan.PREFIX)
                        || SourceKamelets.name(uri.text()).isPresent())
                .isPresent();
    }

    /** The id of a route, which a function's need not say. */
    String routeId() {
        String written = text("id");
        return written.isBlank() && isFunction() ? RouteId.of(file.name()) : written;
    }

    /** Whether a route is called by other routes: it begins with {@code direct:}. */
    boolean isCalled() {
        return from().filter(uri -> uri.text().matches("direct(:.*)?")).isPresent();
    }

    /** The endpoint that a route begins with, without its parameters; empty if none is written. */
    Optional<Value> from() {
        return value.get("from")
                .flatMap(from -> from.isText() ? Optional.of(from) : from.get("uri"))
                .filter(Value::isText);
    }
}
