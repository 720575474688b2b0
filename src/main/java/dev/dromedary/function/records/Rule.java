package dev.dromedary.function.records;

/**
 * What must hold for a row, else it is rejected for the reason; a row that lacks one of the values is not judged by it.
 */
public record Rule(Expression expression, String reason) {}
