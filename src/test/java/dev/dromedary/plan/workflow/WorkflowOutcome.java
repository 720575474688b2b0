package dev.dromedary.plan.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What an execution came to.
 *
 * @param output its output as JSON; null if it failed
 * @param failure why it failed, or null
 * @param calls routes and bodies of its calls, sorted
 */
record WorkflowOutcome(JsonNode output, String failure, List<String> calls) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What differs, or null.
     *
     * @param machine what an interpreter comes to, where this is what Camel does
     * @param failingBranches whether branches that fail at the same time may end each other: then any one's failure counts
     */
    String difference(WorkflowOutcome machine, boolean failingBranches) throws JsonProcessingException {
        if ((failure == null) != (machine.failure() == null)) {
            return "one fails: " + this + ", and " + machine;
        }
        if (failure != null && !failingBranches && !failure.contains(message(machine.failure()))) {
            return "another failure: " + failure + ", and " + machine.failure();
        }
        if (failure == null && !same(output, machine.output())) {
            return "another output: " + output + ", and " + machine.output();
        }
        if (!failingBranches && !calls.equals(machine.calls())) {
            return "other calls: " + calls + ", and " + machine.calls();
        }
        return null;
    }

    private static String message(String failure) throws JsonProcessingException {
        String cause = failure.substring(failure.indexOf(": ") + 2);
        return cause.startsWith("{")
                ? MAPPER.readTree(cause).get("errorMessage").asText()
                : cause;
    }

    /** Numbers are the same if their values are. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? Double.compare(left.doubleValue(), right.doubleValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }
}
