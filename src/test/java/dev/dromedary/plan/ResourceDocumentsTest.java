package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the triggers and steps ask for is among the plan's resources. */
class ResourceDocumentsTest {

    private static final String LOG = "- log: x\n";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
    }

    /** Schema and all. */
    private Map<String, Object> document(String... path) {
        assertThat(routes.plan().json()).isNotEmpty();
        return PlannedRoutes.map(routes.plan().document(), path);
    }

    @Test
    void shouldNotifyTheFunction_whenABucketsNewsComeDirectly() throws IOException {
        routes.route(
                "start",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: in/, suffix: \".a,.b\", via: direct",
                LOG);

        assertThat(document("buckets", "shop-orders"))
                .containsEntry("eventBridge", false)
                .containsEntry(
                        "notifications",
                        List.of(
                                Map.of(
                                        "function", "orders-start",
                                        "events", List.of("s3:ObjectCreated:*"),
                                        "prefix", "in/",
                                        "suffix", ".a"),
                                Map.of(
                                        "function", "orders-start",
                                        "events", List.of("s3:ObjectCreated:*"),
                                        "prefix", "in/",
                                        "suffix", ".b")));
        assertThat(document()).doesNotContainKeys("rules", "mappings", "queues");
    }

    @Test
    void shouldNotifyOfLifecycleRules_whenDeletionsComeDirectly() throws IOException {
        routes.route(
                "forget",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", events: \"created,deleted\", via: direct",
                LOG);

        assertThat(document("buckets", "shop-orders"))
                .containsEntry(
                        "notifications",
                        List.of(Map.of(
                                "function",
                                "orders-forget",
                                "events",
                                List.of("s3:ObjectCreated:*", "s3:LifecycleExpiration:*", "s3:ObjectRemoved:*"))));
    }

    @Test
    void shouldPutAQueueBetween_whenABucketsNewsComeByQueue() throws IOException {
        routes.route("start", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\", timeout: 100, via: queue", LOG);

        assertThat(document("queues", "orders-start-objects"))
                .containsEntry("name", "orders-start-objects-${environment}")
                .containsEntry("visibilityTimeout", 600)
                .containsEntry("deadLetters", "orders-start-objects-dead-letters-${environment}")
                .containsEntry(
                        "senders",
                        List.of(Map.of(
                                "service", "s3.amazonaws.com",
                                "sourceArn", "arn:${partition}:s3:::shop-orders-${environment}-${account}-${region}")));
        assertThat(document("mappings", "orders-start"))
                .containsEntry("kind", "queue")
                .containsEntry("source", "orders-start-objects")
                .containsEntry("batchSize", 10);
        assertThat(document("functions", "orders-start")).doesNotContainKey("asynchronous");
    }

    @Test
    void shouldSizeTheQueueForItsReader_whenAFunctionReadsIt() throws IOException {
        routes.route(
                "take",
                "lambda-sqs",
                "queueNameOrArn: \"{{orders.fifo}}\", timeout: 20, maxReceiveCount: 7, maximumConcurrency: 3",
                LOG);

        assertThat(document("queues", "shop-orders.fifo"))
                .containsEntry("name", "shop-orders-${environment}.fifo")
                .containsEntry("fifo", true)
                .containsEntry("visibilityTimeout", 120)
                .containsEntry("maxReceiveCount", 7)
                .containsEntry("deadLetters", "shop-orders-dead-letters-${environment}.fifo");
        assertThat(document("mappings", "orders-take")).containsEntry("maximumConcurrency", 3);
    }

    @Test
    void shouldKeepGivenUpRecords_whenAStreamNamesABucket() throws IOException {
        routes.route(
                "read", "lambda-kinesis", "streamName: \"{{orders.stream}}\", onFailure: \"{{orders.archive}}\"", LOG);

        assertThat(document("mappings", "orders-read"))
                .containsEntry("kind", "stream")
                .containsEntry("batchSize", 100)
                .containsEntry("bisect", true)
                .containsEntry("onFailureBucket", "shop-archive")
                .containsEntry("onFailurePrefix", "aws/lambda/");
        assertThat(document("streams", "shop-clicks")).containsEntry("name", "shop-clicks-${environment}");
    }

    @Test
    void shouldOpenTheEndpoint_whenRequestsStartTheRoute() throws IOException {
        routes.route("ask", "lambda-http", "path: \"/orders/{id}\", method: GET, cors: \"https://shop.example\"", LOG);

        assertThat(document("endpoints", "orders-ask"))
                .isEqualTo(Map.of(
                        "function", "orders-ask",
                        "method", "GET",
                        "path", "/orders/{id}",
                        "authorization", "iam",
                        "cors", List.of("https://shop.example")));
    }

    @Test
    void shouldHandTheScheduledTimeOn_whenTimeStartsTheRoute() throws IOException {
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day), timeZone: Europe/Berlin, expectEvery: 90000, reservedConcurrency: 1",
                LOG);

        assertThat(document("schedules", "orders-daily"))
                .containsEntry("expression", "rate(1 day)")
                .containsEntry("timeZone", "Europe/Berlin")
                .extracting("input")
                .extracting("time")
                .isEqualTo("<aws.scheduler.scheduled-time>");
        assertThat(document("functions", "orders-daily"))
                .containsEntry("expectEvery", 90000)
                .containsEntry("reservedConcurrency", 1);
    }
}
