package dev.dromedary.function.steps;

import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one step {@code records:write} writes: valid rows, whole or parted, rejected ones with their reasons, or both. */
final class Output {

    private final OutputOptions options;
    private final OutputWriters writers;
    private final BatchOrder order = new BatchOrder();

    private OutputFile valid;
    private Partitions partitions;
    private OutputFile rejected;
    private long validRows;
    private long rejectedRows;

    Output(OutputOptions options, OutputWriters writers) {
        this.options = options;
        this.writers = writers;
    }

    OutputOptions options() {
        return options;
    }

    /** The format of one of its objects. */
    RecordFormat formatOf(OutputFile file) {
        return file == rejected ? writers.read() : writers.format();
    }

    /**
     * Writes a batch, once for each index of the split.
     *
     * @return whether it is done for the first time
     */
    boolean write(int index, List<Row> rows) throws IOException {
        boolean isNew = order.isNew(index);
        if (isNew) {
            if (order.isFirst()) {
                begin();
            }
            // Into memory, which can't fail halfway; a repeated step finds the index done and goes on uploading.
            if (partitions != null) {
                validRows += partitions.write(rows);
            } else if (valid != null) {
                validRows += valid.write(rows);
            }
            if (rejected != null) {
                rejectedRows += rejected.write(rows);
            }
            order.done(index);
        }
        return isNew;
    }

    private void begin() throws IOException {
        if (!options.partitionBy().isEmpty()) {
            partitions = new Partitions(options, writers);
        } else if (options.validKey() != null) {
            valid = writers.valid(options.validKey());
        }
        if (options.rejectedKey() != null) {
            rejected = writers.rejected(options.rejectedKey());
        }
    }

    void uploadFullParts() throws IOException {
        if (partitions != null) {
            partitions.uploadFullParts();
        }
        if (valid != null) {
            valid.uploadFullParts();
        }
        if (rejected != null) {
            rejected.uploadFullParts();
        }
    }

    /**
     * Makes sure that each row was written that belongs here.
     *
     * @throws IllegalStateException if rows are missing
     */
    void requireAll(RowCounts counts) {
        boolean all = (options.validKey() == null || validRows == counts.valid())
                && (options.rejectedKey() == null || rejectedRows == counts.rejected());
        if (!all) {
            throw new IllegalStateException("Rows valid: " + counts.valid() + ", rejected: " + counts.rejected()
                    + "; written by one records:write: " + validRows + " and " + rejectedRows
                    + ". Every batch of the split must pass each records:write once, whole");
        }
    }

    /** All its objects, the valid rows' first. */
    List<OutputFile> files() {
        List<OutputFile> files = new ArrayList<>();
        valid().ifPresent(files::add);
        partitions().ifPresent(parted -> files.addAll(parted.files()));
        rejected().ifPresent(files::add);
        return files;
    }

    Optional<OutputFile> valid() {
        return Optional.ofNullable(valid);
    }

    Optional<Partitions> partitions() {
        return Optional.ofNullable(partitions);
    }

    Optional<OutputFile> rejected() {
        return Optional.ofNullable(rejected);
    }
}
