package dev.dromedary.function.records;

/**
 * A row stands out, and gets the label, if the expression holds for it; not if it lacks one of the values looked at.
 */
public record AnomalyRule(String name, Expression expression, String label) {}
