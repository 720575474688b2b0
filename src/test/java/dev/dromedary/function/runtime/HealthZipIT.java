package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.stub.RuntimeApi;
import dev.dromedary.function.runtime.stub.S3Objects;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions after health-ingest from the built zip, under AWS's own runtime, with AWS's APIs over HTTP. */
class HealthZipIT extends ZipFixture {

    private static final String ANALYSES = "dromedary-health-analyses";
    private static final String BUCKET = "dromedary-health";
    private static final String READINGS = """
            event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp
            2026-03-01T10:00:00Z,secret-user,170,98,100,36.6,120,80
            2026-03-01T10:01:00Z,other-user,80,98,100,36.6,120,80
            """;

    @BeforeAll
    static void createTables() throws Exception {
        dynamoDb.createTable(ANALYSES, "correlation_id", "analysis_timestamp");
    }

    @Test
    void shouldAnalyzeAndMail_whenAFileWasProcessed() throws Exception {
        S3Objects.Stored processed = aws.s3().put("/" + BUCKET + "/processed/x.csv", READINGS);
        aws.s3()
                .put(
                        "/" + BUCKET + "/processed/x_manifest.json",
                        "{\"correlation_id\":\"c\",\"counts\":{\"input\":3,\"valid\":2,\"rejected\":1},"
                                + "\"counts_by_reason\":{\"invalid_spo2\":1}}");
        try (TraceDaemon daemon = new TraceDaemon();
                FunctionProcess function =
                        start("health-analyze", Map.of("AWS_XRAY_DAEMON_ADDRESS", daemon.address()))) {
            lambda.trace(TraceDaemon.SAMPLED);
            lambda.offer("req-1", processedEvent(processed.etag()), LONGEST);

            assertThat(lambda.awaitReply(LONGEST).body())
                    .as(function.output())
                    .contains("\"outcome\":\"analyzed\"", "\"analysis_key\":\"analyzed/x_analysis.json\"");
            // The metrics are a line of their own, for CloudWatch to find.
            assertThat(function.output())
                    .contains("\"RecordsIn\":2", "\"ModelInputTokens\":1000")
                    .doesNotContain("insight", "secret-user");
            // The header of the invocation has arrived, and the interceptor in the zip is found.
            assertThat(daemon.documents())
                    .allSatisfy(
                            each -> assertThat(each.path("trace_id").asText()).isEqualTo(TraceDaemon.ROOT))
                    .anySatisfy(
                            each -> assertThat(each.path("parent_id").asText()).isEqualTo(TraceDaemon.PARENT))
                    .anySatisfy(each ->
                            assertThat(each.at("/aws/operation").asText()).isEqualTo("Converse"))
                    .allSatisfy(each -> assertThat(each.toString()).doesNotContain("insight", "secret-user"));
        }
        assertThat(aws.questions()).singleElement().satisfies(question -> assertThat(question)
                .contains("Person 1", "\"temperature\":0.2", "\"maxTokens\":1000")
                .doesNotContain("secret-user", "other-user", "guardrail"));
        assertThat(aws.s3().get("/" + BUCKET + "/analyzed/x_analysis.json").text())
                .contains("secret-user", "A model's insight.");
        Map<String, AttributeValue> item = dynamoDb.items(ANALYSES).get(0);
        assertThat(item.get("notification_sent").bool()).isFalse();
        String detail = detail(aws.events().get(0));

        lambda.close();
        lambda = new RuntimeApi();
        try (FunctionProcess function = start("health-notify", Map.of("DROMEDARY_ENVIRONMENT", "claims-prod"))) {
            lambda.offer("req-2", analyzedEvent(detail), LONGEST);
            lambda.offer("req-3", analyzedEvent(detail), LONGEST);

            assertThat(lambda.awaitReply(LONGEST).body()).as(function.output()).contains("\"outcome\":\"sent\"");
            assertThat(lambda.awaitReply(LONGEST).body()).contains("\"outcome\":\"done already\"");
        }
        assertThat(aws.forms()).singleElement().satisfies(form -> {
            // The recipients of health.prod.properties, whose sender the environment variable overrides.
            assertThat(form)
                    .containsEntry("Action", "SendRawEmail")
                    .containsEntry("Source", "sender@example.com")
                    .containsValues("care-team@example.com", "on-duty@example.com");
            String mail = new String(Base64.getDecoder().decode(form.get("RawMessage.Data")), StandardCharsets.UTF_8);
            assertThat(mail).contains("multipart/alternative", "A model's insight.", "Person 1");
            assertThat(mail).doesNotContain("secret-user");
        });
        assertThat(dynamoDb.items(ANALYSES)
                        .get(0)
                        .get("notification_message_id")
                        .s())
                .isEqualTo("message-1");
    }

    @Test
    void shouldTellATopic_whenAFileCannotBeUsed() throws Exception {
        try (FunctionProcess function = start("health-alert", Map.of())) {
            lambda.offer("req-1", """
                    {"id":"1","source":"health.data.ingestor","detail-type":"Data Processing Failed","detail":{"correlation_id":"f",
                     "bucket":"dromedary-health","source_key":"raw/f.csv","sequencer":"01","manifest_key":"processed/f_manifest.json",
                     "error":{"reason":"empty_file","message":"The file is empty."}}}""", LONGEST);

            assertThat(lambda.awaitReply(LONGEST).path()).as(function.output()).endsWith("response");
        }
        assertThat(aws.forms()).singleElement().satisfies(form -> assertThat(form)
                .containsEntry("Action", "Publish")
                .containsEntry("TopicArn", "arn:aws:sns:us-east-1:000000000000:dromedary-health-alerts")
                .extractingByKey("Message")
                .asString()
                .startsWith("The file s3://dromedary-health/raw/f.csv can't be used: The file is empty (empty_file)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"health-analyze", "health-notify", "health-digest", "health-alert"})
    void shouldCallNobodyBeforeTheSnapshot_whenSnapStartIsOn(String route) throws Exception {
        int items = dynamoDb.items().size();
        try (FunctionProcess function = start(
                route,
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                // By this, org.crac finds the implementation of the runtime interface client.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")) {

            assertThat(lambda.awaitCheckpoint(LONGEST))
                    .as("ready for the snapshot: %s", function.output())
                    .isTrue();
            assertThat(aws.calls()).isEmpty();
            assertThat(dynamoDb.items()).hasSize(items);
            assertThat(function.output()).isEmpty();
        }
    }

    @Override
    FunctionProcess start(String route, Map<String, String> more, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("HEALTH_MAIL_SENDER", "sender@example.com"));
        environment.putAll(more);
        return super.start(route, environment, options);
    }

    private static String processedEvent(String etag) {
        return JsonDocument.write(Map.of(
                "id", "1",
                "source", "health.data.ingestor",
                "detail-type", "Data Processing Complete",
                "detail",
                        Map.of(
                                "correlation_id", "c",
                                "bucket", BUCKET,
                                "processed_key", "processed/x.csv",
                                "manifest_key", "processed/x_manifest.json",
                                "etag", etag,
                                "sequencer", "01")));
    }

    private static String analyzedEvent(String detail) {
        return JsonDocument.write(Map.of(
                "id", "2",
                "source", "health.data.analyzer",
                "detail-type", "Data Analysis Complete",
                "detail", JsonDocument.parse(detail)));
    }

    private static String detail(String putEvents) {
        List<?> entries = (List<?>) JsonDocument.parse(putEvents).get("Entries");
        return ((Map<?, ?>) entries.get(0)).get("Detail").toString();
    }
}
