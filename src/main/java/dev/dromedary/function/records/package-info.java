/**
 * Pure data work: rows, schema, validation, writing. Knows neither Camel nor AWS.
 *
 * <p>The way of a file: {@link dev.dromedary.function.records.CountedInput} counts and hashes the stored bytes,
 * {@link dev.dromedary.function.records.GunzipInput} expands them if they are gzip, {@link dev.dromedary.function.records.RowReader} cuts
 * them into rows, {@link dev.dromedary.function.records.BatchValidator} judges the rows by a
 * {@link dev.dromedary.function.records.TableSchema}, and two {@link dev.dromedary.function.records.RowWriter}s write the valid and the
 * rejected ones. Nothing here holds more of a file in memory than the rows that the caller keeps.
 *
 * <p>Three kinds of failure are kept apart: a row's fault is a reason in the row, a file's fault is a
 * {@link dev.dromedary.function.records.Defect}, and everything else (I/O) is an exception.
 *
 * <p>A row is rejected for the first of these:
 *
 * <ul>
 *   <li>{@code undecodable_bytes}, {@code malformed_quote}, {@code wrong_number_of_values}: it can't be used as it stands
 *   <li>{@code missing_<field>}: a required value is empty; fields in the schema's order
 *   <li>{@code invalid_<field>}: a value is not of its field's type, or breaks a constraint; fields in the schema's order
 *   <li>the reasons of the schema's rules, in their order
 *   <li>{@code invalid_where}, {@code invalid_<column>}, {@code duplicate_<columns>}: a mapping can't shape it
 * </ul>
 *
 * <p>A file is refused whole for one of these:
 *
 * <ul>
 *   <li>{@code empty_file}: there is no header, at most a byte order mark and blank lines. A header alone is no defect
 *   <li>{@code undecodable_header}, {@code malformed_header}, {@code header_too_large}, {@code too_many_columns},
 *       {@code blank_column}, {@code duplicate_column}: the header can't be used
 *   <li>{@code missing_column}, {@code unexpected_column}, {@code wrong_column_order}: the header doesn't fit the schema
 *   <li>{@code unclosed_quote}: a quote is open at the end of the file, or where a row reaches its limit
 *   <li>{@code record_too_large}: a row passes its limit
 *   <li>{@code gzip_corrupt}, {@code gzip_too_large}, {@code gzip_ratio}: the file can't or must not be expanded
 * </ul>
 */
package dev.dromedary.function.records;
