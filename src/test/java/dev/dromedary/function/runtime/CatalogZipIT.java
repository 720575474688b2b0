package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.stub.S3Objects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** catalog-record from the built zip, under AWS's own runtime, with AWS's APIs over HTTP. */
class CatalogZipIT extends ZipFixture {

    private static final String TABLE = "ProcessedResults";
    private static final String BUCKET = "dromedary-catalog";

    @BeforeAll
    static void createTables() throws Exception {
        dynamoDb.createTable(TABLE, "id");
    }

    @Test
    void shouldRecordAndMark_whenAnObjectComesAndGoes() throws Exception {
        S3Objects.Stored stored = aws.s3()
                .put(
                        "/" + BUCKET + "/é 1.csv",
                        "four".getBytes(StandardCharsets.UTF_8),
                        Map.of("x-amz-meta-camelawss3key", "other", "x-amz-meta-note", "=?UTF-8?Q?caf=C3=A9?="));
        try (FunctionProcess function = start(Map.of())) {
            lambda.offer("req-1", event("Object Created", "é 1.csv", stored.etag(), "01"), LONGEST);
            assertThat(lambda.awaitReply(LONGEST).body()).as(function.output()).contains("\"outcome\":\"recorded\"");
            Map<String, AttributeValue> item = dynamoDb.items(TABLE).get(0);
            assertThat(item.get("file_name").s()).isEqualTo("é 1.csv");
            assertThat(item.get("status").s()).isEqualTo("Processed");
            assertThat(item.get("size").n()).isEqualTo("4");
            assertThat(item.get("metadata").m())
                    .isEqualTo(Map.of(
                            "camelawss3key", AttributeValue.fromS("other"), "note", AttributeValue.fromS("café")));

            // Duplicate, replaced meanwhile (412), gone meanwhile (404), deleted, and too late.
            assertThat(reply("req-2", event("Object Created", "é 1.csv", stored.etag(), "01")))
                    .contains("\"outcome\":\"done already\"");
            assertThat(reply("req-3", event("Object Created", "é 1.csv", "another", "02")))
                    .contains("\"outcome\":\"superseded\"");
            assertThat(reply("req-4", event("Object Created", "gone.csv", "e", "01")))
                    .contains("\"outcome\":\"superseded\"");
            assertThat(reply("req-5", event("Object Deleted", "é 1.csv", stored.etag(), "03")))
                    .contains("\"outcome\":\"recorded\"");
            assertThat(reply("req-6", event("Object Created", "é 1.csv", stored.etag(), "01")))
                    .contains("\"outcome\":\"superseded\"");
        }
        assertThat(dynamoDb.items(TABLE)).singleElement().satisfies(item -> {
            assertThat(item.get("status").s()).isEqualTo("Deleted");
            assertThat(item.get("deleted_time").s()).isEqualTo("2026-03-01T10:15:30.000Z");
            assertThat(item.get("size").n()).isEqualTo("4");
        });
        assertThat(aws.calls()).noneMatch(call -> call.startsWith("GET"));
    }

    @Test
    void shouldCallNobodyBeforeTheSnapshot_whenSnapStartIsOn() throws Exception {
        int items = dynamoDb.items(TABLE).size();
        try (FunctionProcess function = start(
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"),
                // By this, org.crac finds the implementation of the runtime interface client.
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")) {

            assertThat(lambda.awaitCheckpoint(LONGEST))
                    .as("ready for the snapshot: %s", function.output())
                    .isTrue();
            assertThat(aws.calls()).isEmpty();
            assertThat(dynamoDb.items(TABLE)).hasSize(items);
            assertThat(function.output()).isEmpty();
        }
    }

    private FunctionProcess start(Map<String, String> more, String... options) throws IOException {
        return start("catalog-record", more, options);
    }

    private static String event(String type, String key, String etag, String sequencer) {
        return JsonDocument.write(Map.of(
                "id",
                "1",
                "source",
                "aws.s3",
                "detail-type",
                type,
                "time",
                "2026-03-01T10:15:30Z",
                "resources",
                List.of("arn:aws:s3:::" + BUCKET),
                "detail",
                Map.of(
                        "bucket", Map.of("name", BUCKET),
                        "object", Map.of("key", key, "etag", etag, "sequencer", sequencer))));
    }
}
