package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.NamedResources;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.plan.TableDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.duckdb.DuckDBDriver;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Silver and gold on an embedded cloud of their own. */
final class Weblogs implements AutoCloseable {

    static final String BUCKET = "dromedary-weblogs";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    final EmbeddedCloud cloud;
    private final LocalPipeline pipeline;
    private final Path folder;
    private final List<String> lost = new CopyOnWriteArrayList<>();

    Weblogs(String... functions) throws Exception {
        this(Map.of(), functions);
    }

    /** With properties in place of those of the files. */
    Weblogs(Map<String, String> given, String... functions) throws Exception {
        folder = Files.createTempDirectory("weblogs");
        cloud = new EmbeddedCloud(
                folder.resolve("cloud"), "us-east-1", 2, (rule, event, cause) -> lost.add(rule + ": " + cause));
        pipeline = new LocalPipeline(cloud);
        cloud.s3().createBucket(BUCKET, true);
        cloud.tables().table(new TableDefinition("dromedary-ledger", "id", null, "expires", List.of()));
        Properties properties = new Properties();
        properties.setProperty("dromedary.redelivery.delay", "1");
        properties.putAll(given);
        EmbeddedServices services = new EmbeddedServices(cloud);
        for (String function : functions) {
            NamedResources.of(pipeline.add(RouteFiles.of(Ingest.ROUTES, function), function, context -> {
                                services.bind(context);
                                context.getPropertiesComponent().setOverrideProperties(properties);
                            })
                            .context())
                    .create(cloud);
        }
    }

    /** Puts logs at the same time, and does not wait. */
    void put(String key, String lines) {
        cloud.s3()
                .putObject(
                        put -> put.bucket(BUCKET).key("bronze/" + key),
                        RequestBody.fromBytes(lines.getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits until all that was put has had its effect. */
    void await() throws InterruptedException {
        if (!cloud.awaitIdle(LONGEST)) {
            throw new IllegalStateException("The pipeline did not come to rest");
        }
        List<String> failed = pipeline.results().stream()
                .filter(result -> result.failure() != null)
                .map(result -> result.failure().getMessage())
                .toList();
        if (!lost.isEmpty() || !failed.isEmpty()) {
            throw new AssertionError(lost + " " + failed);
        }
    }

    void night() throws InterruptedException {
        pipeline.fireSchedules(Instant.now());
        await();
    }

    /** SHA-256 by key of the content of the objects below a prefix. */
    Map<String, String> contents(String prefix) {
        Map<String, String> contents = new TreeMap<>();
        for (S3Object object : cloud.s3()
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(prefix))
                .contents()) {
            byte[] bytes = cloud.s3()
                    .getObjectAsBytes(get -> get.bucket(BUCKET).key(object.key()))
                    .asByteArray();
            contents.put(object.key(), Json.sha256(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
        return contents;
    }

    /** The rows of all objects of a table of gold. */
    List<Map<String, Object>> rows(String table) throws IOException, SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String key : contents("gold/" + table + "/").keySet()) {
            Path file = folder.resolve("read.parquet");
            Files.deleteIfExists(file);
            cloud.s3().getObject(get -> get.bucket(BUCKET).key(key), file);
            try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                    Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(
                            "SELECT * FROM read_parquet('" + file + "', hive_partitioning = false)")) {
                while (result.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        pipeline.close();
        cloud.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
