package dev.dromedary.desk.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.s3.S3Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class EmbeddedCloudTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CREATED_UNDER_RAW =
            "{\"source\":[\"aws.s3\"],\"detail\":{\"object\":{\"key\":[{\"wildcard\":\"raw/*.csv\"}]}}}";

    /** After the examples in https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html. */
    private static final String CREATED = """
            {"version":"0","id":"?","detail-type":"Object Created","source":"aws.s3","account":"000000000000",
             "time":"?","region":"eu-central-1","resources":["arn:aws:s3:::readings"],
             "detail":{"version":"0","bucket":{"name":"readings"},
               "object":{"key":"raw/a b+ü.csv","size":5,"etag":"?","version-id":"?","sequencer":"?"},
               "request-id":"?","requester":"000000000000","source-ip-address":"127.0.0.1","reason":"PutObject"}}
            """;

    @TempDir
    Path folder;

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private EmbeddedCloud open(Path root) {
        return new EmbeddedCloud(root, "eu-central-1", 2, (rule, event, cause) -> failures.add(cause.toString()));
    }

    @Test
    void shouldSendS3EventsAsAwsDoes_whenObjectsChange() throws Exception {
        try (EmbeddedCloud cloud = open(folder)) {
            List<JsonNode> events = new CopyOnWriteArrayList<>();
            cloud.eventBridge().rule("default", "s3", "{\"source\":[\"aws.s3\"]}", event -> events.add(json(event)));
            cloud.s3().createBucket(create -> create.bucket("readings"));
            cloud.s3().createBucket("plain", false);
            var put = S3Fixture.put(cloud.s3(), "readings", "raw/a b+ü.csv", "12345");
            assertThat(cloud.awaitIdle(LONG)).isTrue();
            cloud.s3().deleteObject(delete -> delete.bucket("readings").key("raw/a b+ü.csv"));
            assertThat(cloud.awaitIdle(LONG)).isTrue();
            S3Fixture.put(cloud.s3(), "plain", "x", "");
            assertThat(cloud.awaitIdle(LONG)).isTrue();

            JsonNode created = events.get(0);
            JsonNode object = created.at("/detail/object");
            assertThat("\"" + object.get("etag").textValue() + "\"").isEqualTo(put.eTag());
            assertThat(object.get("version-id").textValue()).isEqualTo(put.versionId());
            assertThat(Instant.parse(created.get("time").textValue())).isBeforeOrEqualTo(Instant.now());
            assertThat(masked(created)).isEqualTo(mapper.readTree(CREATED));
            assertThat(events.get(1).at("/detail-type").textValue()).isEqualTo("Object Deleted");
            assertThat(events.get(1).at("/detail/deletion-type").textValue()).isEqualTo("Delete Marker Created");
            assertThat(events.get(1).at("/detail/object").has("size")).isFalse();
            assertThat(events.get(2).at("/detail/object").has("version-id")).isFalse();
            assertThat(Files.readAllLines(folder.resolve("events.ndjson"))).hasSize(3);
        }
    }

    private JsonNode masked(JsonNode event) {
        for (String at : List.of(
                "/id",
                "/time",
                "/detail/object/etag",
                "/detail/object/version-id",
                "/detail/object/sequencer",
                "/detail/request-id")) {
            int slash = at.lastIndexOf('/');
            ObjectNode parent = (ObjectNode) event.at(at.substring(0, slash));
            assertThat(parent.get(at.substring(slash + 1)).textValue()).isNotBlank();
            parent.put(at.substring(slash + 1), "?");
        }
        return event;
    }

    private JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldBeIdleAfterTheLast_whenObjectsCauseObjects() throws Exception {
        try (EmbeddedCloud cloud = open(folder)) {
            cloud.s3().createBucket(create -> create.bucket("readings"));
            cloud.eventBridge().rule("default", "ingest", CREATED_UNDER_RAW, event -> {
                String key = json(event).at("/detail/object/key").textValue();
                String text = S3Fixture.get(cloud.s3(), "readings", key);
                S3Fixture.put(cloud.s3(), "readings", key.replace("raw/", "processed/"), text);
                PutEventsRequestEntry done = PutEventsRequestEntry.builder()
                        .source("ingest")
                        .detailType("Done")
                        .detail("{\"key\":\"" + key + "\"}")
                        .build();
                cloud.eventBridge().putEvents(put -> put.entries(done));
            });
            cloud.eventBridge().rule("default", "analyze", "{\"source\":[\"ingest\"]}", event -> cloud.dynamoDb()
                    .putItem(put -> put.tableName("insights")
                            .item(Map.of(
                                    "id",
                                    AttributeValue.fromS(
                                            json(event).at("/detail/key").textValue())))));
            cloud.tables().table("insights", "id", null, null);
            for (int number = 0; number < 20; number++) {
                S3Fixture.put(cloud.s3(), "readings", "raw/" + number + ".csv", "" + number);
            }
            assertThat(cloud.awaitIdle(LONG)).isTrue();
            assertThat(cloud.dynamoDb().scan(scan -> scan.tableName("insights")).count())
                    .isEqualTo(20);
        }
        assertThat(failures).isEmpty();
        assertThat(folder.resolve("s3/readings/processed/19.csv")).hasContent("19");
        assertThat(Files.readAllLines(folder.resolve("tables/insights.ndjson"))).hasSize(20);
        assertThat(Files.readAllLines(folder.resolve("events.ndjson"))).hasSize(60);

        try (EmbeddedCloud cloud = open(folder)) {
            cloud.tables().table("insights", "id", null, null);
            assertThat(S3Fixture.get(cloud.s3(), "readings", "processed/19.csv"))
                    .isEqualTo("19");
            assertThat(cloud.dynamoDb().scan(scan -> scan.tableName("insights")).count())
                    .isEqualTo(20);
        }
    }

    @Test
    void shouldSayOneSentence_whenTheFolderCantBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(EmbeddedCloudException.class)
                .hasMessage(file + " is a file; the embedded cloud needs a folder.");
        assertThatThrownBy(() -> open(file.resolve("below")))
                .isInstanceOf(EmbeddedCloudException.class)
                .hasMessageContaining("can't be written");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("s3"), "");
        assertThatThrownBy(() -> open(taken))
                .isInstanceOf(EmbeddedCloudException.class)
                .hasMessageContaining("can't be used");
        Files.delete(taken.resolve("s3"));
        try (EmbeddedCloud first = open(taken)) {
            assertThatThrownBy(() -> open(taken))
                    .isInstanceOf(EmbeddedCloudException.class)
                    .hasMessage("The folder " + taken + " is in use by another run.");
            assertThat(first.s3().listBuckets().buckets()).isEmpty();
        }
    }
}
