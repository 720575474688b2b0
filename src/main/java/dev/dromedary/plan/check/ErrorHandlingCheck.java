package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.support.PatternHelper;

/** Whether each route is under error handling, and still is when an editor has saved the files, which gives ids. */
final class ErrorHandlingCheck implements Check {

    /** What every finding of this kind speaks of. */
    static final String SUBJECT = "error handling";

    /** What every function loads beside its own files. */
    private static final String SHARED = "shared/errors.camel.yaml";

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<Element> configurations = routes.ofType("RouteConfigurationDefinition");
        configurations.stream()
                .filter(each -> id(each).isEmpty())
                .map(each -> each.finding(
                        each.value(),
                        "The routeConfiguration has no id. An editor gives it one on saving, and no route is under"
                                + " its error handling any more. Set id: \"" + ErrorHandling.GLOBAL
                                + "\", which holds for every route that names none, or an id that routes name by"
                                + " routeConfigurationId."))
                .forEach(findings::add);
        List<Element> without = new ArrayList<>();
        for (Element route : routes.ofType("RouteDefinition")) {
            if (route.isFunction() || route.isCalled()) {
                List<Element> seen = configurations.stream()
                        .filter(each ->
                                each.file().name().equals(SHARED) || each.file().equals(route.file()))
                        .toList();
                if (wanted(route).isPresent()) {
                    named(route, wanted(route).get(), seen, findings);
                } else if (seen.stream().noneMatch(each -> handles(each) && isGlobal(each))) {
                    without.add(route);
                }
            }
        }
        boolean unknown = routes.misshapen().contains(SHARED)
                || configurations.stream().anyMatch(each -> each.file().name().equals(SHARED) && id(each).isEmpty());
        if (!without.isEmpty() && !unknown) {
            tell(routes, configurations, without, findings);
        }
    }

    private static void named(Element route, Value wanted, List<Element> seen, List<Finding> findings) {
        if (wanted.text().contains("{{")) {
            // The start tells.
            return;
        }
        Set<String> ids = seen.stream()
                .flatMap(each -> id(each).stream())
                .map(Value::text)
                .collect(Collectors.toCollection(TreeSet::new));
        // As Camel does: blanks count.
        List<String> unknown = List.of(wanted.text().split(",")).stream()
                .filter(pattern -> ids.stream().noneMatch(id -> PatternHelper.matchPattern(id, pattern)))
                .toList();
        unknown.forEach(pattern -> findings.add(route.finding(
                wanted,
                pattern,
                "No routeConfiguration in " + SHARED + " or in this file has the id \"" + pattern + "\"."
                        + Suggestion.among(ids, pattern) + " Without the option, the " + SUBJECT
                        + " with the id \"" + ErrorHandling.GLOBAL + "\" holds.")));
        boolean handled = seen.stream().anyMatch(each -> handles(each) && isNamed(each, wanted));
        if (unknown.isEmpty() && !handled) {
            findings.add(route.finding(wanted, ErrorHandling.fault(name(route), wanted.text())));
        }
    }

    /** Once, if it is for a reason that all have in common. */
    private static void tell(
            RoutesText routes, List<Element> configurations, List<Element> without, List<Finding> findings) {
        Optional<Element> unused = configurations.stream()
                .filter(each -> each.file().name().equals(SHARED) && handles(each) && !isGlobal(each))
                .filter(each -> routes.ofType("RouteDefinition").stream()
                        .flatMap(route -> wanted(route).stream())
                        .noneMatch(wanted -> isNamed(each, wanted)))
                .findFirst();
        unused.flatMap(ErrorHandlingCheck::id)
                .ifPresentOrElse(
                        id -> findings.add(unused.get()
                                .finding(
                                        id,
                                        "No route is under this " + SUBJECT + ", as none names \"" + id.text()
                                                + "\". Set id: \"" + ErrorHandling.GLOBAL
                                                + "\", which holds for every route that names none.")),
                        () -> without.forEach(route -> findings.add(route.finding(
                                route.option("id").orElse(route.value()), ErrorHandling.fault(name(route), null)))));
    }

    private static String name(Element route) {
        return route.routeId();
    }

    private static Optional<Value> id(Element configuration) {
        return configuration.option("id").filter(value -> !value.text().isBlank());
    }

    private static Optional<Value> wanted(Element route) {
        return route.option("routeConfigurationId")
                .filter(value -> !value.text().isBlank());
    }

    private static boolean isGlobal(Element configuration) {
        return id(configuration)
                .filter(value -> value.text().equals(ErrorHandling.GLOBAL))
                .isPresent();
    }

    private static boolean isNamed(Element configuration, Value wanted) {
        return id(configuration)
                .filter(value ->
                        PatternHelper.matchPatterns(value.text(), wanted.text().split(",")))
                .isPresent();
    }

    private static boolean handles(Element configuration) {
        return configuration.option("errorHandler").isPresent()
                || configuration.option("onException").isPresent();
    }
}
