package dev.dromedary.function.records;

/**
 * What must hold between the values of one row. A row that lacks one of the values is not judged by it.
 *
 * @param expression what must hold
 * @param reason the reason that a row carries for which it doesn't
 */
public record Rule(Expression expression, String reason) {}
