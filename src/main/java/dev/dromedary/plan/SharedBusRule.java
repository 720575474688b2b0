package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An account has one bus {@code default}, on which the events of AWS's own services arrive. What the routes of one
 * environment put there starts those of all others, as their patterns are the same.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html">Event buses</a>
 */
final class SharedBusRule implements Rule {

    private static final Resource SHARED = new Resource(ResourceKind.BUS, "default", false);

    private static final String REMEDY =
            "; name a bus by a property, such as {{orders.bus}}, which is then made for each"
                    + " environment, or list default under external if that is meant.";

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            function.trigger()
                    .rule(function)
                    .filter(rule -> rule.bus().equals(SHARED))
                    .filter(rule -> !isOfServices(rule.pattern()))
                    .ifPresent(rule -> findings.add(subject.at(
                            function,
                            "uri",
                            function.id()
                                    + " listens on the bus default, which all environments of an account share, to"
                                    + " events that are not of AWS's services" + REMEDY)));
            function.needs().emissions().forEach((emission, step) -> {
                if (emission instanceof Emission.Event event && event.bus().equals(SHARED)) {
                    findings.add(step.finding(
                            function.id() + " puts events on the bus default, which all environments of an account"
                                    + " share" + REMEDY));
                }
            });
        }
        return findings;
    }

    /** Whether only AWS itself puts such events: nobody else may use a source that begins with aws. */
    private static boolean isOfServices(Map<String, Object> pattern) {
        return pattern.get("source") instanceof List<?> sources
                && sources.stream().allMatch(SharedBusRule::isService);
    }

    private static boolean isService(Object source) {
        Object begin = source instanceof Map<?, ?> matcher ? matcher.get("prefix") : source;
        return begin instanceof String text && text.startsWith("aws.");
    }
}
