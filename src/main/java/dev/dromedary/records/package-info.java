/**
 * Pure data work: rows, schema, validation, writing. Knows neither Camel nor AWS.
 *
 * <p>The way of a file: {@link dev.dromedary.records.CountedInput} counts and hashes the stored bytes,
 * {@link dev.dromedary.records.GunzipInput} expands them if they are gzip, {@link dev.dromedary.records.RowReader} cuts
 * them into rows, {@link dev.dromedary.records.BatchValidator} judges the rows by a
 * {@link dev.dromedary.records.TableSchema}, and two {@link dev.dromedary.records.RowWriter}s write the valid and the
 * rejected ones. Nothing here holds more of a file in memory than the rows that the caller keeps.
 *
 * <p>Three kinds of failure are kept apart: a row's fault is a reason in the row, a file's fault is a
 * {@link dev.dromedary.records.Defect}, and everything else (I/O) is an exception.
 */
package dev.dromedary.records;
