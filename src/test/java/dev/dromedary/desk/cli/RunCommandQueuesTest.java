package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandQueuesTest {

    /** A queue starts the first route, which sends to another queue; that starts the second. */
    private static final String LOAD = """
            - route:
                id: orders-load
                from:
                  uri: "lambda-sqs:{{orders.queue}}"
                  parameters:
                    format: json
                  steps:
                    - setBody:
                        simple:
                          expression: order ${body[id]}
                    - removeHeaders:
                        pattern: "*"
                    - to:
                        uri: aws2-sqs:shipments
                        parameters:
                          queueUrl: "{{orders.shipments.queue-url}}"
            """;

    private static final String SHIP = """
            - route:
                id: orders-ship
                from:
                  uri: lambda-sqs:shipments
                  steps:
                    - log:
                        message: ${body}
                    - to:
                        uri: aws2-sqs:shipped
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void writeRoutes() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("routes/orders"));
        desk.write("routes/orders/load.camel.yaml", LOAD);
        desk.write("routes/orders/ship.camel.yaml", SHIP);
        desk.write("routes/orders/orders.properties", """
                orders.queue=orders
                orders.shipments.queue-url=https://sqs.us-east-1.amazonaws.com/000000000000/shipments
                """);
    }

    private Desk.Told run(String... more) {
        Stream<String> fixed = Stream.of(
                "run",
                "orders",
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());
        return desk.run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return desk.write(name, text).toString();
    }

    @Test
    void shouldSendEachLine_whenAQueueStartsThePipeline() throws IOException {
        Desk.Told told = run(file("orders.ndjson", "{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":3}\n{\"id\":4}"));

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("orders-load: done", "orders-ship: done", "4 of them")
                .contains("queue orders: 4 sent, 4 handled" + System.lineSeparator())
                .contains("queue shipments: 4 sent, 4 handled" + System.lineSeparator())
                .contains("queue shipped: 4 sent, 4 waiting in " + desk.file("cloud/queues/shipped.ndjson"));
        assertThat(Files.readAllLines(desk.file("cloud/queues/shipments.ndjson")))
                .extracting(line -> JsonDocument.parse(line).get("body"))
                .containsExactlyInAnyOrder("order 1", "order 2", "order 3", "order 4");
    }

    @Test
    void shouldFailWithTheReason_whenAMessageBecomesADeadLetter() throws IOException {
        Desk.Told told = run(file("orders.ndjson", "{\"id\":1}\nnonsense\n"), "--json");

        assertThat(told.code()).isEqualTo(1);
        Map<String, Object> document = JsonDocument.parse(told.out());
        assertThat(document.get("queues"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(
                        Map.of("queue", "orders", "sent", 2, "handled", 1, "dead_letters", 1, "waiting", 0),
                        Map.of(
                                "queue",
                                "orders-dead-letters",
                                "sent",
                                0,
                                "handled",
                                0,
                                "dead_letters",
                                0,
                                "waiting",
                                1));
        assertThat(document.get("objects").toString())
                .contains("try 5 of 5", "Expected JSON", "orders-dead-letters", "route_id=orders-load, status=failed");
    }

    @Test
    void shouldKeepTheOrderOfTheFile_whenTheQueueIsFifo() throws IOException {
        desk.change("orders/orders.properties", "orders.queue=orders", "orders.queue=orders.fifo");

        Desk.Told told = run(file("my orders.ndjson", "{\"id\":1}\n{\"id\":2}\n{\"id\":1}\n"));

        assertThat(told.code()).isZero();
        assertThat(Files.readAllLines(desk.file("cloud/queues/shipments.ndjson")))
                .extracting(line -> JsonDocument.parse(line).get("body"))
                .containsExactly("order 1", "order 2", "order 1");
    }

    @Test
    void shouldAskForRightUsage_whenAFileIsForNoTrigger() throws IOException {
        Desk.Told told = run(file("orders.csv", "id\n1\n"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("files that end with .ndjson or .jsonl, and ", "orders.csv does not");
    }

    @Test
    void shouldNameTheLine_whenItIsNoMessage() throws IOException {
        Desk.Told told = run(file("orders.ndjson", "{\"id\":1}\n\u0001\n"));

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("Line 2 of ", "orders.ndjson");
    }

    @Test
    void shouldDeliverTheRest_whenARunEndedBefore() throws IOException {
        run(file("first.ndjson", "{\"id\":1}\n\u0001\n"));

        Desk.Told told = run(file("second.ndjson", "{\"id\":2}\n"));

        assertThat(told.code()).isZero();
        assertThat(told.out()).contains("queue orders: 1 sent, 2 handled");
        assertThat(Files.readAllLines(desk.file("cloud/queues/orders.ndjson")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"state\":\"deleted\""));
    }
}
