package dev.dromedary.function.steps.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.function.steps.Correlation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Both steps in a route whose work is done once, with DynamoDB Local and a queue that answers as a test says. */
class OutboxComponentTest {

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final String table = "messages-" + UUID.randomUUID();
    private final ScriptedQueue queue = new ScriptedQueue();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private int works;

    @BeforeAll
    static void startTables() {
        tables = new EmbeddedDynamoDb(folder);
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void start() throws Exception {
        tables.table(table, "hash", null, "ttl");
        tables.table(table + "-ledger", "id", null, null);
        Properties properties = new Properties();
        properties.setProperty("dromedary.ledger.table", table + "-ledger");
        properties.setProperty("dromedary.ledger.keep-days", "90");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, tables.client());
        context.getRegistry().bind("sqs", SqsClient.class, queue);
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .routeId("p-send")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"))
                        .idempotentRepository(Services.ledger(context, tables.client()))
                        .to("outbox:store?table=" + table
                                + "&prefix=day_&field=name&revision=${exchangeProperty.revision}")
                        .to("outbox:send?table=" + table + "&queueUrl=https://sqs.test/0/q.fifo");
                from("direct:store").to("outbox:store?table=" + table + "&field=name");
                from("direct:send").to("outbox:send?table=" + table + "&queueUrl=https://sqs.test/0/q.fifo");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        tables.client().deleteTable(delete -> delete.tableName(table));
        tables.client().deleteTable(delete -> delete.tableName(table + "-ledger"));
    }

    private Exchange work(int revision, Object body) {
        String id = "work-" + works++;
        return context.createProducerTemplate().send("direct:in", exchange -> {
            exchange.setProperty("correlationId", id);
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, id);
            exchange.setProperty("revision", revision);
            exchange.getMessage().setBody(body);
        });
    }

    private static List<Map<String, Object>> bodies(int count) {
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bodies.add(new LinkedHashMap<>(Map.of("name", "n" + i)));
        }
        return bodies;
    }

    private List<String> sent() {
        return queue.entries().stream()
                .map(SendMessageBatchRequestEntry::messageBody)
                .toList();
    }

    private long marked() {
        return tables.client().scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .filter(item -> item.get("sent").equals(AttributeValue.fromBool(true)))
                .count();
    }

    @Test
    void shouldStoreSendAndMarkEachOnce_whenThereAreMoreThanOneTransactionTakes() {
        Exchange exchange = work(1, bodies(357));

        assertThat(exchange.getException()).isNull();
        assertThat(sent()).hasSize(357).doesNotHaveDuplicates();
        assertThat(queue.requests())
                .allSatisfy(request -> assertThat(request.entries()).hasSizeLessThanOrEqualTo(10));
        assertThat(marked()).isEqualTo(357);
    }

    @Test
    void shouldSendTheOthersAndTell_whenAMessageIsTooLargeForever() {
        List<Map<String, Object>> bodies = bodies(3);
        String huge = "\ud83d\udc2a".repeat(120 * 1024);
        bodies.get(1).put("name", huge);

        Exchange done = work(1, bodies);

        assertThat(done.getException()).isNull();
        assertThat(sent()).hasSize(2);
        assertThat(done.getProperty(OutboxStore.REJECTED))
                .isEqualTo(List.of(Map.of(
                        "hash", Correlation.sha256("day_" + huge), "bytes", 480 * 1024 + "{\"name\":\"\"}".length())));
    }

    @Test
    void shouldSendAMessage_whenItIsAsLargeAsItMayBe() {
        List<Map<String, Object>> bodies = bodies(1);
        bodies.get(0).put("text", "x".repeat(OutboxStore.LARGEST_TEXT - "{\"name\":\"n0\",\"text\":\"\"}".length()));

        Exchange done = work(1, bodies);

        assertThat(done.getException()).isNull();
        assertThat(done.getProperty(OutboxStore.REJECTED)).isEqualTo(List.of());
        assertThat(sent()).hasSize(1);
    }

    @Test
    void shouldSendOnlyWhatIsNewOrHasChanged_whenThereIsALaterRevision() {
        work(1, bodies(250));
        int before = sent().size();
        List<Map<String, Object>> bodies = bodies(252);
        bodies.get(120).put("more", 1);

        Exchange exchange = work(2, bodies);

        assertThat(exchange.getException()).isNull();
        assertThat(sent().subList(before, sent().size()))
                .containsExactlyInAnyOrder(
                        "{\"name\":\"n120\",\"more\":1}", "{\"name\":\"n250\"}", "{\"name\":\"n251\"}");
        assertThat(marked()).isEqualTo(252);
    }

    @Test
    void shouldSendWhatWasNotMarked_whenTheQueueHadNotTakenAll() {
        queue.answers(request -> ScriptedQueue.fails(request, 0, "InternalError", false));
        assertThat(work(1, bodies(205)).getException()).hasMessageContaining("did not take 1 of");
        assertThat(marked()).isZero();
        int before = sent().size();
        queue.answers(ScriptedQueue::takesAll);

        Exchange exchange = work(1, bodies(205));

        assertThat(exchange.getException()).isNull();
        assertThat(sent().subList(before, sent().size())).hasSize(205).doesNotHaveDuplicates();
        assertThat(marked()).isEqualTo(205);
        work(1, bodies(205));
        assertThat(sent()).hasSize(before + 205);
    }

    @Test
    void shouldDoNothing_whenThereIsNothing() {
        assertThat(work(1, List.of()).getException()).isNull();

        assertThat(queue.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outbox:store?table=t | outbox:store needs the option field",
                "outbox:send?table=t | outbox:send needs the option queueUrl",
                "outbox:send?table=t&queueUrl=u&concurrency=33 | outbox:send: concurrency is 33; it has to be 1 to 32"
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @Test
    void shouldSayWhatToDo_whenAStepIsMisplaced() {
        assertThat(misplaced("direct:store", bodies(1)))
                .isEqualTo(
                        "outbox:store belongs to work that is done once; put it inside an idempotentConsumer with #ledger");
        assertThat(misplaced("direct:send", bodies(1)))
                .isEqualTo("outbox:send sends what outbox:store has stored; put outbox:store before it");
        assertThat(work(1, "text").getException()).hasMessage("outbox:store needs a list of maps in the body");
        assertThat(work(1, List.of("text")).getException()).hasMessage("outbox:store needs a list of maps in the body");
    }

    @Test
    void shouldRefuse_whenMessagesCanNotBeToldApart() {
        assertThat(work(1, List.of(Map.of("name", "n"), Map.of("name", "n"))).getException())
                .hasMessageMatching(
                        "Two messages have the same name \\(hash [0-9a-f]{64}\\); one would take the place of the other");
        assertThat(work(1, List.of(Map.of("other", "n"))).getException())
                .hasMessageContaining("tells messages apart by the field name, which one of them does not have");
    }

    private String misplaced(String route, Object body) {
        return context.createProducerTemplate()
                .send(route, exchange -> exchange.getMessage().setBody(body))
                .getException()
                .getMessage();
    }
}
