package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

/** The shipped pipelines in MiniStack, as a person deploys, uses and removes them. */
@Tag("emulator")
class RehearsalIT extends RehearsalFixture {

    private static final String END = "-it-000000000000-us-east-1";
    private static final String FAILED = "catalog-record-it-failed";

    @BeforeAll
    static void deploy() throws Exception {
        assertThat(dromedary("deploy", "--emulator", "--environment", "it"))
                .contains("function catalog-record-it", "function customers-collect-it", "function health-notify-it")
                .endsWith("exit 0");
    }

    @AfterAll
    static void destroy() throws Exception {
        assertThat(dromedary("destroy", "--emulator", "--environment", "it")).contains("Removed", "exit 0");

        assertThat(dromedary("status", "health", "--environment", "it")).contains("There is no function health-");
        assertThat(s3.listBuckets().buckets()).noneMatch(bucket -> bucket.name().endsWith(END));
    }

    @Test
    void shouldSendAMail_whenReadingsAreUploaded() throws Exception {
        dromedary("upload", "health", "--environment", "it");

        assertThat(awaitPrinted("health-notify                       1", "status", "health", "--environment", "it"))
                .contains("health-notify                       1");

        assertThat(dromedary("status", "health", "raw/health.csv", "--environment", "it"))
                .contains("1000 rows, 850 valid, 150 rejected");
        assertThat(dynamoDb.scan(scan -> scan.tableName("dromedary-health-analyses-it"))
                        .items())
                .singleElement()
                .satisfies(
                        item -> assertThat(item.get("notification_sent").bool()).isTrue());
    }

    @Test
    void shouldSendAMessageForEachCustomer_whenTheFilesOfADayAreUploaded() throws Exception {
        dromedary("upload", "customers", "--environment", "it");

        assertThat(await("dromedary-customers-messages-it.fifo", 5)).hasSize(5).allSatisfy(message -> assertThat(
                        JsonDocument.parse(message.body()))
                .containsKey("customer_reference"));
    }

    @Test
    void shouldComeBack_whenAnEventHasFailedForGood() throws Exception {
        reconfigure("catalog-record-it", "CATALOG_TABLE", "nowhere");
        Path file = Files.writeString(folder.resolve("failed.txt"), "four");
        dromedary("upload", "catalog", file.toString(), "--environment", "it");
        List<Message> failed = await(FAILED, 1);
        assertThat(failed).singleElement().satisfies(message -> {
            Part kept = new Part(JsonDocument.parse(message.body()));
            assertThat(kept.part("requestContext").text("condition")).isEqualTo("RetriesExhausted");
            assertThat(kept.part("requestPayload").text("source")).isEqualTo("aws.s3");
        });
        show(failed);
        assertThat(dromedary("status", "catalog", "--environment", "it")).contains(FAILED + "=1");

        reconfigure("catalog-record-it", "CATALOG_TABLE", "ProcessedResults-it");
        assertThat(dromedary("replay", "catalog", "--failed", "--execute", "--environment", "it"))
                .contains("handed over");

        assertThat(awaitItem("ProcessedResults-it", "failed.txt")).isTrue();
    }

    private static boolean awaitItem(String table, String name) throws Exception {
        boolean there = false;
        for (int i = 0; !there && i < 60; i++) {
            // Takes a moment.
            dromedary("status", "catalog", "--environment", "it");
            there = dynamoDb.scan(scan -> scan.tableName(table)).items().stream()
                    .anyMatch(item -> item.get("file_name").s().equals(name));
        }
        return there;
    }

    private static void show(List<Message> messages) {
        messages.forEach(message -> sqs.changeMessageVisibility(change -> change.queueUrl(url(FAILED))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0)));
    }

    @Test
    void shouldKeepDataAndOtherPipelines_whenOneIsDeployedAgain() throws Exception {
        s3.putObject(put -> put.bucket("dromedary-customers" + END).key("kept"), RequestBody.fromString("x"));
        String before = lambda.getFunctionConfiguration(get -> get.functionName("health-ingest-it"))
                .revisionId();

        assertThat(dromedary("deploy", "--emulator", "customers", "--environment", "it"))
                .endsWith("exit 0");

        assertThat(s3.headObject(
                                head -> head.bucket("dromedary-customers" + END).key("kept"))
                        .contentLength())
                .isEqualTo(1);
        assertThat(lambda.getFunctionConfiguration(get -> get.functionName("health-ingest-it"))
                        .revisionId())
                .isEqualTo(before);
    }

    @Test
    void shouldStandBesideAnother_whenNamesBeginWithAPrefix() throws Exception {
        String[] place = {"--name-prefix", "claims-", "--environment", "it"};
        assertThat(dromedary(with(place, "deploy", "--emulator", "catalog")))
                .contains("function claims-catalog-record-it", "upload catalog --name-prefix claims- --environment it")
                .endsWith("exit 0");

        assertThat(dromedary(with(place, "deploy", "--emulator", "customers")))
                .contains("function claims-catalog-record-it", "function claims-customers-collect-it")
                .endsWith("exit 0");

        Path file = Files.writeString(folder.resolve("claimed.txt"), "four");
        assertThat(dromedary(with(place, "upload", "catalog", file.toString())))
                .contains("s3://claims-dromedary-catalog-it-000000000000-us-east-1/claimed.txt");
        assertThat(awaitItem("claims-ProcessedResults-it", "claimed.txt")).isTrue();

        assertThat(dromedary(with(place, "destroy", "--emulator"))).contains("Removed", "exit 0");
        assertThat(variables("catalog-record-it")).containsEntry("CATALOG_TABLE", "ProcessedResults-it");
    }

    private static String[] with(String[] options, String... command) {
        return Stream.of(command, options).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void shouldRefuse_whenWhatIsThereRunsNoZip() throws Exception {
        assertThat(dromedaryAt(System.getenv("AWS_ENDPOINT_URL"), "deploy", "--emulator"))
                .contains("No MiniStack answers at")
                .endsWith("exit 2");
        assertThat(dromedaryAt("", "deploy", "--emulator"))
                .contains("names no emulator")
                .endsWith("exit 2");
    }
}
