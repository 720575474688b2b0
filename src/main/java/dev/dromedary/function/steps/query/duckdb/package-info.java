/** DuckDB within the function. In a jar of its own: most functions don't have it. */
package dev.dromedary.function.steps.query.duckdb;
