/**
 * The expression language of rules, anomalies, filters and columns: the subset of SQL that Trino and DuckDB share, with exact
 * decimals, compiled once and worked out on cells. Knows nothing else of ours.
 */
package dev.dromedary.function.records.expression;
