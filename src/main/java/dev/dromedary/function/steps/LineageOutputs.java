package dev.dromedary.function.steps;

import dev.dromedary.function.steps.lineage.Dataset;
import dev.dromedary.function.steps.lineage.Facets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has made, as its lineage tells it. Names of partitions are values of records, so what is parted is told as one folder.
 *
 * @param run the run
 * @param input the object that it has read
 * @param region where queues, tables and streams are
 */
record LineageOutputs(Run run, Dataset input, String region) {

    /** What each kind of sink is called where datasets are named by their service. */
    private static final Map<String, String> SERVICES =
            Map.of("queue", "sqs", "table", "dynamodb", "stream", "kinesis", "delivery_stream", "firehose");

    /** What was written and sent, once it is visible. */
    List<Dataset> all() {
        List<Dataset> all = new ArrayList<>();
        run.product(Outputs.class).ifPresent(outputs -> outputs.all().forEach(output -> written(output, all)));
        run.sinks().all().forEach(sink -> all.add(sent(sink)));
        return all;
    }

    private void written(Output output, List<Dataset> all) {
        String bucket = output.options().bucket();
        output.valid().ifPresent(file -> {
            Map<String, Object> facets = valid(output.formatOf(file).word());
            facets.put("version", Facets.version(file.upload().etag()));
            all.add(Dataset.inBucket(bucket, file.upload().key(), facets, statistics(List.of(file))));
        });
        output.partitions()
                .map(Partitions::files)
                .filter(files -> !files.isEmpty())
                .ifPresent(files -> {
                    Map<String, Object> facets =
                            valid(output.formatOf(files.get(0)).word());
                    facets.put("datasetType", Facets.table());
                    String folder = PartitionName.folder(output.options().validKey());
                    all.add(Dataset.inBucket(bucket, folder, facets, statistics(files)));
                });
        output.rejected().ifPresent(file -> {
            Map<String, Object> facets = new LinkedHashMap<>();
            facets.put("version", Facets.version(file.upload().etag()));
            facets.put("storage", Facets.storage(output.formatOf(file).word()));
            all.add(Dataset.inBucket(bucket, file.upload().key(), facets, statistics(List.of(file))));
        });
    }

    private Map<String, Object> valid(String format) {
        Map<String, Object> facets = shaped();
        facets.put("storage", Facets.storage(format));
        return facets;
    }

    private Map<String, Object> shaped() {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("schema", Facets.schema(run.shape().fields()));
        facets.put("columnLineage", Facets.columnLineage(input, run.shapings().origins(run.schema())));
        return facets;
    }

    private static Map<String, Object> statistics(List<OutputFile> files) {
        return Map.of(
                "outputStatistics",
                Facets.outputStatistics(
                        files.stream().mapToLong(OutputFile::records).sum(),
                        files.stream().mapToLong(file -> file.upload().size()).sum(),
                        files.size()));
    }

    private Dataset sent(SinkCounts sink) {
        return new Dataset(
                SERVICES.get(sink.kind()) + "://" + region,
                sink.name(),
                shaped(),
                Map.of("outputStatistics", Facets.outputStatistics(sink.sent())));
    }

    /** The document of an analysis, once it is visible. */
    List<Dataset> analysis(AnalysisOutput output) {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("version", Facets.version(output.etag()));
        facets.put("storage", Facets.storage("json"));
        return List.of(Dataset.inBucket(
                output.bucket(),
                output.key(),
                facets,
                Map.of("outputStatistics", Facets.outputStatisticsOfObject(output.bytes()))));
    }
}
