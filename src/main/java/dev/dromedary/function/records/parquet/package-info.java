/**
 * Writes records as Parquet: with encoders of its own, which cost half the time of parquet-java's, and the documents of
 * parquet-format; without Hadoop. It is not in the zip of functions that write none.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">The format</a>
 */
package dev.dromedary.function.records.parquet;
