package dev.dromedary.function.steps.query;

import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.PartitionName;
import dev.dromedary.function.steps.lineage.Dataset;
import dev.dromedary.function.steps.lineage.Facets;
import dev.dromedary.function.steps.lineage.LineageRun;
import dev.dromedary.function.steps.lineage.LineageStore;
import dev.dromedary.function.steps.lineage.RunEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a query that stores its result tells of its lineage: a run of a job of its own. Partitions are named by values, so folders
 * stand for them.
 *
 * @param store where it is told
 * @param query the file of the query
 * @param sql its text, without values
 */
record QueryLineage(LineageStore store, String query, String sql) {

    /**
     * Tells it.
     *
     * @param tables what was read
     * @param result what the result is
     * @param body what became of it: bucket, key, rows, bytes
     */
    void tell(Exchange exchange, List<QueryTable> tables, TableSchema result, Map<String, Object> body) {
        if (!store.isAsked()) {
            return;
        }
        String bucket = String.valueOf(body.get("bucket"));
        String key = String.valueOf(body.get("key"));
        String name = Path.of(query).getFileName().toString().replaceFirst("\\.sql$", "");
        LineageRun run = store.run(exchange, name, key, Instant.now());
        List<Dataset> inputs = tables.stream()
                .map(table -> Dataset.inBucket(
                        table.bucket(), folder(table.prefix()), Map.of("datasetType", Facets.table()), Map.of()))
                .distinct()
                .toList();
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("schema", Facets.schema(result.fields()));
        facets.put("storage", Facets.storage("parquet"));
        if (!PartitionName.above(key).isEmpty()) {
            facets.put("datasetType", Facets.table());
        }
        long rows = number(body.get("rows"));
        Dataset output = Dataset.inBucket(
                bucket,
                folder(key),
                facets,
                Map.of(
                        "outputStatistics",
                        Facets.outputStatistics(rows, number(body.get("bytes")), rows == 0 ? 0 : 1)));
        store.store(
                exchange,
                bucket,
                new RunEvent(
                        run,
                        LineageStore.description(exchange),
                        Optional.of(sql),
                        Optional.empty(),
                        inputs,
                        List.of(output)));
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** A key without partitions is its own name. */
    private static String folder(String key) {
        String object = key.endsWith("/") ? key + "object" : key;
        String partition = PartitionName.above(object);
        if (!partition.isEmpty()) {
            return object.substring(0, Math.max(1, object.indexOf("/" + partition + "/")));
        }
        return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    }
}
