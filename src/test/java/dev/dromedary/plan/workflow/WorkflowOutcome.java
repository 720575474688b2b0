package dev.dromedary.plan.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What an execution came to.
 *
 * @param output its output as JSON; null if it failed
 * @param failure why it failed, or null
 * @param calls routes and bodies of its calls, sorted
 */
record WorkflowOutcome(JsonNode output, String failure, List<String> calls) {}
