package dev.dromedary.function.steps;

/**
 * How much outputs may take.
 *
 * @param partitions the most partitions of one input; more are taken for a mistake, as a column that is different in each row
 * @param openPartitions the most that are written at the same time
 * @param openBytes about the most bytes of memory that all of them take together
 * @param rowGroupBytes about the size of a row group of Parquet in memory
 */
record OutputLimits(int partitions, int openPartitions, long openBytes, int rowGroupBytes) {

    static OutputLimits of(Settings settings) {
        return new OutputLimits(
                Math.toIntExact(settings.number("dromedary.partitions.most")),
                Math.toIntExact(settings.number("dromedary.partitions.open")),
                settings.number("dromedary.partitions.bytes"),
                Math.toIntExact(settings.number("dromedary.parquet.row-group-bytes")));
    }
}
