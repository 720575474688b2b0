/** Steps of {@code records:} that send batches of records to queues, tables and streams. */
package dev.dromedary.function.steps.sink;
