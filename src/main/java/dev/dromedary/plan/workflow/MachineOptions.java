package dev.dromedary.plan.workflow;

/**
 * How a route is run as a state machine.
 *
 * @param type {@code STANDARD} or {@code EXPRESS}
 * @param timeout seconds that an execution may take
 * @param maximumConcurrency how many parts of a split run at the same time
 */
public record MachineOptions(String type, int timeout, int maximumConcurrency) {}
