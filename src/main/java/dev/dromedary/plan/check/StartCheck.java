package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.AwsServices;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.Environments;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RememberedClassPath;
import dev.dromedary.plan.RouteSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * Starts each function in whose files nothing is wrong, as Lambda's init phase does: no call leaves the machine, and no
 * message comes. What no other check knows of is found here, in the words of what did not start.
 */
final class StartCheck implements Check {

    /** Camel's words for the step and the route that failed. */
    private static final Pattern STEP = Pattern.compile(">>> \\w+\\[(.*?)[?\\]].* <<<");

    private static final Pattern ROUTE = Pattern.compile("Failed to (?:create|start) route: ([\\w-]+)");

    private final Predicate<RouteFiles> started;

    private StartCheck(Predicate<RouteFiles> started) {
        this.started = started;
    }

    /** Starts all functions. */
    static StartCheck ofAll() {
        return new StartCheck(files -> true);
    }

    /** Starts the functions that an environment has settings for; the others are in it what they are everywhere. */
    static StartCheck ofEnvironments() {
        return new StartCheck(files -> files.properties().stream()
                .anyMatch(file -> Environments.of(file).isPresent()));
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        Set<String> wrong = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(Finding::file)
                .collect(Collectors.toSet());
        // A function is a context of its own, so they start beside each other.
        List<Optional<Finding>> failures = routes.elements().stream()
                .filter(route -> route.type().equals("RouteDefinition")
                        && route.isFunction()
                        && !wrong.contains(route.file().name()))
                .map(route -> Beside.here(() -> start(routes, route, wrong)))
                .toList()
                .parallelStream()
                .map(Supplier::get)
                .toList();
        for (Optional<Finding> failure : failures) {
            // A document that is wrong is told of where it is wrong, and a shared route once.
            failure.filter(finding -> wrong.stream().noneMatch(finding.message()::contains)
                            && findings.stream().noneMatch(each -> each.place().equals(finding.place())))
                    .ifPresent(findings::add);
        }
    }

    private Optional<Finding> start(RoutesText routes, Element route, Set<String> wrong) {
        String id = route.routeId();
        try {
            RouteFiles files = routes.folder().files(id);
            if (!routes.folder().deploys(source(route))) {
                return Optional.empty();
            }
            if (started.test(files)
                    && Stream.of(files.routes(), files.properties())
                            .flatMap(List::stream)
                            .noneMatch(wrong::contains)) {
                RouteFunction.start(files, id, services(routes.folder().classPath()))
                        .close();
            }
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            return Optional.of(finding(routes, route, e));
        }
    }

    private static RouteSource source(Element route) {
        return new RouteSource(
                route.routeId(),
                route.file().name(),
                route.value().line(),
                route.from().map(Value::text).orElse(""),
                route.text("precondition"));
    }

    private static Services services(RememberedClassPath classPath) {
        return context -> {
            classPath.install(context);
            // As for the plan, the environment of this machine has no say: two machines find the same.
            PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
            AwsServices.closed().bind(context);
        };
    }

    private static Finding finding(RoutesText routes, Element function, Throwable failure) {
        Throwable deepest = failure;
        StringBuilder all = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            deepest = each;
            all.append(each.getMessage()).append('\n');
        }
        Matcher named = ROUTE.matcher(all);
        Element route = Optional.of(named)
                .filter(Matcher::find)
                .flatMap(found -> routes.ofType("RouteDefinition").stream()
                        .filter(each -> each.option("id")
                                .map(Value::text)
                                .filter(found.group(1)::equals)
                                .isPresent())
                        .findFirst())
                .orElse(function);
        String message = deepest.getMessage() == null || deepest instanceof NullPointerException
                ? deepest.getClass().getSimpleName()
                : deepest.getMessage()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip()
                        // A class of Camel's helps nobody.
                        .replaceFirst("(,? of| with)? type:? (org\\.apache\\.camel\\.\\S+|java\\.\\S+)", "")
                        .replaceAll("\\b(?:org\\.apache\\.camel|java\\.(?:lang|util))\\.(?:\\w+\\.)*(\\w+)", "$1");
        String sentence = "The function " + function.routeId() + " does not start: " + message
                + (message.endsWith(".") ? "" : ".");
        Matcher step = STEP.matcher(all);
        Value from = route.value().get("from").orElse(route.value());
        return step.find()
                ? route.finding(from, step.group(1).replaceFirst("^([a-z0-9-]+):(//)?", ""), sentence)
                : route.finding(from, sentence);
    }
}
