package dev.dromedary.function.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a manifest says of the objects that were written. The first of valid rows and the first of rejected ones have fields of their
 * own; where there are more, or partitions, a list tells of all.
 *
 * @param outputs the visible outputs
 */
record ManifestOutputs(Outputs outputs) {

    void describe(Map<String, Object> document) {
        outputs.all().stream()
                .flatMap(output -> output.valid().stream())
                .findFirst()
                .ifPresent(file -> describe(document, "processed", file.upload()));
        outputs.all().stream()
                .flatMap(output -> output.rejected().stream())
                .findFirst()
                .ifPresent(file -> describe(document, "rejected", file.upload()));
        boolean parted =
                outputs.all().stream().anyMatch(output -> output.partitions().isPresent());
        if (parted || outputs.all().size() > 1) {
            list(document);
        }
    }

    private static void describe(Map<String, Object> document, String name, S3Upload upload) {
        document.put(name + "_key", upload.key());
        document.put(name + "_etag", upload.etag());
        document.put(name + "_bytes", upload.size());
    }

    private void list(Map<String, Object> document) {
        List<Map<String, Object>> list = new ArrayList<>();
        TreeSet<String> partitions = new TreeSet<>();
        for (Output output : outputs.all()) {
            output.valid().ifPresent(file -> list.add(entry(output, file, "valid")));
            output.partitions().ifPresent(parted -> parted.all().forEach((name, files) -> {
                partitions.add(name);
                files.forEach(file -> {
                    Map<String, Object> entry = entry(output, file, "valid");
                    entry.put("partition", name);
                    list.add(entry);
                });
            }));
            output.rejected().ifPresent(file -> list.add(entry(output, file, "rejected")));
        }
        document.put("outputs", list);
        if (outputs.all().stream().anyMatch(output -> output.partitions().isPresent())) {
            document.put("partitions", List.copyOf(partitions));
        }
    }

    private static Map<String, Object> entry(Output output, OutputFile file, String records) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("bucket", output.options().bucket());
        entry.put("key", file.upload().key());
        entry.put("etag", file.upload().etag());
        entry.put("bytes", file.upload().size());
        entry.put(records, file.records());
        entry.put("format", output.formatOf(file).word());
        return entry;
    }
}
