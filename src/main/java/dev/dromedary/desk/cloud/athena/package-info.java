/** Athena at a desk, on DuckDB. */
package dev.dromedary.desk.cloud.athena;
