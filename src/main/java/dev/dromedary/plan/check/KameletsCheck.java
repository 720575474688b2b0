package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.KameletNames;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.plan.TriggerPlan;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Kamelets that steps call: whether there is one, whether a function can run it, and whether its options are right. */
final class KameletsCheck implements Check {

    private static final String SCHEME = "kamelet";

    /** Of the component itself, which every Kamelet takes. */
    private static final Set<String> COMMON =
            Set.of("bridgeErrorHandler", "noErrorHandler", "location", "lazyStartProducer", "block", "timeout");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (EndpointText endpoint : EndpointText.all(routes.elements())) {
            String name = endpoint.path().replaceFirst("/.*", "");
            if (endpoint.scheme().equals(SCHEME)
                    && (!endpoint.isFrom()
                            || KameletText.isOwn(
                                    routes,
                                    endpoint.file().folder(),
                                    endpoint.uri().text()))
                    && !name.contains("{{")
                    && !name.contains("${")) {
                check(routes, endpoint, name, findings);
            }
        }
        for (SourceFile file : routes.files().values()) {
            if (file.name().endsWith(KameletNames.ENDING)) {
                file.root().ifPresentOrElse(root -> file(file, new KameletText(root), findings), () -> {
                    if (findings.stream().noneMatch(finding -> finding.file().equals(file.name()))) {
                        findings.add(new Finding(file.name(), 1, 1, "The file is empty, so it holds no Kamelet."));
                    }
                });
            }
        }
    }

    private static void file(SourceFile file, KameletText kamelet, List<Finding> findings) {
        String expected = file.name().replaceFirst("^.*/", "").replace(KameletNames.ENDING, "");
        if (!kamelet.hasTemplate()) {
            findings.add(new Finding(
                    file.name(),
                    1,
                    1,
                    "The file holds no Kamelet: it says in spec.template what steps it stands for."));
        } else if (!kamelet.name().equals(expected)) {
            findings.add(file.finding(
                    1,
                    1,
                    "name:",
                    "The Kamelet's name is \"" + kamelet.name() + "\"; after its file it has to be \"" + expected
                            + "\" (metadata, name)."));
        }
    }

    private static void check(RoutesText routes, EndpointText endpoint, String name, List<Finding> findings) {
        Optional<KameletText> found =
                KameletText.of(routes, endpoint.file().folder(), name).filter(KameletText::hasTemplate);
        if (found.isEmpty()) {
            findings.add(endpoint.finding(
                    endpoint.uri(),
                    "There is no Kamelet \"" + name + "\": neither "
                            + endpoint.file().folder() + "/" + name
                            + KameletNames.ENDING + " nor shared/" + name + KameletNames.ENDING
                            + " is there, and Camel's catalogue has none."));
            return;
        }
        KameletText kamelet = found.get();
        if (kamelet.isSource() && !endpoint.isFrom()) {
            findings.add(endpoint.finding(
                    endpoint.uri(), "The Kamelet \"" + name + "\" starts routes, and no step can send to it."));
            return;
        }
        if (endpoint.isFrom() && !starts(endpoint, name, kamelet, findings)) {
            return;
        }
        Set<String> missing = kamelet.missing();
        if (!missing.isEmpty()) {
            findings.add(endpoint.finding(
                    endpoint.uri(),
                    "The Kamelet \"" + name + "\" needs " + String.join(", ", missing)
                            + ", and the function does not hold it; use other steps, or "
                            + Library.add(String.join(",", missing))));
            return;
        }
        Set<String> allowed = new TreeSet<>(kamelet.options());
        for (String option : given(endpoint)) {
            if (!allowed.contains(option) && !COMMON.contains(option)) {
                Value at = endpoint.option(option).map(EndpointText.Option::at).orElse(endpoint.uri());
                findings.add(endpoint.finding(
                        at,
                        "The Kamelet \"" + name + "\" has no option \"" + option + "\"."
                                + Suggestion.among(allowed, option)));
            }
        }
        for (String option : kamelet.required()) {
            if (endpoint.option(option).isEmpty()) {
                findings.add(endpoint.finding(
                        endpoint.uri(), "The Kamelet \"" + name + "\" needs the option \"" + option + "\"."));
            }
        }
    }

    /** Whether a route can begin with it. */
    private static boolean starts(EndpointText endpoint, String name, KameletText kamelet, List<Finding> findings) {
        String why = "";
        if (!kamelet.isSource()) {
            why = "its type is not source (metadata, labels, camel.apache.org/kamelet.type)";
        } else if (!kamelet.from().orElse("").startsWith(TriggerPlan.PREFIX)) {
            why = "its from is \"" + kamelet.from().orElse("")
                    + "\", and a function is started by a trigger alone, such as" + " lambda-s3";
        } else if (!kamelet.handsOn()) {
            why = "its last step has to be to: kamelet:sink, where the route goes on";
        }
        if (!why.isEmpty()) {
            findings.add(endpoint.finding(
                    endpoint.uri(), "No route can begin with the Kamelet \"" + name + "\": " + why + "."));
        }
        return why.isEmpty();
    }

    private static Set<String> given(EndpointText endpoint) {
        Set<String> names = new LinkedHashSet<>(endpoint.parameters().keySet());
        String uri = endpoint.uri().text();
        if (uri.contains("?")) {
            Arrays.stream(uri.substring(uri.indexOf('?') + 1).split("&"))
                    .map(option -> option.replaceFirst("=.*", ""))
                    .filter(option -> option.matches("\\w+"))
                    .forEach(names::add);
        }
        return names;
    }
}
