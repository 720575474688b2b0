package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RouteId;
import dev.dromedary.plan.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names by which routes find each other: ids and {@code direct:} endpoints. */
final class RouteNamesCheck implements Check {

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<EndpointText> endpoints = EndpointText.all(routes.elements());
        ids(routes, findings);
        answers(endpoints, findings);
    }

    private static void ids(RoutesText routes, List<Finding> findings) {
        Map<String, Element> seen = new LinkedHashMap<>();
        for (Element route : routes.ofType("RouteDefinition")) {
            SourceFile file = route.file();
            boolean function = route.isFunction();
            Optional<Value> id = route.option("id");
            Optional<String> fault = function ? RouteId.fault(file.name(), route.routeId()) : Optional.empty();
            Value place = id.filter(value -> !value.text().isBlank()).orElse(route.value());
            if (id.isEmpty() && !function) {
                continue;
            }
            Element first = seen.putIfAbsent(route.routeId(), route);
            if (first != null) {
                findings.add(file.finding(
                        place,
                        "The id \"" + route.routeId() + "\" belongs to the route in "
                                + first.file().name() + ":" + first.value().line() + " already."));
            } else {
                fault.ifPresent(said -> findings.add(file.finding(place, said)));
            }
        }
    }

    private static void answers(List<EndpointText> endpoints, List<Finding> findings) {
        Set<String> answering = endpoints.stream()
                .filter(endpoint -> endpoint.isFrom() && endpoint.scheme().equals("direct"))
                .map(EndpointText::path)
                .collect(Collectors.toCollection(TreeSet::new));
        for (EndpointText endpoint : endpoints) {
            String name = endpoint.path();
            boolean known = name.contains("{{") || name.contains("${") || answering.contains(name);
            if (endpoint.scheme().equals("direct") && !endpoint.isFrom() && !known) {
                findings.add(endpoint.finding(
                        endpoint.uri(),
                        "No route begins with \"direct:" + name + "\"." + Suggestion.among(answering, name)));
            }
        }
    }
}
