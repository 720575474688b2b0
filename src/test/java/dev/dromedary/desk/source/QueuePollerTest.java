package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.function.runtime.JsonDocument;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueuePollerTest {

    @TempDir
    private static Path folder;

    private static EmbeddedSqs sqs;

    private PolledRoute route;

    @BeforeAll
    static void open() {
        sqs = new EmbeddedSqs(folder, "us-east-1", InstantSource.system());
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @AfterAll
    static void close() {
        sqs.close();
    }

    private QueuePoller polling(String uri, String queue) throws Exception {
        route = PolledRoute.start(uri);
        return TriggerSource.feedOf(route.consumer().getEndpoint()) instanceof Feed.Messages messages
                ? new QueuePoller(route.consumer(), sqs, queue, messages.batchSize(), messages.visibilityTimeout())
                : new QueuePoller(route.consumer(), sqs, queue, PolledQueue.MOST, 60);
    }

    private static void create(String queue) {
        boolean fifo = queue.endsWith(".fifo");
        sqs.createQueue(create ->
                create.queueName(queue).attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()));
    }

    private static void send(String queue, String... bodies) {
        boolean fifo = queue.endsWith(".fifo");
        for (String body : bodies) {
            sqs.sendMessage(send -> send.queueUrl(queue)
                    .messageBody(body)
                    .messageGroupId(fifo ? body.substring(0, 1) : null)
                    .messageDeduplicationId(fifo ? body : null));
        }
    }

    /** Those that can be received, and those that are hidden. */
    private static List<String> left(String queue) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    @Test
    void shouldHandOnEachMessageOnceAndDeleteIt_whenRouteSucceeds() throws Exception {
        create("tasks");
        send("tasks", "one", "two", "three");
        QueuePoller round = polling("lambda-sqs:tasks", "tasks");

        boolean first = round.run(() -> false);
        boolean second = round.run(() -> false);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(route.got()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(left("tasks")).containsExactly("0", "0");
        assertThat(route.header(0, "CamelAwsSqsMessageId")).isEqualTo(route.property(0, "correlationId"));
    }

    @Test
    void shouldLeaveJustTheFailedMessage_whenOneFails() throws Exception {
        create("partly");
        send("partly", "one", "two", "three");
        QueuePoller round = polling("lambda-sqs:partly", "partly");
        route.refuse("two");

        round.run(() -> false);

        assertThat(left("partly")).as("hidden until it comes again").containsExactly("0", "1");
        assertThat(route.got()).contains("one", "two", "three");
    }

    @Test
    void shouldHoldUpTheGroup_whenAMessageOfAFifoQueueFails() throws Exception {
        create("groups.fifo");
        send("groups.fifo", "a1", "a2", "b1");
        QueuePoller round = polling("lambda-sqs:groups.fifo", "groups.fifo");
        route.refuse("a1");

        round.run(() -> false);

        assertThat(route.got()).contains("a1", "b1").doesNotContain("a2");
        assertThat(left("groups.fifo")).containsExactly("0", "2");
    }

    @Test
    void shouldKeepTheOrder_whenTheQueueIsFifo() throws Exception {
        create("order.fifo");
        send("order.fifo", "a1", "a2", "a3", "a4");
        QueuePoller round = polling("lambda-sqs:order.fifo?batchSize=2", "order.fifo");

        while (round.run(() -> false)) {
            // Until there is nothing left.
        }

        assertThat(route.got()).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void shouldGiveTheMessagesBack_whenEndedBeforeTheyAreBegun() throws Exception {
        create("ending");
        send("ending", "one", "two");
        QueuePoller round = polling("lambda-sqs:ending", "ending");

        round.run(() -> true);

        assertThat(route.got()).isEmpty();
        assertThat(left("ending")).containsExactly("2", "0");
    }

    @Test
    void shouldGiveTheRestBack_whenTheRouteStopsInTheMiddle() throws Exception {
        create("middle");
        send("middle", "one", "two", "three");
        QueuePoller round = polling("lambda-sqs:middle", "middle");
        boolean[] ending = {false};
        route.onEach(exchange -> {
            ending[0] = true;
            route.consumer().stop();
        });

        round.run(() -> ending[0]);

        assertThat(route.got()).hasSize(1);
        assertThat(left("middle")).containsExactly("2", "0");
    }

    @Test
    void shouldHandOnTheEvent_whenARuleHasPutItIntoTheQueue() throws Exception {
        create("events-input");
        send(
                "events-input",
                JsonDocument.write(
                        Map.of("id", "e-1", "source", "orders", "detail-type", "Done", "detail", Map.of("rows", 3))));
        QueuePoller round = polling("lambda-eventbridge:default?source=orders", "events-input");

        round.run(() -> false);

        assertThat(route.exchanges().get(0).getMessage().getBody()).isEqualTo(Map.of("rows", 3));
        assertThat(left("events-input")).containsExactly("0", "0");
    }
}
