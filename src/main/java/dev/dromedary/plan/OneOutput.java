package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All rows of an object go to the outputs that its first batch was written to. A second {@code records:write} with other keys, or
 * a key that differs by batch, would send rows elsewhere; the run fails there, and what can be seen before is found here.
 */
final class OneOutput {

    private static final Pattern STEP = Pattern.compile("records:(?://)?(write|analyze)(\\?.*|$)", Pattern.DOTALL);

    /** What a batch has of its own. */
    private static final Pattern VARYING =
            Pattern.compile("\\$\\{(?:body|bodyAs|mandatoryBodyAs|exchangeId|id|messageId|uuid|random)\\b[^}]*}"
                    + "|\\$\\{[^}]*CamelSplit(?:Index|Size|Complete)[^}]*}");

    private OneOutput() {}

    /**
     * Looks at a route.
     *
     * @param route the whole route
     * @return what is wrong, in the order of lines
     */
    static List<Finding> in(Step route) {
        List<Finding> findings = new ArrayList<>();
        splits(route, findings);
        return findings;
    }

    private static void splits(Step step, List<Finding> findings) {
        if (step.name().equals("split")) {
            writers(step, new LinkedHashMap<>(), findings);
        } else {
            step.children().forEach(child -> splits(child, findings));
        }
    }

    /** @param first the first endpoint of each operation */
    private static void writers(Step step, Map<String, String> first, List<Finding> findings) {
        for (String endpoint : EndpointNames.of(step, false)) {
            Matcher matcher = STEP.matcher(endpoint);
            if (matcher.matches()) {
                look(step, "records:" + matcher.group(1), endpoint, first, findings);
            }
        }
        step.children().forEach(child -> writers(child, first, findings));
    }

    private static void look(
            Step step, String name, String endpoint, Map<String, String> first, List<Finding> findings) {
        String before = first.putIfAbsent(name, endpoint);
        if (before != null && !before.equals(endpoint)) {
            findings.add(step.finding(
                    name + " stands in this split a second time, with other options; all rows of an object go where the"
                            + " first one writes, so the run would fail. Use one " + name + " in a split."));
        }
        Matcher varying = VARYING.matcher(endpoint);
        if (varying.find()) {
            findings.add(step.finding("\"" + varying.group()
                    + "\" differs by batch, but all rows of an object go where its first batch was"
                    + " written; use what is the same for the whole object in the keys of " + name
                    + ", such as ${exchangeProperty.name}."));
        }
    }
}
