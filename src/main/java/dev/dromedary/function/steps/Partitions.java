package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The valid rows of a run, parted by values of columns: an object for each partition. Of those that are written only so many are open
 * at the same time, and only so much of them is in memory: the one that was written longest ago is uploaded, and begun again as
 * another part when rows for it come. None is visible before all are.
 */
final class Partitions {

    private final OutputOptions options;
    private final OutputWriters writers;
    /** The one that was written longest ago comes first. */
    private final Map<String, OutputFile> open = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, List<OutputFile>> all = new TreeMap<>();

    Partitions(OutputOptions options, OutputWriters writers) {
        this.options = options;
        this.writers = writers;
    }

    /**
     * Writes the valid ones of the rows, into memory.
     *
     * @throws TooManyPartitionsException if they belong to more partitions than are allowed; nothing is written then
     */
    int write(List<Row> rows) throws IOException {
        Map<String, List<Row>> parted = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.valid()) {
                parted.computeIfAbsent(PartitionName.of(row, options.partitionBy()), any -> new ArrayList<>())
                        .add(row);
            }
        }
        long names = all.size()
                + parted.keySet().stream()
                        .filter(name -> !all.containsKey(name))
                        .count();
        if (names > options.limits().partitions()) {
            throw new TooManyPartitionsException(options);
        }
        int written = 0;
        for (Map.Entry<String, List<Row>> part : parted.entrySet()) {
            written += file(part.getKey()).write(part.getValue());
        }
        return written;
    }

    private OutputFile file(String name) throws IOException {
        OutputFile file = open.get(name);
        if (file == null) {
            List<OutputFile> parts = all.computeIfAbsent(name, any -> new ArrayList<>());
            file = writers.valid(PartitionName.key(options.validKey(), name, parts.size() + 1));
            parts.add(file);
            open.put(name, file);
        }
        return file;
    }

    /** Uploads what fills parts, and whole objects until the others fit. Can be called again after a failure. */
    void uploadFullParts() throws IOException {
        open.values().forEach(OutputFile::uploadFullParts);
        if (held() > options.limits().openBytes()) {
            for (OutputFile file : open.values()) {
                file.shrink();
            }
        }
        long held = held();
        while (open.size() > options.limits().openPartitions()
                || open.size() > 1 && held > options.limits().openBytes()) {
            Map.Entry<String, OutputFile> oldest = open.entrySet().iterator().next();
            held -= oldest.getValue().held();
            oldest.getValue().seal();
            open.remove(oldest.getKey());
        }
    }

    private long held() {
        return open.values().stream().mapToLong(OutputFile::held).sum();
    }

    /** The objects by their partitions. */
    Map<String, List<OutputFile>> all() {
        return all;
    }

    List<OutputFile> files() {
        return all.values().stream().flatMap(List::stream).toList();
    }

    /** There are so many that a mistake is more likely than a wish. */
    static final class TooManyPartitionsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyPartitionsException(OutputOptions options) {
            super("The rows belong to more than " + options.limits().partitions() + " partitions by "
                    + String.join(", ", options.partitionBy())
                    + "; choose columns of fewer values, or raise dromedary.partitions.most");
        }
    }
}
