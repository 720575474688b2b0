package dev.dromedary.function.steps;

import dev.dromedary.function.records.Compression;
import dev.dromedary.function.records.RecordFormat;
import java.util.List;

/**
 * What a step {@code records:write} is to write.
 *
 * @param bucket where
 * @param validKey key of the valid rows; null for none
 * @param rejectedKey key of the rejected ones; null for none
 * @param format of the valid rows; null: as they came
 * @param compression how both are packed
 * @param partitionBy columns by whose values the valid rows are parted; empty for one object
 * @param escapeFormulas whether what a spreadsheet would take for a formula is escaped
 * @param limits of partitions and row groups
 */
record OutputOptions(
        String bucket,
        String validKey,
        String rejectedKey,
        RecordFormat format,
        Compression compression,
        List<String> partitionBy,
        boolean escapeFormulas,
        OutputLimits limits) {

    OutputOptions {
        partitionBy = List.copyOf(partitionBy);
    }
}
