package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.JsonKinesis;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The general pipeline as the plan deploys it: requests come through an API, a state machine calls the built functions, and a stream is read
 * by a mapping. All of it is MiniStack's but the functions.
 */
@Tag("emulator")
class PipelinesRehearsalIT extends RehearsalFixture {

    private static final String BUCKET = "dromedary-pipelines-flow-000000000000-us-east-1";
    private static final String MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:pipelines-run-flow";
    private static final String GOOD = """
            {"source": "till-7", "data_type": "orders", "priority": "high",
             "metadata": {"source_system": "tills", "batch_id": "b-1"},
             "records": [
               {"order_id": "o-1", "ordered_at": "2026-01-05T08:00:00Z", "quantity": 2, "price": 9.99, "country": "DE"},
               {"order_id": "o-2", "ordered_at": "2026-01-05T09:10:00Z", "quantity": 1, "price": 4.50}]}
            """;
    private static final String BAD = GOOD.replace("\"price\": 9.99, ", "");

    /** MiniStack knows executions still when their state machine is gone, and starts none of the same name. */
    private static final String RUN = UUID.randomUUID() + "-";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SfnClient workflows;
    private static KinesisClient kinesis;
    private static String api;
    private static String stored;
    private static String quarantined;

    @BeforeAll
    static void deployAndSubmit() throws Exception {
        workflows = at(SfnClient.builder());
        JsonKinesis.use();
        kinesis = at(KinesisClient.builder());
        String deployed = dromedary("deploy", "--emulator", "pipelines", "--environment", "flow");
        assertThat(deployed)
                .contains("function pipelines-store-flow", "workflow pipelines-run-flow")
                .endsWith("exit 0");
        api = deployed.lines()
                .filter(line -> line.startsWith("requests "))
                .findFirst()
                .orElseThrow()
                .substring(9);
        put(
                "{\"sensor_id\":\"s-1\",\"measured_at\":\"2026-01-05T08:00:05Z\",\"temperature\":21.5}",
                "{\"sensor_id\":\"s-1\",\"measured_at\":\"2026-01-05T08:00:35Z\",\"temperature\":22.5}",
                "no reading",
                "{\"sensor_id\":\"s-1\",\"measured_at\":\"2026-01-05T08:01:35Z\",\"temperature\":20}");
        stored = id(submit("batch-1", GOOD));
        quarantined = id(submit("batch-2", BAD));
    }

    /** As one batch, which is what a stream keeps in order. */
    private static void put(String... records) {
        kinesis.putRecords(put -> put.streamName("dromedary-pipelines-flow")
                .records(List.of(records).stream()
                        .map(record -> PutRecordsRequestEntry.builder()
                                .partitionKey("s-1")
                                .data(SdkBytes.fromUtf8String(record))
                                .build())
                        .toList()));
    }

    @AfterAll
    static void destroy() throws Exception {
        workflows.close();
        kinesis.close();
        assertThat(dromedary("destroy", "--emulator", "--environment", "flow")).contains("Removed", "exit 0");
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> submit(String key, String body) throws Exception {
        return send(
                "POST", "pipelines", Map.of("Content-Type", "application/json", "Idempotency-Key", RUN + key), body);
    }

    private static Part get(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, Map.of(), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Part(JsonDocument.parse(answer.body()));
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return new Part(JsonDocument.parse(answer.body())).text("pipeline_id");
    }

    /** The state of a pipeline that has come to an end. */
    private static Part ended(String id) throws Exception {
        return await("pipelines/" + id, state -> state.optional("ended_at").isPresent());
    }

    private static Part await(String path, Predicate<Part> wanted) throws Exception {
        return awaited(() -> get(path), wanted);
    }

    private static ExecutionStatus execution(String id) throws Exception {
        String arn = MACHINE.replace(":stateMachine:", ":execution:") + ":" + id;
        return awaited(
                () -> workflows
                        .describeExecution(describe -> describe.executionArn(arn))
                        .status(),
                status -> status != ExecutionStatus.RUNNING);
    }

    private static List<String> keys(String prefix) {
        return s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static Part object(String key) {
        return new Part(JsonDocument.parse(
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String()));
    }

    @Test
    void shouldStoreByDateAndHour_whenRecordsAreGoodEnough() throws Exception {
        Part state = ended(stored);

        assertThat(state.text("status")).isEqualTo("completed");
        assertThat(execution(stored)).isEqualTo(ExecutionStatus.SUCCEEDED);
        List<String> parquet = keys("stored/parquet/orders/");
        assertThat(parquet)
                .containsExactly(
                        "stored/parquet/orders/date=2026-01-05/hour=08/" + stored + ".parquet",
                        "stored/parquet/orders/date=2026-01-05/hour=09/" + stored + ".parquet");
        assertThat(orders(parquet)).isEqualTo("o-1,o-2");
        assertThat(object(state.text("manifest_key")).text("status")).isEqualTo("success");
        assertThat(object(state.text("profile_key")).fields()).isNotEmpty();
        assertThat(keys("lineage/"))
                .isNotEmpty()
                .anySatisfy(key -> assertThat(object(key).fields().toString()).contains("pipelines-store", stored));
    }

    private static String orders(List<String> keys) throws Exception {
        Path copies = Files.createTempDirectory(folder, "copies");
        for (String key : keys) {
            s3.getObject(get -> get.bucket(BUCKET).key(key), copies.resolve(key.replace('/', '_')));
        }
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT string_agg(order_id, ',' ORDER BY order_id) FROM read_parquet('"
                                + copies + "/*.parquet')")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void shouldKeepInQuarantine_whenRecordsAreNotGoodEnough() throws Exception {
        Part state = ended(quarantined);

        assertThat(state.text("status")).isEqualTo("quarantined");
        assertThat(execution(quarantined)).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(state.text("score")).isEqualTo("0.5");
        assertThat(keys("quarantine/")).containsExactly(state.text("quarantine_key"));
        assertThat(await("pipelines?status=quarantined", list -> true).list("pipelines"))
                .singleElement()
                .satisfies(listed -> assertThat(listed.text("pipeline_id")).isEqualTo(quarantined));
    }

    @Test
    void shouldBeOnePipeline_whenARequestComesAgain() throws Exception {
        assertThat(id(submit("batch-1", GOOD))).isEqualTo(stored);
        assertThat(submit("batch-1", BAD).statusCode()).isEqualTo(422);

        assertThat(workflows
                        .listExecutions(list -> list.stateMachineArn(MACHINE))
                        .executions())
                .filteredOn(execution -> execution.name().equals(stored))
                .hasSize(1);
    }

    @Test
    void shouldBeAnswered_whenARequestIsWrong() throws Exception {
        HttpResponse<String> unknown = submit("batch-3", GOOD.replace("orders", "cats"));
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).contains("There is no data_type of this name");

        assertThat(submit("batch-4", "{}").statusCode()).isEqualTo(400);
        assertThat(send("GET", "pipelines/none", Map.of(), "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "pipelines/none", Map.of(), "").statusCode()).isEqualTo(404);
        ended(stored);
        assertThat(send("DELETE", "pipelines/" + stored, Map.of(), "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void shouldBeStopped_whenItsCallerDeletesIt() throws Exception {
        ended(stored);
        ended(quarantined);
        // A stage that fails and is tried again gives the time to stop it.
        reconfigure("pipelines-validate-flow", "PIPELINES_BUCKET", "nowhere");
        String id = id(submit("batch-5", GOOD));

        assertThat(send("DELETE", "pipelines/" + id, Map.of(), "").statusCode()).isEqualTo(202);

        Part state = ended(id);
        assertThat(state.text("status")).isEqualTo("stopped");
        assertThat(execution(id)).isEqualTo(ExecutionStatus.ABORTED);
        reconfigure("pipelines-validate-flow", "PIPELINES_BUCKET", BUCKET);
    }

    @Test
    void shouldCountInWindows_whenReadingsAreInTheStream() throws Exception {
        Part figures = await(
                "metrics/s-1?from=2026-01-05T08:00:00Z&to=2026-01-05T09:00:00Z",
                read -> read.list("windows").size() == 2);

        assertThat(figures.list("windows"))
                .extracting(window -> window.text("count") + " " + window.text("mean"))
                .containsExactly("2 22", "1 20");
        assertThat(keys("rejected/live/"))
                .singleElement()
                .satisfies(key -> assertThat(object(key).text("reject_reason")).isEqualTo("malformed_json"));
    }
}
