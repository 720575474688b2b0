package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.function.metrics.EmbeddedMetricFormat;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import dev.dromedary.function.runtime.stub.S3Objects;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The built zip, unpacked, under AWS's own runtime interface client. */
class FunctionZipIT extends ZipFixture {

    private static final String BUCKET = "my-health";
    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String VALID = "2026-03-01T10:00:00Z,u1,72,98,100,36.6,120,80\n";
    private static final String REJECTED = "2026-03-01T10:01:00Z,u1,20,98,100,36.6,120,80";

    @Test
    void shouldLeaveTheWholeResult_whenObjectIsCreated() throws Exception {
        try (FunctionProcess function = start(Map.of())) {
            S3Objects.Stored input = upload("raw/a/x.csv", HEADER + VALID + REJECTED + "\n");
            lambda.offer("req-1", created("raw/a/x.csv", input), LONGEST);

            RuntimeApi.Reply reply = lambda.awaitReply(LONGEST);

            String correlationId = BUCKET + "/raw/a/x.csv@01";
            assertThat(reply)
                    .isEqualTo(
                            new RuntimeApi.Reply(
                                    "invocation/req-1/response",
                                    "{\"route\":\"health-ingest\",\"outcomes\":[{\"correlation_id\":\"" + correlationId
                                            + "\",\"outcome\":\"success\",\"manifest_key\":\"processed/a/x_manifest.json\"}]}"));
            assertThat(object("processed/a/x.csv")).isEqualTo(HEADER + VALID);
            assertThat(object("rejected/a/x_rejected.csv"))
                    .isEqualTo(HEADER.strip() + ",reject_reason\n" + REJECTED + ",invalid_heart_rate\n");
            assertThat(JsonDocument.parse(object("processed/a/x_manifest.json")))
                    .containsEntry("correlation_id", correlationId)
                    .containsEntry("status", "success")
                    .containsEntry("counts", Map.of("input", 2, "valid", 1, "rejected", 1))
                    .containsEntry("counts_by_reason", Map.of("invalid_heart_rate", 1));
            assertThat(aws.events()).singleElement().satisfies(event -> assertThat(entry(event))
                    .containsEntry("Source", "health.data.ingestor")
                    .containsEntry("DetailType", "Data Processing Complete")
                    .extractingByKey("Detail", InstanceOfAssertFactories.STRING)
                    .contains("\"processed_key\":\"processed/a/x.csv\"", "\"correlation_id\":\"" + correlationId));
            assertThat(state("raw/a/x.csv")).isEqualTo("DONE");
            List<JsonNode> metrics = function.output()
                    .lines()
                    .filter(EmbeddedMetricFormat::is)
                    .map(EmbeddedMetricFormat::read)
                    .toList();
            assertThat(metrics)
                    .extracting(document -> document.path("RecordsRejected").asInt())
                    .as("the sum, and that of the only reason")
                    .containsExactly(1, 1);
            assertThat(function.output()
                            .lines()
                            .filter(line -> !EmbeddedMetricFormat.is(line))
                            .map(JsonDocument::parse))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .containsEntry("level", "INFO")
                            .containsEntry("request_id", "req-1")
                            .containsEntry("route", "health-ingest")
                            .containsEntry("correlation_id", correlationId));
        }
    }

    @Test
    void shouldDoItOnce_whenEventComesTwice() throws Exception {
        try (FunctionProcess function = start(Map.of())) {
            S3Objects.Stored input = upload("raw/twice.csv", HEADER + VALID.replace("u1", "twice"));
            lambda.offer("req-1", created("raw/twice.csv", input), LONGEST);
            lambda.offer("req-1", created("raw/twice.csv", input), LONGEST);

            assertThat(lambda.awaitReply(LONGEST).body()).contains("\"outcome\":\"success\"");
            assertThat(lambda.awaitReply(LONGEST).body()).contains("\"outcome\":\"done already\"");
            assertThat(aws.events()).hasSize(1);
        }
    }

    @Test
    void shouldReportTheErrorAndGoOn_whenEventCannotBeHandled() throws Exception {
        try (FunctionProcess function = start(Map.of())) {
            lambda.offer("req-1", Events.text("kinesis"), LONGEST);
            lambda.offer("req-2", "{}", LONGEST);

            RuntimeApi.Reply error = lambda.awaitReply(LONGEST);
            RuntimeApi.Reply next = lambda.awaitReply(LONGEST);

            assertThat(error.path()).isEqualTo("invocation/req-1/error");
            assertThat(JsonDocument.parse(error.body()))
                    .containsEntry("errorType", InvocationFailedException.class.getName())
                    .extractingByKey("errorMessage", InstanceOfAssertFactories.STRING)
                    .startsWith("health-ingest failed: the event: Expected news of S3 objects (")
                    .endsWith("but a record of aws:kinesis came.");
            assertThat(next.path()).isEqualTo("invocation/req-2/response");
        }
    }

    @Test
    void shouldReturnTheFailedMessage_whenQueueDelivers() throws Exception {
        try (FunctionProcess function = start(Map.of())) {
            S3Objects.Stored input = upload("raw/queued.csv", HEADER + VALID.replace("u1", "queued"));
            String batch = JsonDocument.write(Events.batch(List.of(
                    Events.message("good", null, created("raw/queued.csv", input)),
                    Events.message("bad", null, "no JSON"))));
            lambda.offer("req-1", batch, LONGEST);

            assertThat(lambda.awaitReply(LONGEST))
                    .isEqualTo(new RuntimeApi.Reply(
                            "invocation/req-1/response", "{\"batchItemFailures\":[{\"itemIdentifier\":\"bad\"}]}"));
            assertThat(object("processed/queued.csv")).contains("queued");
        }
    }

    @Test
    void shouldReportAFailedStart_whenRouteDoesNotExist() throws Exception {
        try (FunctionProcess function = start(Map.of("DROMEDARY_ROUTE", "health-nothing"))) {
            RuntimeApi.Reply reply = lambda.awaitReply(LONGEST);

            assertThat(reply.path()).isEqualTo("init/error");
            assertThat(reply.body()).contains("There is no route \\\"health-nothing\\\": ");
        }
    }

    @Test
    void shouldCallNobodyBeforeTheSnapshotAndWorkAfterIt_whenSnapStartIsOn() throws Exception {
        try (FunctionProcess function = start(
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                // By this, org.crac finds the implementation of the runtime interface client.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")) {
            assertThat(lambda.awaitCheckpoint(LONGEST))
                    .as("ready for the snapshot: %s", function.output())
                    .isTrue();
            assertThat(aws.calls()).isEmpty();
            assertThat(dynamoDb.items()).noneMatch(item -> item.get("id").s().contains("sample"));
            lambda.restore();
            S3Objects.Stored input = upload("raw/restored.csv", HEADER + VALID.replace("u1", "restored"));
            lambda.offer("req-1", created("raw/restored.csv", input), LONGEST);

            assertThat(lambda.awaitReply(LONGEST).body()).contains("\"outcome\":\"success\"");
            assertThat(object("processed/restored.csv")).contains("restored");
            assertThat(function.output().lines().filter(EmbeddedMetricFormat::is))
                    .as("metrics of the invocation, none of the preparation")
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("\"request_id\":\"req-1\""));
        }
    }

    private FunctionProcess start(Map<String, String> more, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL_S3", aws.url(), "AWS_ENDPOINT_URL_EVENTBRIDGE", aws.url(), "HEALTH_BUCKET", BUCKET));
        environment.putAll(more);
        return startAlone("health-ingest", environment, options);
    }

    private S3Objects.Stored upload(String key, String content) {
        return aws.s3().put("/" + BUCKET + "/" + key, content);
    }

    private String object(String key) {
        return aws.s3().get("/" + BUCKET + "/" + key).text();
    }

    private String state(String key) {
        return dynamoDb.item("health-ingest#" + BUCKET + "/" + key).get("state").s();
    }

    private static String created(String key, S3Objects.Stored input) {
        return JsonDocument.write(Events.created(key, input.etag())).replace(Events.BUCKET, BUCKET);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> entry(String putEvents) {
        return ((List<Map<String, Object>>) JsonDocument.parse(putEvents).get("Entries")).get(0);
    }
}
