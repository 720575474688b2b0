package dev.dromedary.plan;

import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.query.SqlText;
import dev.dromedary.function.steps.query.TableList;
import dev.dromedary.plan.catalog.CatalogFormat;
import dev.dromedary.plan.catalog.CatalogTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables that what a route writes makes up, found by following its records from the step that opens them. Where it is not known
 * before the route runs what the records are, there is no table; what is wrong with a document is told by others.
 */
final class CatalogNeeds {

    /** In which order folders of partitions stand, where a query does not tell. */
    private static final List<String> OF_TIME = List.of("year", "month", "day", "hour");

    private final Map<String, CatalogTable> tables = new LinkedHashMap<>();
    private final Set<String> mixed = new TreeSet<>();
    private final List<AskedTable> asked = new ArrayList<>();
    private ChosenSchemas records = ChosenSchemas.NONE;

    /** By names; of one name there is one. */
    Collection<CatalogTable> tables() {
        return tables.values();
    }

    /** Names of those whose objects are not all alike, so that they can't be a table. */
    Set<String> mixed() {
        return mixed;
    }

    /** What steps ask Athena about. */
    List<AskedTable> asked() {
        return asked;
    }

    void asked(AskedTable table) {
        asked.add(table);
    }

    /** Follows a step. */
    void add(EndpointUse use, Needs needs) {
        switch (EndpointUri.identity(use.uri())) {
            case "records:open" ->
                records = ChosenSchemas.of(routes(needs), use.option("schema").orElse(""), name -> schema(needs, name));
            case "records:map" ->
                records =
                        records.mapped(use.option("mapping").orElse(""), (name, schema) -> mapped(needs, name, schema));
            case "records:write" ->
                records.keys(use.option("valid").orElse("")).forEach((key, schema) -> written(use, needs, key, schema));
            case "records:analyze" -> analyses(use, needs);
            case "query:store" ->
                schema(needs, use.option("schema").orElse("")).ifPresent(schema -> stored(use, needs, schema));
            default -> {
                // Writes no records.
            }
        }
    }

    private static Path routes(Needs needs) {
        return Path.of(needs.settings().resolve("{{dromedary.routes}}"));
    }

    private static Optional<String> read(Needs needs, String name) {
        Path file = routes(needs).resolve(name);
        try {
            return name.isEmpty() || name.contains("$") || !Files.isRegularFile(file)
                    ? Optional.empty()
                    : Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<TableSchema> schema(Needs needs, String name) {
        try {
            return read(needs, name).map(text -> TableSchema.of(name, JsonText.parse(name, text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<TableSchema> mapped(Needs needs, String name, TableSchema schema) {
        try {
            return read(needs, name).map(text -> {
                Map<String, Object> document = JsonText.parse(name, text);
                // No value of a property decides which columns there are, and no secret is read for a plan.
                return Mapping.of(name, document, schema, property -> "placeholder", columns(needs, name, document))
                        .schema();
            });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> columns(Needs needs, String name, Map<String, Object> document) {
        Map<String, List<String>> columns = new HashMap<>();
        Path routes = routes(needs);
        for (Map.Entry<String, LookupSource> lookup :
                Mapping.lookups(name, document).entrySet()) {
            lookup.getValue().file().ifPresent(file -> {
                try {
                    byte[] rows = Files.readString(routes.resolve(file)).getBytes(StandardCharsets.UTF_8);
                    columns.put(
                            lookup.getKey(),
                            LookupRows.read(
                                            file,
                                            new ByteArrayInputStream(rows),
                                            lookup.getValue().key())
                                    .columns());
                } catch (IOException e) {
                    throw new IllegalArgumentException("The lookup can't be read", e);
                }
            });
        }
        return columns;
    }

    private void written(EndpointUse use, Needs needs, String key, TableSchema schema) {
        Optional<String> folder = folder(key);
        String written = KeyPattern.of(key).suffix();
        Optional<CatalogFormat> format = CatalogFormat.of(use.option("format")
                .or(() -> schema.format().map(RecordFormat::word))
                .orElseGet(() -> written.replaceFirst("\\.(gz|zst)$", "").replaceFirst("^.*\\.", "")));
        if (folder.isEmpty() || format.isEmpty()) {
            return;
        }
        List<String> partitionBy = use.option("partitionBy")
                .map(columns ->
                        Arrays.stream(columns.split(",")).map(String::strip).toList())
                .orElse(List.of());
        bucket(use, needs)
                .ifPresent(bucket -> add(
                        use,
                        needs,
                        CatalogTable.of(
                                bucket.realName(),
                                folder.get(),
                                written.startsWith(".") ? written : "",
                                format.get(),
                                schema,
                                partitionBy)));
    }

    private void stored(EndpointUse use, Needs needs, TableSchema schema) {
        Optional<String> folder = folder(use.option("key").orElse(""));
        List<String> partitions = new ArrayList<>();
        if (use.option("partition").isPresent()) {
            read(needs, use.option("sql").orElse(""))
                    .map(text -> new SqlText("", text).parameters())
                    .ifPresent(partitions::addAll);
            partitions.removeAll(
                    TableList.of(use.option("parameters").orElse(null)).keySet());
            partitions.sort((one, other) -> Integer.compare(place(one), place(other)));
        }
        folder.ifPresent(found -> bucket(use, needs)
                .ifPresent(bucket -> add(
                        use,
                        needs,
                        CatalogTable.of(bucket.realName(), found, "", CatalogFormat.PARQUET, schema, partitions))));
    }

    private static int place(String partition) {
        int place = OF_TIME.indexOf(partition);
        return place < 0 ? OF_TIME.size() : place;
    }

    private void analyses(EndpointUse use, Needs needs) {
        folder(use.option("key").orElse("")).ifPresent(folder -> bucket(use, needs)
                .ifPresent(bucket -> add(use, needs, CatalogTable.ofAnalyses(bucket.realName(), folder))));
    }

    /** That of all keys that an expression may come to; nothing at the root of the bucket. */
    private static Optional<String> folder(String key) {
        String known = KeyPattern.of(key).prefix();
        int slash = known.lastIndexOf('/');
        return slash <= 0 ? Optional.empty() : Optional.of(known.substring(0, slash + 1));
    }

    private static Optional<Resource> bucket(EndpointUse use, Needs needs) {
        return needs.resource(use, "bucket", ResourceKind.BUCKET);
    }

    private void add(EndpointUse use, Needs needs, CatalogTable table) {
        CatalogTable before = tables.putIfAbsent(table.name(), table);
        if (before == null) {
            table.faults().forEach(fault -> needs.finding(use.step(), fault));
        } else if (!before.isOfSameFolder(table)) {
            needs.finding(use.step(), before.nameFault(table));
        } else if (!before.equals(table)) {
            mixed.add(table.name());
        }
    }
}
