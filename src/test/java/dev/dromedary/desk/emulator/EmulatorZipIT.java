package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The built zip under AWS's own runtime, started by the events that the emulator's S3 and EventBridge deliver; results are
 * read back with the SDK.
 */
@Tag("emulator")
class EmulatorZipIT {

    @TempDir
    static Path task;

    private static Emulator emulator;

    /** No emulator answers for Bedrock. */
    private static AwsStub bedrock;

    @TempDir
    Path logs;

    private ZipFunctions functions;

    @BeforeAll
    static void createAll() throws IOException {
        FunctionProcess.unzip(Path.of(System.getProperty("dromedary.zip")), task);
        bedrock = new AwsStub();
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DROMEDARY_ENVIRONMENT", "zip");
        Map<String, Object> plan = Plan.of(new RoutesFolder(Path.of("routes"))).document();
        emulator = Emulator.of(plan, Endpoints.of(System.getenv()).orElseThrow(), variables);
        emulator.create(Set.of());
    }

    @AfterAll
    static void disconnect() {
        emulator.close();
        bedrock.close();
    }

    @BeforeEach
    void prepare() {
        Map<String, String> variables = new HashMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("AWS_")) {
                variables.put(name, value);
            }
        });
        variables.put("AWS_REGION", emulator.names().region());
        variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrock.url());
        functions = new ZipFunctions(emulator, task, logs, variables);
    }

    @AfterEach
    void stop() throws Exception {
        functions.close();
    }

    @Test
    void shouldProcessAnalyzeAndMail_whenReadingsArrive() throws Exception {
        int before = emulator.mails().size();
        put("dromedary-health", "raw/é +1.csv", """
                event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp
                2026-03-01T10:00:00Z,zip-user,170,98,100,36.6,120,80
                2026-03-01T10:01:00Z,zip-user,80,98,100,36.6,120,80
                2026-03-01T10:01:00Z,zip-user,80,198,100,36.6,120,80
                """);

        List<String> replies = functions.handle("health", 3);

        assertThat(replies.get(0)).as(functions.output()).contains("\"outcome\":\"success\"");
        assertThat(replies.get(1)).contains("\"outcome\":\"analyzed\"");
        assertThat(replies.get(2)).contains("\"outcome\":\"sent\"");
        assertThat(object("dromedary-health", "processed/é +1.csv").lines()).hasSize(3);
        assertThat(object("dromedary-health", "rejected/é +1_rejected.csv")).contains("invalid_spo2");
        assertThat(object("dromedary-health", "analyzed/é +1_analysis.json")).contains("A model's insight.");
        assertThat(items("dromedary-health-analyses"))
                .filteredOn(item -> item.get("source_name").s().equals("é +1"))
                .singleElement()
                .satisfies(
                        item -> assertThat(item.get("notification_sent").bool()).isTrue());
        assertThat(items("dromedary-ledger")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(emulator.mails()).hasSize(before + 1);
    }

    @Test
    void shouldUploadInParts_whenReadingsHaveTwentyMegabytes() throws Exception {
        put("dromedary-health", "raw/large.csv", LargeFiles.readings(logs.resolve("large.csv")));

        List<String> replies = functions.handle("health", 3);

        assertThat(replies.get(0)).as(functions.output()).contains("\"outcome\":\"success\"");
        assertThat(replies.get(1)).contains("\"outcome\":\"analyzed\"");
        for (String key :
                List.of("processed/large.csv", "rejected/large_rejected.csv", "analyzed/large_analysis.json")) {
            var head = emulator.clients().s3().headObject(object -> object.bucket(bucket("dromedary-health"))
                    .key(key));
            assertThat(head.contentLength()).as(key).isGreaterThan(LargeFiles.PART);
            assertThat(head.eTag()).as(key).matches("\"[0-9a-f]{32}-[0-9]+\"");
        }
    }

    @Test
    void shouldRejectAndTellPeople_whenAFileIsEmpty() throws Exception {
        emulator.published();
        put("dromedary-health", "raw/empty.csv", "");

        List<String> replies = functions.handle("health", 2);

        assertThat(replies.get(0)).as(functions.output()).contains("\"outcome\":\"rejected\"");
        assertThat(emulator.published()).singleElement().satisfies(news -> assertThat(news.message())
                .contains("empty_file"));
    }

    @Test
    void shouldSendAMessageForEachCustomer_whenTheFilesOfADayAreThere() throws Exception {
        for (String kind : List.of("customers", "orders", "items")) {
            put("dromedary-customers", "raw/" + kind + "_20220130.csv", Path.of("sample-csv", kind + "_20220130.csv"));
        }

        List<String> replies = functions.handle("customers", 3);

        assertThat(replies).as(functions.output()).allMatch(reply -> reply.contains("\"outcome\":\"success\""));
        List<Message> messages =
                emulator.queue("dromedary-customers-messages-zip.fifo").drain();
        assertThat(messages).hasSize(5);
        assertThat(messages).allSatisfy(message -> assertThat(JsonDocument.parse(message.body()))
                .containsKey("customer_reference"));
        assertThat(items("dromedary-customers-messages")).hasSize(5);
    }

    @Test
    void shouldFollowAnObject_whenItComesAndGoes() throws Exception {
        put("dromedary-catalog", "any/é 1.txt", "four");
        assertThat(functions.handle("catalog", 1).get(0)).as(functions.output()).contains("\"outcome\":\"recorded\"");
        assertThat(items("ProcessedResults")).singleElement().satisfies(item -> {
            assertThat(item.get("file_name").s()).isEqualTo("any/é 1.txt");
            assertThat(item.get("size").n()).isEqualTo("4");
        });

        emulator.clients().s3().deleteObject(delete -> delete.bucket(bucket("dromedary-catalog"))
                .key("any/é 1.txt"));
        functions.handle("catalog", 1);

        assertThat(items("ProcessedResults"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("status").s()).isEqualTo("Deleted"));
    }

    private static String bucket(String name) {
        return emulator.names().fill(name + "-${environment}-${account}-${region}");
    }

    private static void put(String bucket, String key, String content) {
        emulator.clients().s3().putObject(put -> put.bucket(bucket(bucket)).key(key), RequestBody.fromString(content));
    }

    private static void put(String bucket, String key, Path content) {
        emulator.clients().s3().putObject(put -> put.bucket(bucket(bucket)).key(key), RequestBody.fromFile(content));
    }

    private static String object(String bucket, String key) {
        return emulator.clients()
                .s3()
                .getObjectAsBytes(get -> get.bucket(bucket(bucket)).key(key))
                .asString(StandardCharsets.UTF_8);
    }

    private static List<Map<String, AttributeValue>> items(String table) {
        String name = emulator.names().fill(table + "-${environment}");
        return emulator.clients().dynamoDb().scan(scan -> scan.tableName(name)).items();
    }
}
