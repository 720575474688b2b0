package dev.dromedary.function.steps.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.PartitionName;
import dev.dromedary.function.steps.lineage.Dataset;
import dev.dromedary.function.steps.lineage.Facets;
import dev.dromedary.function.steps.lineage.InputField;
import dev.dromedary.function.steps.lineage.LineageRun;
import dev.dromedary.function.steps.lineage.LineageStore;
import dev.dromedary.function.steps.lineage.RunEvent;
import dev.dromedary.function.steps.query.columns.Origins;
import dev.dromedary.function.steps.query.columns.QueryColumns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Tells it.
     *
     * @param of the query, with its values
     * @param engine what has run it, and may know what it consists of
     * @param result what the result is
     * @param body what became of it: bucket, key, rows, bytes
     */
    void tell(Exchange exchange, Query of, QueryEngine engine, TableSchema result, Map<String, Object> body) {
        if (!store.isAsked()) {
            return;
        }
        String bucket = String.valueOf(body.get("bucket"));
        String key = String.valueOf(body.get("key"));
        String name = Path.of(query).getFileName().toString().replaceFirst("\\.sql$", "");
        LineageRun run = store.run(exchange, name, key, Instant.now());
        Map<String, Dataset> inputs = new LinkedHashMap<>();
        of.tables()
                .forEach(table -> inputs.put(
                        table.name(),
                        Dataset.inBucket(
                                table.bucket(),
                                folder(table.prefix()),
                                Map.of("datasetType", Facets.table()),
                                Map.of())));
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("schema", Facets.schema(result.fields()));
        facets.put("storage", Facets.storage("parquet"));
        if (!of.isEmpty()) {
            columns(of, engine)
                    .ifPresent(columns -> facets.put("columnLineage", columnLineage(columns, result, inputs)));
        }
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
                        inputs.values().stream().distinct().toList(),
                        List.of(output)));
    }

    private static Optional<QueryColumns> columns(Query query, QueryEngine engine) {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        query.tables()
                .forEach(table -> tables.put(
                        table.name(),
                        table.schema().stream()
                                .flatMap(schema -> schema.fields().stream())
                                .map(field -> field.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet())));
        return engine.syntaxTree(query).flatMap(tree -> QueryColumns.of(tree(tree), tables));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB's syntax tree is no JSON", e);
        }
    }

    private static Map<String, Object> columnLineage(
            QueryColumns columns, TableSchema result, Map<String, Dataset> inputs) {
        Map<String, List<InputField>> fields = new LinkedHashMap<>();
        result.fields().forEach(field -> fields.put(field.name(), inputFields(columns.column(field.name()), inputs)));
        return Facets.columnLineage(fields, inputFields(columns.records(), inputs));
    }

    private static List<InputField> inputFields(Origins origins, Map<String, Dataset> inputs) {
        List<InputField> fields = new ArrayList<>();
        origins.all()
                .forEach((column, influences) -> fields.add(new InputField(
                        inputs.get(column.table()),
                        column.column(),
                        influences.stream()
                                .map(each -> new InputField.Transformation(each.type(), each.name(), false))
                                .toList())));
        return fields;
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
