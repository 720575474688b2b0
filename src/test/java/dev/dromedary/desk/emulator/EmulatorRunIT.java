package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cli.Dromedary;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code run} with {@code AWS_ENDPOINT_URL}, as a user calls it; results are read back with the SDK. */
@Tag("emulator")
class EmulatorRunIT {

    @TempDir
    Path folder;

    private Emulator emulator;

    @BeforeEach
    void connect() {
        Map<String, Object> plan = Plan.of(new RoutesFolder(Path.of("routes"))).document();
        Endpoints endpoints = Endpoints.of(System.getenv()).orElseThrow();
        emulator = Emulator.of(plan, endpoints, System.getenv());
    }

    @AfterEach
    void disconnect() {
        emulator.close();
    }

    @Test
    void shouldLeaveObjectsItemsAndAMail_whenHealthRuns() throws Exception {
        Map<String, Object> summary = run(0, "health");

        assertThat(statuses(summary)).containsExactly("success", "analyzed", "sent");
        assertThat(object("dromedary-health", "processed/health.csv").lines()).hasSize(851);
        assertThat(object("dromedary-health", "rejected/health_rejected.csv").lines())
                .hasSize(151);
        assertThat(JsonDocument.parse(object("dromedary-health", "analyzed/health_analysis.json")))
                .containsKeys("statistics", "anomalies");
        assertThat(items("dromedary-health-analyses", "source_name", "health"))
                .singleElement()
                .satisfies(
                        item -> assertThat(item.get("notification_sent").bool()).isTrue());
        assertThat(new Part(summary).list("mails")).singleElement().satisfies(mail -> {
            assertThat(mail.text("subject")).contains("175 of 850");
            assertThat(Path.of(mail.text("html"))).exists();
        });
    }

    @Test
    void shouldRejectAndTellPeople_whenAFileIsEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty é+1.csv"));

        Map<String, Object> summary = run(1, "health", empty.toString());

        assertThat(statuses(summary)).contains("rejected");
        assertThat(new Part(summary).list("alerts"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text("message")).contains("empty é+1.csv", "empty_file"));
    }

    @Test
    void shouldSendAMessageForEachCustomer_whenCustomersRuns() throws Exception {
        Map<String, Object> summary = run(0, "customers");

        assertThat(statuses(summary)).containsExactly("success", "success", "success");
        List<String> bodies = emulator.queue("dromedary-customers-messages-local.fifo").drain().stream()
                .map(message -> message.body())
                .toList();
        assertThat(bodies).hasSize(5).allMatch(body -> body.contains("customer_reference"));
        assertThat(items("dromedary-customers-messages", "correlation_id", "_20220130.csv"))
                .hasSize(5);
    }

    @Test
    void shouldKeepAnItem_whenCatalogRuns() throws Exception {
        Map<String, Object> summary = run(0, "catalog");

        assertThat(statuses(summary)).containsExactly("recorded");
        assertThat(items("ProcessedResults"))
                .anySatisfy(item -> assertThat(item.get("file_name").s()).isEqualTo("catalog.csv"));
    }

    /** Outputs and analyses of more than one part, so that they go up in parts. */
    @Test
    void shouldWriteAllRows_whenReadingsHaveTwentyMegabytes() throws Exception {
        Path large = LargeFiles.readings(folder.resolve("large.csv"));

        Map<String, Object> summary = run(0, "health", large.toString());

        assertThat(statuses(summary)).contains("success", "analyzed");
        assertThat(large).satisfies(LargeFiles::isLarge);
        assertThat(bytes("dromedary-health", "processed/large.csv"))
                .satisfies(LargeFiles::isInParts)
                .satisfies(content -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .hasLineCount(LargeFiles.READINGS / 2 + 1));
        assertThat(bytes("dromedary-health", "rejected/large_rejected.csv"))
                .satisfies(LargeFiles::isInParts)
                .satisfies(content -> assertThat(new String(content, StandardCharsets.UTF_8))
                        .hasLineCount(LargeFiles.READINGS / 2 + 1));
        byte[] analysis = bytes("dromedary-health", "analyzed/large_analysis.json");
        assertThat(analysis).satisfies(LargeFiles::isInParts);
        assertThat(JsonDocument.parse(new String(analysis, StandardCharsets.UTF_8)))
                .containsEntry("anomalous_records", LargeFiles.READINGS / 2);
    }

    @Test
    void shouldTakeAllRows_whenTheFilesOfADayHaveTwentyMegabytes() throws Exception {
        List<Path> day = LargeFiles.day(folder);

        Map<String, Object> summary = run(
                0,
                "customers",
                day.get(0).toString(),
                day.get(1).toString(),
                day.get(2).toString());

        assertThat(statuses(summary)).containsExactly("success", "success", "success");
        assertThat(day.get(2)).satisfies(LargeFiles::isLarge);
        assertThat(bytes("dromedary-customers", "processed/items_20220301.csv")).satisfies(LargeFiles::isInParts);
        assertThat(bytes("dromedary-customers", "rejected/20220301_unmatched.ndjson"))
                .satisfies(LargeFiles::isInParts)
                .satisfies(content ->
                        assertThat(new String(content, StandardCharsets.UTF_8)).hasLineCount(LargeFiles.ITEMS - 2));
        assertThat(emulator.queue("dromedary-customers-messages-local.fifo").drain())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).contains("\"total_amount_spent\":32.30"));
    }

    @Test
    void shouldKnowTheSize_whenAnObjectHasTwentyMegabytes() throws Exception {
        Path large = LargeFiles.readings(folder.resolve("large.bin"));

        Map<String, Object> summary = run(0, "catalog", large.toString());

        assertThat(statuses(summary)).containsExactly("recorded");
        assertThat(items("ProcessedResults")).anySatisfy(item -> {
            assertThat(item.get("file_name").s()).isEqualTo("large.bin");
            assertThat(item.get("size").n()).isEqualTo(Long.toString(Files.size(large)));
        });
    }

    /** What gold has counted, by another reader; what silver has kept of a day counts once by its id. */
    @Test
    void shouldCountEachRequestOfADayOnce_whenWeblogsRuns() throws Exception {
        Map<String, Object> summary = run(0, "weblogs");

        assertThat(statuses(summary)).containsExactly("success", "done", "done");
        assertThat(objects("dromedary-weblogs", "gold/daily_metrics/")).hasSize(8);
        assertThat(counted("sum(total_requests)", "gold/daily_metrics/"))
                .isPositive()
                .isEqualTo(counted("count(DISTINCT (event_id, event_date))", "silver/"));
        assertThat(object("dromedary-weblogs", "report/index.html")).contains("<svg");
    }

    /** A number from the Parquet objects under a prefix. */
    private long counted(String what, String prefix) throws Exception {
        Path copies = Files.createTempDirectory(folder, "copies");
        for (String key : objects("dromedary-weblogs", prefix)) {
            Files.write(copies.resolve(key.replace('/', '_')), bytes("dromedary-weblogs", key));
        }
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT " + what + " FROM read_parquet('" + copies + "/*.parquet')")) {
            result.next();
            return result.getLong(1);
        }
    }

    private List<String> objects(String bucket, String prefix) {
        String name = emulator.names().fill(bucket + "-${environment}-${account}-${region}");
        return emulator
                .clients()
                .s3()
                .listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private byte[] bytes(String bucket, String key) {
        String name = emulator.names().fill(bucket + "-${environment}-${account}-${region}");
        return emulator.clients()
                .s3()
                .getObjectAsBytes(get -> get.bucket(name).key(key))
                .asByteArray();
    }

    private Map<String, Object> run(int code, String... arguments) {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        all.addAll(
                List.of("--create", "--json", "--data", folder.resolve("data").toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Dromedary.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        assertThat(exit).as("%s%s", out, err).isEqualTo(code);
        return JsonDocument.parse(out.toString());
    }

    private static List<String> statuses(Map<String, Object> summary) {
        return new Part(summary)
                .list("objects").stream().map(object -> object.text("status")).toList();
    }

    private String object(String bucket, String key) {
        String name = emulator.names().fill(bucket + "-${environment}-${account}-${region}");
        return emulator.clients()
                .s3()
                .getObjectAsBytes(get -> get.bucket(name).key(key))
                .asString(StandardCharsets.UTF_8);
    }

    /** Other tests have items of their own. */
    private List<Map<String, AttributeValue>> items(String table, String attribute, String part) {
        return items(table).stream()
                .filter(item -> item.get(attribute).s().contains(part))
                .toList();
    }

    private List<Map<String, AttributeValue>> items(String table) {
        String name = emulator.names().fill(table + "-${environment}");
        return emulator.clients().dynamoDb().scan(scan -> scan.tableName(name)).items();
    }
}
