package dev.dromedary.plan;

import java.util.List;

/**
 * A step at the place where a walk has met it.
 *
 * @param step the step
 * @param endpoints the endpoints that it names, placeholders unresolved
 * @param flow what is known of the headers before it
 */
record StepUse(Step step, List<String> endpoints, Flow flow) {}
