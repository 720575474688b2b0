package dev.dromedary.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class RedriveTest {

    private static final String RECORD = "{\"version\":\"1.0\",\"requestContext\":{\"condition\":\"RetriesExhausted\"},"
            + "\"requestPayload\":{\"detail\":{\"object\":{\"key\":\"raw/%s.csv\"}}}}";

    @TempDir
    Path folder;

    private HealthOperations health;

    @BeforeEach
    void open() {
        health = new HealthOperations(folder);
    }

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void shouldUnwrapAndInvokeAgain_whenTheQueueIsAnOnFailureQueue() throws IOException {
        String url = send("health-ingest-failed", RECORD.formatted("a"), RECORD.formatted("b"));

        Counts counts = redrive(health.deployment, "health-ingest-failed");

        assertThat(counts.of(Functions.HANDED_OVER)).isEqualTo(2);
        assertThat(health.keys()).containsExactly("raw/a.csv", "raw/b.csv");
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void shouldInvokeAgain_whenEventBridgeCouldNotHandOver() throws IOException {
        send("health-ingest-undelivered", "{\"detail\":{\"object\":{\"key\":\"raw/a.csv\"}}}");

        redrive(health.deployment, "health-ingest-undelivered");

        assertThat(health.keys()).containsExactly("raw/a.csv");
    }

    @Test
    void shouldGoOnWhereItDied_whenTheSameRedriveComesAgain() throws IOException {
        String url = send("health-ingest-failed", RECORD.formatted("a"), RECORD.formatted("b"), RECORD.formatted("c"));
        health.dieAfter(1);
        assertThatThrownBy(() -> redrive(health.deployment, "health-ingest-failed"))
                .hasMessage("The process dies.");
        health.dieNoMore();
        // Those that were handed out are hidden for a while.
        health.cloud.sqs().receiveMessage(receive -> receive.queueUrl(url));

        assertThat(health.keys()).containsExactly("raw/a.csv");
        assertThat(new FailureQueues(health.cloud.sqs(), health.deployment).countAt(url))
                .as("what was not handed over is kept")
                .isEqualTo(2);
    }

    @Test
    void shouldLeaveItInTheQueue_whenItIsNoEvent() throws IOException {
        String url = send("health-ingest-failed", "hello");

        Counts counts = redrive(health.deployment, "health-ingest-failed");

        assertThat(counts.of(Redrive.UNREADABLE)).isEqualTo(1);
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void shouldKeepGroupOrderAndAttributes_whenDeadLettersGoBackToAFifoQueue() throws IOException {
        Deployment orders = orders();
        String source = health.cloud.sqs().queue("orders.fifo");
        String dead = health.cloud
                .sqs()
                .getQueueUrl(get -> get.queueName("orders-dead-letters.fifo"))
                .queueUrl();
        for (String body : List.of("1", "2", "3")) {
            health.cloud.sqs().sendMessage(send -> send.queueUrl(dead)
                    .messageBody(body)
                    .messageGroupId("customer-7")
                    .messageDeduplicationId("d" + body)
                    .messageAttributes(Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("order")
                                    .build())));
        }

        Counts counts = redrive(orders, "orders-dead-letters.fifo");

        assertThat(counts.of(Redrive.SENT_BACK)).isEqualTo(3);
        assertThat(receive(source))
                .extracting(
                        Message::body,
                        message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                        message -> message.messageAttributes().get("kind").stringValue())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", "customer-7", "order"),
                        org.assertj.core.groups.Tuple.tuple("2", "customer-7", "order"),
                        org.assertj.core.groups.Tuple.tuple("3", "customer-7", "order"));
        assertThat(receive(dead)).isEmpty();
    }

    @Test
    void shouldNameQueuesAsTheyAreDeployed_whenThereIsAnEnvironment() throws IOException {
        writeOrders();
        Deployment dev = Deployment.of(
                new RoutesFolder(folder.resolve("routes")),
                "orders",
                Naming.of("", "dev"),
                route -> Map.of("ORDERS_QUEUE", "orders-dev.fifo"));

        assertThat(new FailureQueues(health.cloud.sqs(), dev).all())
                .extracting(FailureQueue::name)
                .containsExactly("orders-dead-letters-dev.fifo");
        assertThat(Deployment.of(
                                new RoutesFolder(folder.resolve("routes")),
                                "orders",
                                Naming.of("", "prod"),
                                route -> Map.of())
                        .production())
                .isTrue();
    }

    @Test
    void shouldNameQueuesWithTheirPrefix_whenTheAccountHasSeveralProjects() throws IOException {
        writeOrders();
        Naming naming = Naming.of("claims-", "dev");
        Deployment claims = Deployment.of(
                new RoutesFolder(folder.resolve("routes")),
                "orders",
                naming,
                route -> Map.of("ORDERS_QUEUE", "claims-orders-dev.fifo"));
        Deployment mails = Deployment.of(new RoutesFolder(Path.of("routes")), "health", naming, route -> Map.of());

        assertThat(new FailureQueues(health.cloud.sqs(), claims).all())
                .extracting(FailureQueue::name)
                .containsExactly("claims-orders-dead-letters-dev.fifo");
        assertThat(new FailureQueues(health.cloud.sqs(), mails).all())
                .extracting(FailureQueue::name)
                .contains("claims-health-ingest-dev-failed", "claims-health-ingest-dev-undelivered");
    }

    private Deployment orders() throws IOException {
        writeOrders();
        return Deployment.of(new RoutesFolder(folder.resolve("routes")), "orders", Naming.PLAIN, route -> Map.of());
    }

    private void writeOrders() throws IOException {
        Path orders = Files.createDirectories(folder.resolve("routes/orders"));
        ErrorsFile.copyTo(folder.resolve("routes"));
        Files.writeString(orders.resolve("orders.properties"), "orders.queue=orders.fifo\n");
        Files.writeString(orders.resolve("take.camel.yaml"), """
                - route:
                    id: orders-take
                    from:
                      uri: "lambda-sqs:{{orders.queue}}"
                      steps:
                        - log:
                            message: ${body}
                """);
    }

    private Counts redrive(Deployment deployment, String name) throws IOException {
        FailureQueue queue = new FailureQueues(health.cloud.sqs(), deployment)
                .all().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        try (Journal journal = Journal.open(health.journals(), new Replay("back", false))) {
            return new Redrive(health.clients, deployment).redrive(queue, journal, (message, outcome) -> {});
        }
    }

    private String send(String queue, String... bodies) {
        String url = health.cloud
                .sqs()
                .createQueue(create -> create.queueName(queue))
                .queueUrl();
        for (String body : bodies) {
            health.cloud.sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
        }
        return url;
    }

    private List<Message> receive(String url) {
        return health.cloud
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }
}
