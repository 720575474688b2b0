package dev.dromedary.function.steps.lineage;

import dev.dromedary.function.records.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The facets of OpenLineage that we use, each with the address of its JSON Schema.
 *
 * @see <a href="https://openlineage.io/docs/spec/facets/">Facets</a>
 */
public final class Facets {

    /** Who tells. */
    static final String PRODUCER = "urn:dromedary:function";

    /** What is in a folder. */
    public static final String TABLE = "TABLE";

    private static final String SPECIFICATION = "https://openlineage.io/spec/facets/";

    private Facets() {}

    private static Map<String, Object> facet(String version, String name) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", SPECIFICATION + version + "/" + name + ".json#/$defs/" + name);
        return facet;
    }

    static Map<String, Object> parent(UUID run, String namespace, String job) {
        Map<String, Object> facet = facet("1-2-0", "ParentRunFacet");
        facet.put("run", Map.of("runId", run.toString()));
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("namespace", namespace);
        name.put("name", job);
        facet.put("job", name);
        return facet;
    }

    static Map<String, Object> errorMessage(String message) {
        Map<String, Object> facet = facet("1-0-1", "ErrorMessageRunFacet");
        facet.put("message", message);
        facet.put("programmingLanguage", "JAVA");
        return facet;
    }

    static Map<String, Object> jobType() {
        Map<String, Object> facet = facet("2-0-4", "JobTypeJobFacet");
        facet.put("processingType", "BATCH");
        facet.put("integration", "DROMEDARY");
        facet.put("jobType", "ROUTE");
        return facet;
    }

    static Map<String, Object> documentation(String text) {
        Map<String, Object> facet = facet("1-1-0", "DocumentationJobFacet");
        facet.put("description", text);
        return facet;
    }

    static Map<String, Object> sql(String query) {
        Map<String, Object> facet = facet("1-1-0", "SQLJobFacet");
        facet.put("query", query);
        return facet;
    }

    /** The columns, those alone that a schema knows. */
    public static Map<String, Object> schema(List<Field> fields) {
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Field field : fields) {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("name", field.name());
            column.put("type", field.type().word());
            if (!field.description().isEmpty()) {
                column.put("description", field.description());
            }
            columns.add(column);
        }
        Map<String, Object> facet = facet("1-2-0", "SchemaDatasetFacet");
        facet.put("fields", columns);
        return facet;
    }

    /** Which version of a dataset it is: that of a bucket with versions, or the ETag. */
    public static Map<String, Object> version(String version) {
        Map<String, Object> facet = facet("1-0-1", "DatasetVersionDatasetFacet");
        facet.put("datasetVersion", version);
        return facet;
    }

    /** That it is not one object but all in a folder, as a catalogue's table. */
    public static Map<String, Object> table() {
        Map<String, Object> facet = facet("1-0-1", "DatasetTypeDatasetFacet");
        facet.put("datasetType", TABLE);
        return facet;
    }

    /** How it is stored: objects of a format. */
    public static Map<String, Object> storage(String format) {
        Map<String, Object> facet = facet("1-0-1", "StorageDatasetFacet");
        facet.put("storageLayer", "s3");
        facet.put("fileFormat", format);
        return facet;
    }

    /** What columns are made of: see {@link ColumnOrigin}. */
    public static Map<String, Object> columnLineage(Dataset input, List<ColumnOrigin> columns) {
        Map<String, List<InputField>> fields = new LinkedHashMap<>();
        columns.forEach(column -> fields.put(column.name(), column.inputFields(input)));
        return columnLineage(fields, List.of());
    }

    /**
     * What columns are made of.
     *
     * @param columns the columns of the inputs that act on each
     * @param records those that decide which records there are, and in which order
     */
    public static Map<String, Object> columnLineage(Map<String, List<InputField>> columns, List<InputField> records) {
        Map<String, Object> fields = new LinkedHashMap<>();
        columns.forEach((name, inputs) -> fields.put(name, Map.of("inputFields", documents(inputs))));
        Map<String, Object> facet = facet("1-2-0", "ColumnLineageDatasetFacet");
        facet.put("fields", fields);
        if (!records.isEmpty()) {
            facet.put("dataset", documents(records));
        }
        return facet;
    }

    private static List<Map<String, Object>> documents(List<InputField> fields) {
        return fields.stream().map(InputField::document).toList();
    }

    /**
     * How much was read.
     *
     * @param bytes of the object as it is stored; null if that is not known
     */
    public static Map<String, Object> dataQualityMetrics(long rows, Long bytes) {
        Map<String, Object> facet = facet("1-0-3", "DataQualityMetricsInputDatasetFacet");
        facet.put("rowCount", rows);
        if (bytes != null) {
            facet.put("bytes", bytes);
        }
        facet.put("fileCount", 1);
        // What is in columns would be values of records.
        facet.put("columnMetrics", Map.of());
        return facet;
    }

    /** What rows were held to. */
    public static Map<String, Object> dataQualityAssertions(List<Assertion> assertions) {
        Map<String, Object> facet = facet("1-1-0", "DataQualityAssertionsDatasetFacet");
        facet.put("assertions", assertions.stream().map(Assertion::document).toList());
        return facet;
    }

    /** How much was written: rows, bytes and objects. */
    public static Map<String, Object> outputStatistics(long rows, long bytes, long files) {
        Map<String, Object> facet = facet("1-0-2", "OutputStatisticsOutputDatasetFacet");
        facet.put("rowCount", rows);
        facet.put("size", bytes);
        facet.put("fileCount", files);
        return facet;
    }

    /** How much was written that has no rows: bytes of one object. */
    public static Map<String, Object> outputStatisticsOfObject(long bytes) {
        Map<String, Object> facet = facet("1-0-2", "OutputStatisticsOutputDatasetFacet");
        facet.put("size", bytes);
        facet.put("fileCount", 1);
        return facet;
    }

    /** How many records were sent, where nobody counts bytes. */
    public static Map<String, Object> outputStatistics(long rows) {
        Map<String, Object> facet = facet("1-0-2", "OutputStatisticsOutputDatasetFacet");
        facet.put("rowCount", rows);
        return facet;
    }
}
