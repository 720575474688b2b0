package dev.dromedary.plan.catalog;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.query.GlueName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the Glue Data Catalog: all objects of a folder that a step writes.
 *
 * @param name as queries name it
 * @param bucket the bucket's name in the plan
 * @param folder the folder in it, with a slash at its end
 * @param ending what keys of its objects end in, where others are in the folder, too; empty for nothing
 * @param format of its objects
 * @param columns that stand in objects
 * @param partitions columns that stand in keys, all texts
 * @param properties of the table, those of its projection
 * @param delimiter of CSV
 * @param description for people
 * @param leftOut fields that it can't show
 * @param faults what Glue would refuse, one sentence each
 */
public record CatalogTable(
        String name,
        String bucket,
        String folder,
        String ending,
        CatalogFormat format,
        List<CatalogColumn> columns,
        List<CatalogColumn> partitions,
        Map<String, String> properties,
        char delimiter,
        String description,
        List<String> leftOut,
        List<String> faults) {

    private static final String BY_PLACE =
            "Columns by their place: a file whose columns stand in another order is read wrongly.";

    /**
     * The table of what a step writes.
     *
     * @param bucket the bucket's name in the plan
     * @param folder the folder of its objects
     * @param ending what their keys end in
     * @param format of its objects
     * @param schema what its records are
     * @param partitionBy columns that are folders, in their order
     */
    public static CatalogTable of(
            String bucket,
            String folder,
            String ending,
            CatalogFormat format,
            TableSchema schema,
            List<String> partitionBy) {
        List<Field> inObjects = schema.fields().stream()
                .filter(field -> !partitionBy.contains(field.name()))
                .toList();
        List<Field> inKeys = partitionBy.stream()
                .map(name -> schema.fields().stream()
                        .filter(field -> field.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> Field.undescribed(name)))
                .toList();
        CatalogColumns columns = new CatalogColumns(format, inObjects);
        String name = GlueName.ofFolder(folder);
        List<String> faults = new ArrayList<>(columns.faults());
        CatalogName.fault("table", name).ifPresent(faults::add);
        if (columns.columns().isEmpty()) {
            faults.add("The table " + name + " would have no column that Athena can read; name columns with letters,"
                    + " digits and underscores.");
        }
        return new CatalogTable(
                name,
                bucket,
                folder,
                ending,
                format,
                columns.columns(),
                inKeys.stream()
                        .map(field -> new CatalogColumn(GlueName.plain(field.name()), "string", field.description()))
                        .toList(),
                Projection.of(inKeys, "s3://" + bucket + "/" + folder),
                schema.dialect().delimiter(),
                format == CatalogFormat.CSV ? BY_PLACE : "",
                columns.leftOut(),
                faults);
    }

    /** The table of documents that analyses are. */
    public static CatalogTable ofAnalyses(String bucket, String folder) {
        List<CatalogColumn> columns = new ArrayList<>();
        for (String text : List.of("correlation_id", "analysis_timestamp", "source_bucket", "source_key")) {
            columns.add(new CatalogColumn(text, "string", ""));
        }
        for (String number : List.of("records_analyzed", "records_skipped", "anomalous_records")) {
            columns.add(new CatalogColumn(number, "bigint", ""));
        }
        return new CatalogTable(
                GlueName.ofFolder(folder),
                bucket,
                folder,
                ".json",
                CatalogFormat.DOCUMENT,
                columns,
                List.of(),
                Map.of(),
                ',',
                "One row for each analysis.",
                List.of(),
                List.of());
    }

    /** Whether its objects are where another's are. */
    public boolean isOfSameFolder(CatalogTable other) {
        return bucket.equals(other.bucket) && folder.equals(other.folder);
    }

    /** That another folder's table would have the same name; one sentence. */
    public String nameFault(CatalogTable other) {
        return "Two tables of the Glue Data Catalog would have the name " + name + ": that of " + folder + " in "
                + bucket + " and that of " + other.folder + " in " + other.bucket + "; rename one of the folders.";
    }

    /** A query to begin with: few rows, of one partition where there are any. */
    String sample() {
        List<String> conditions = new ArrayList<>();
        if (!ending.isEmpty()) {
            conditions.add("\"$path\" LIKE '%" + ending + "'");
        }
        for (CatalogColumn partition : partitions) {
            String key = "projection." + partition.name() + ".";
            String value = Optional.ofNullable(properties.get(key + "values"))
                    .map(values -> values.split(",", 2)[0])
                    .orElseGet(() -> example(key));
            conditions.add(partition.name() + " = '" + value + "'");
        }
        return "SELECT * FROM \"" + name + "\""
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " LIMIT 100";
    }

    private String example(String key) {
        String first = properties.getOrDefault(key + "range", "VALUE").split(",", 2)[0];
        int digits = Integer.parseInt(properties.getOrDefault(key + "digits", "0"));
        return "0".repeat(Math.max(0, digits - first.length())) + first;
    }

    /** It in the plan. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("bucket", bucket);
        document.put("folder", folder);
        document.put("format", format.word());
        if (format == CatalogFormat.CSV) {
            document.put("delimiter", String.valueOf(delimiter));
        }
        if (!description.isEmpty()) {
            document.put("description", description);
        }
        document.put("columns", columns.stream().map(CatalogColumn::document).toList());
        if (!partitions.isEmpty()) {
            document.put(
                    "partitions",
                    partitions.stream().map(CatalogColumn::document).toList());
            document.put("properties", properties);
        }
        if (!leftOut.isEmpty()) {
            document.put("leftOut", leftOut);
        }
        document.put("query", sample());
        return document;
    }
}
