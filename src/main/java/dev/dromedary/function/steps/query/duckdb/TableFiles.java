package dev.dromedary.function.steps.query.duckdb;

import dev.dromedary.function.steps.query.QueryFailedException;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import dev.dromedary.function.steps.query.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of tables as files, and what DuckDB reads them by. */
final class TableFiles {

    private static final String PARQUET = ".parquet";

    private final KeptObjects objects;
    private final Path folder;
    private final Map<String, Long> counts = new HashMap<>();

    TableFiles(KeptObjects objects, Path folder) {
        this.objects = objects;
        this.folder = folder;
    }

    /** Fetches a table's objects, into folders that are called as their partitions. One that is gone by now is left out. */
    void download(QueryTable table) throws IOException {
        long count = 0;
        for (TableObject object : table.objects()) {
            Path file = file(table, object, count);
            Files.createDirectories(file.getParent());
            if (objects.fetch(table, object, file)) {
                count++;
            }
        }
        counts.put(table.name(), count);
    }

    /** Keys are any text; of them only names of partitions become folders. */
    private Path file(QueryTable table, TableObject object, long number) {
        Path path = folder.resolve("tables").resolve(table.name());
        for (String part : partitions(object.key())) {
            path = path.resolve(part);
        }
        return path.resolve(number + extension(object.key()));
    }

    private static List<String> partitions(String key) {
        return Arrays.stream(key.substring(0, key.lastIndexOf('/') + 1).split("/"))
                .filter(part -> part.matches("[A-Za-z_]\\w*=[\\w.%-]*"))
                .toList();
    }

    private static String extension(String key) {
        return key.endsWith(PARQUET) ? PARQUET : key.endsWith(".gz") ? ".json.gz" : ".json";
    }

    /**
     * What makes a table.
     *
     * @throws QueryFailedException if nobody knows its columns
     */
    String view(QueryTable table) {
        String create = "CREATE VIEW \"" + table.name() + "\" AS SELECT * FROM ";
        if (counts.get(table.name()) == 0) {
            return table.schema()
                    .map(schema ->
                            "CREATE TABLE \"" + table.name() + "\" (" + new DuckDbColumns(schema).definitions() + ")")
                    .orElseThrow(() -> new QueryFailedException("The table " + table.name()
                            + " has no object, and nobody knows its columns; name its schema in the option schemas"));
        }
        String files = SqlText.quoted(folder.resolve("tables").resolve(table.name()) + "/**");
        boolean parquet = table.objects().get(0).key().endsWith(PARQUET);
        if (parquet) {
            return create + "read_parquet(" + files
                    + ", hive_partitioning = true, hive_types_autocast = false, union_by_name = true)";
        }
        return table.schema()
                .map(schema -> create + "read_json(" + files + ", format = 'auto', columns = {"
                        + new DuckDbColumns(schema).types() + "}, hive_partitioning = false)")
                .orElseThrow(() -> new QueryFailedException(
                        "The table " + table.name() + " is of JSON; name its schema in the option schemas"));
    }
}
