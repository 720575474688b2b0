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
import org.apache.camel.support.PatternHelper;

/** Names by which routes find each other: ids, {@code direct:} endpoints, route configurations. */
final class RouteNamesCheck implements Check {

    /** What every function loads beside its own files. */
    private static final String ERRORS = "shared/errors.camel.yaml";

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<EndpointText> endpoints = EndpointText.all(routes.elements());
        ids(routes, findings);
        answers(endpoints, findings);
        configurations(routes, findings);
    }

    private static void ids(RoutesText routes, List<Finding> findings) {
        Map<String, Element> seen = new LinkedHashMap<>();
        for (Element route : ofType(routes, "RouteDefinition")) {
            SourceFile file = route.file();
            boolean function = RouteText.isFunction(route);
            Optional<Value> id = route.option("id");
            Optional<String> fault =
                    function ? RouteId.fault(file.name(), id.map(Value::text).orElse("")) : Optional.empty();
            Value place = id.filter(value -> !value.text().isBlank()).orElse(route.value());
            if (id.isEmpty()) {
                fault.ifPresent(said -> findings.add(file.finding(place, said)));
                continue;
            }
            Element first = seen.putIfAbsent(id.get().text(), route);
            if (first != null) {
                findings.add(file.finding(
                        id.get(),
                        "The id \"" + id.get().text() + "\" belongs to the route in "
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
                findings.add(endpoint.file()
                        .finding(
                                endpoint.uri(),
                                "No route begins with \"direct:" + name + "\"." + Suggestion.among(answering, name)));
            }
        }
    }

    private static void configurations(RoutesText routes, List<Finding> findings) {
        List<Element> configurations = ofType(routes, "RouteConfigurationDefinition");
        for (Element route : ofType(routes, "RouteDefinition")) {
            Optional<Value> wanted = route.option("routeConfigurationId")
                    .filter(value -> !value.text().isBlank());
            if (wanted.isEmpty() || wanted.get().text().contains("{{")) {
                continue;
            }
            Set<String> ids = configurations.stream()
                    .filter(each -> each.file().name().equals(ERRORS)
                            || each.file().name().equals(route.file().name()))
                    .flatMap(each -> each.option("id").stream())
                    .map(Value::text)
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String pattern : wanted.get().text().split(",")) {
                if (ids.stream().noneMatch(id -> PatternHelper.matchPattern(id, pattern.strip()))) {
                    findings.add(route.file()
                            .finding(
                                    wanted.get(),
                                    pattern.strip(),
                                    "No routeConfiguration in " + ERRORS + " or in this file has the id \""
                                            + pattern.strip() + "\"." + Suggestion.among(ids, pattern.strip())
                                            + " Without the option, the one without an id holds."));
                }
            }
        }
    }

    private static List<Element> ofType(RoutesText routes, String type) {
        return routes.elements().stream()
                .filter(element ->
                        element.type().equals(type) && element.value().isMap())
                .toList();
    }
}
