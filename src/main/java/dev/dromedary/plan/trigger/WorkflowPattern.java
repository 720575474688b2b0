package dev.dromedary.plan.trigger;

import dev.dromedary.plan.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Event patterns that name the state machine of a workflow by {@code {"wildcard": "*:stateMachine:*ROUTE*"}}, which fits it at a desk and with
 * whatever stands around its name where it is deployed. Each environment has one of its own, and the bus {@code default} is that of all: the rule
 * names it whole.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Events of executions</a>
 */
final class WorkflowPattern {

    private static final Pattern NAMED = Pattern.compile("\\*:stateMachine:\\*([A-Za-z0-9_-]+)\\*");

    private WorkflowPattern() {}

    /** A pattern as it is deployed. */
    static Map<String, Object> deployed(Map<String, Object> pattern) {
        Map<String, Object> deployed = new LinkedHashMap<>();
        pattern.forEach((field, value) -> deployed.put(field, value(value)));
        return deployed;
    }

    @SuppressWarnings("unchecked")
    private static Object value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(WorkflowPattern::value).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.size() == 1 && map.get("wildcard") instanceof String wildcard) {
            Matcher named = NAMED.matcher(wildcard);
            if (named.matches()) {
                return ResourceKind.STATE_MACHINE.arn(named.group(1) + "-${environment}");
            }
        }
        return deployed((Map<String, Object>) map);
    }
}
