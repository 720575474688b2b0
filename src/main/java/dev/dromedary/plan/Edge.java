package dev.dromedary.plan;

/**
 * One function may start another.
 *
 * @param from the function that sends or writes
 * @param to the function that is started
 * @param through by what, for people
 * @param step the step that sends or writes
 */
public record Edge(String from, String to, String through, Step step) {}
