package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that start a function, as EventBridge gets them: with the bucket's real name, source and detail type. */
final class EventPatternRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            Plan.rule(function).ifPresent(rule -> {
                try {
                    EventPattern.check("The event pattern of " + function.id(), pattern(rule));
                } catch (IllegalArgumentException e) {
                    String option = function.options().containsKey("pattern") ? "pattern" : "uri";
                    findings.add(subject.at(function, option, e.getMessage() + "."));
                }
            });
        }
        return findings;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> pattern(Map<String, Object> rule) {
        return (Map<String, Object>) rule.get("pattern");
    }
}
