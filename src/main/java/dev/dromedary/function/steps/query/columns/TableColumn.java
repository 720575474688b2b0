package dev.dromedary.function.steps.query.columns;

/**
 * A column of one of a query's tables.
 *
 * @param table what the query calls the table
 * @param column as the query writes it
 */
public record TableColumn(String table, String column) {}
