package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What was read of a file.
 *
 * @param format {@code csv} or {@code ndjson}
 * @param dialect what a CSV file has otherwise than RFC 4180, in the words of a Table Dialect; empty if nothing
 * @param columns in the file's order
 * @param rows how many records were read
 * @param whole whether these are all records of the file
 */
record Sample(String format, ObjectNode dialect, List<ColumnProfile> columns, long rows, boolean whole) {}
