package dev.dromedary.desk.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Routes that queues start, as functions on the embedded cloud. */
class QueuePollersTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Passes on what it can handle, with the number of the try. */
    private static final String ROUTE = """
            - route:
                id: orders-load
                from:
                  uri: lambda-sqs:%s
                  parameters:
                    batchSize: %d
                    maximumConcurrency: 2
                  steps:
                    - choice:
                        when:
                          - simple:
                              expression: ${body} starts with 'bad'
                            steps:
                              - throwException:
                                  exceptionType: java.lang.IllegalStateException
                                  message: "can't load ${body}"
                          - simple:
                              expression: ${body} starts with 'late' && ${header.ApproximateReceiveCount} < 3
                            steps:
                              - throwException:
                                  exceptionType: java.lang.IllegalStateException
                                  message: not yet
                    - setBody:
                        simple:
                          expression: ${body} at try ${header.ApproximateReceiveCount}
                    - removeHeaders:
                        pattern: "*"
                    - to:
                        uri: aws2-sqs:done
                        parameters:
                          queueUrl: https://sqs.us-east-1.amazonaws.com/000000000000/done
            """;

    @TempDir
    Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private EmbeddedCloud cloud;
    private LocalPipeline pipeline;

    @BeforeEach
    void open() {
        cloud = new EmbeddedCloud(
                folder.resolve("cloud"),
                "us-east-1",
                4,
                (route, body, cause) -> failures.add(route + " " + body + " " + cause.getMessage()));
        cloud.sqs().queue("done");
        pipeline = new LocalPipeline(cloud);
    }

    @AfterEach
    void close() {
        pipeline.close();
        cloud.close();
    }

    private void add(String queue, int batchSize) throws Exception {
        Path routes = folder.resolve("routes");
        Files.createDirectories(routes.resolve("orders"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("orders/load.camel.yaml"), ROUTE.formatted(queue, batchSize));
        pipeline.add(RouteFiles.of(routes, "orders-load"), "orders-load", new EmbeddedServices(cloud));
    }

    private void send(String queue, String group, String... bodies) {
        for (String body : bodies) {
            cloud.sqs()
                    .sendMessage(send -> send.queueUrl(queue).messageBody(body).messageGroupId(group));
        }
    }

    private void run() throws InterruptedException {
        pipeline.readQueues();
        assertThat(cloud.awaitIdle(LONG)).isTrue();
    }

    private List<String> bodies(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<Message> batch = receive(queue); !batch.isEmpty(); batch = receive(queue)) {
            batch.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private List<Message> receive(String queue) {
        return cloud.sqs()
                .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private QueueCounts counts(String queue) {
        return cloud.sqs().counts().stream()
                .filter(each -> each.queue().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHandleEachMessageOnce_whenNoneFails() throws Exception {
        add("orders", 3);
        send("orders", null, "a", "b", "c", "d", "e", "f", "g");

        run();

        assertThat(bodies("done"))
                .containsExactlyInAnyOrder(
                        "a at try 1",
                        "b at try 1",
                        "c at try 1",
                        "d at try 1",
                        "e at try 1",
                        "f at try 1",
                        "g at try 1");
        assertThat(counts("orders")).isEqualTo(new QueueCounts("orders", 7, 7, 0, 0, 0, 0));
        assertThat(failures).isEmpty();
        assertThat(pipeline.results()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(result -> {
            assertThat(result.route()).isEqualTo("orders-load");
            assertThat(result.failure()).isNull();
            assertThat(result.summary()).containsKey("outcomes");
        });
    }

    @Test
    void shouldDeliverMessagesThatComeLater_whenQueuesAreRead() throws Exception {
        add("orders", 10);
        run();

        send("orders", null, "a");

        assertThat(cloud.awaitIdle(LONG)).isTrue();
        assertThat(bodies("done")).containsExactly("a at try 1");
    }

    @Test
    void shouldDeliverOnlyTheFailedAgain_whenSomeOfABatchFail() throws Exception {
        add("orders", 10);
        send("orders", null, "a", "late", "b");

        run();

        assertThat(bodies("done")).containsExactlyInAnyOrder("a at try 1", "b at try 1", "late at try 3");
        assertThat(counts("orders")).isEqualTo(new QueueCounts("orders", 3, 3, 0, 0, 0, 0));
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldMakeItADeadLetterWithItsReason_whenAMessageFailsFiveTimes() throws Exception {
        add("orders", 10);
        send("orders", null, "a", "bad", "b");

        run();

        assertThat(bodies("done")).containsExactlyInAnyOrder("a at try 1", "b at try 1");
        assertThat(bodies("orders-dead-letters")).containsExactly("bad");
        assertThat(counts("orders")).isEqualTo(new QueueCounts("orders", 3, 2, 1, 0, 0, 0));
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0))
                .startsWith("orders-load bad message ")
                .contains("try 5 of 5", "can't load bad", "orders-dead-letters");
        Map<String, Object> line =
                JsonDocument.parse(Files.readString(folder.resolve("cloud/queues/orders-dead-letters.ndjson")));
        assertThat(line).containsEntry("dead_letter_of", "orders");
        assertThat(line.get("reason")).asString().contains("can't load bad");
    }

    @Test
    void shouldHoldUpOnlyItsGroup_whenAMessageOfAFifoQueueFails() throws Exception {
        add("orders.fifo", 1);
        send("orders.fifo", "x", "x1", "late x2", "x3");
        send("orders.fifo", "y", "y1", "bad y2", "y3");

        run();

        List<String> done = bodies("done");
        assertThat(done).hasSize(5);
        assertThat(done).containsSubsequence("x1 at try 1", "late x2 at try 3", "x3 at try 1");
        assertThat(done).containsSubsequence("y1 at try 1", "y3 at try 1");
        assertThat(bodies("orders-dead-letters.fifo")).containsExactly("bad y2");
        assertThat(failures).hasSize(1);
    }

    @Test
    void shouldCountWhatIsHeldUpAsReceived_whenABatchOfAGroupFails() throws Exception {
        add("orders.fifo", 10);
        send("orders.fifo", "x", "bad x1", "x2");

        run();

        assertThat(bodies("orders-dead-letters.fifo")).containsExactly("bad x1", "x2");
        assertThat(failures).hasSize(2);
        assertThat(failures.get(1)).contains("x2", "held up");
    }

    @Test
    void shouldGoOnInALaterRun_whenMessagesWait() throws Exception {
        send("done", null, "earlier");
        cloud.sqs().queue("orders");
        send("orders", null, "a");
        close();

        open();
        add("orders", 10);
        run();

        assertThat(bodies("done")).containsExactly("earlier", "a at try 1");
    }

    @Test
    void shouldRefuse_whenTwoRoutesReadOneQueue() throws Exception {
        add("orders", 10);

        assertThatThrownBy(() -> add("orders", 10))
                .hasMessageContaining("the queue orders")
                .hasMessageContaining("a queue of its own");
    }

    @Test
    void shouldShowTheFileOfEachQueue_whenMessagesWereHandled() throws Exception {
        add("orders", 10);
        send("orders", null, "a");
        run();
        close();

        assertThat(JsonDocument.parse(Files.readString(folder.resolve("cloud/queues/orders.ndjson"))))
                .containsEntry("body", "a")
                .containsEntry("state", "deleted");
        open();
    }
}
