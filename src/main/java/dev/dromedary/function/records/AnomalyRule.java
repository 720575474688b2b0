package dev.dromedary.function.records;

/**
 * What makes a row stand out. A row that lacks one of the values that the expression looks at does not.
 *
 * @param name what the rule is called in messages
 * @param expression what must hold for a row to stand out
 * @param label what such a row is labelled, for people
 */
public record AnomalyRule(String name, Expression expression, String label) {}
