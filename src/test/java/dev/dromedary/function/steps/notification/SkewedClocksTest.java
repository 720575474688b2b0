package dev.dromedary.function.steps.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.ledger.LedgerByHand;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.StillRunningException;
import dev.dromedary.function.runtime.stub.DynamoDbServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two machines whose clocks are ten minutes apart, at one DynamoDB, whose replies tell its time. */
class SkewedClocksTest {

    private static final String TABLE = "told";
    private static final String URI_OF_CLAIM =
            "notification:claim?table=told&key=correlation_id,analysis_timestamp&lease=360";

    private static DynamoDbServer server;
    private static DynamoDbClient client;

    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private final String id = "thing-" + System.identityHashCode(this);

    @BeforeAll
    static void start() throws Exception {
        server = new DynamoDbServer();
        server.createTable(TABLE, "correlation_id", "analysis_timestamp");
        client = DynamoDbClient.builder()
                .endpointOverride(URI.create(server.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
    }

    @AfterEach
    void close() {
        contexts.forEach(DefaultCamelContext::stop);
    }

    /** A machine with a clock, and what it does once. */
    private DefaultCamelContext machine(long minutesAhead, Processor work) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, client);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .routeId("p-notify")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"))
                        .idempotentRepository(
                                LedgerByHand.skewed(client, DynamoDbServer.TABLE, Duration.ofMinutes(minutesAhead)))
                        .process(work);
            }
        });
        context.start();
        return context;
    }

    private static Exchange deliver(DefaultCamelContext machine, String id, Object body) {
        return machine.createProducerTemplate().send("direct:in", exchange -> {
            exchange.setProperty("correlationId", id);
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, id);
            exchange.setProperty(LedgerProperties.WAITS_IN_PLACE, false);
            exchange.setProperty(LedgerProperties.DEADLINE, Instant.now());
            exchange.getMessage().setBody(body);
        });
    }

    private static Processor claim(AtomicReference<DefaultCamelContext> machine) {
        return exchange -> {
            var producer = machine.get().getEndpoint(URI_OF_CLAIM).createProducer();
            producer.start();
            producer.process(exchange);
        };
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0, -10", "10, 0", "-10, 0", "-10, 10", "10, -10"})
    void shouldFindTheClaimStanding_whenAnothersClockDiffers(long first, long second) throws Exception {
        AtomicReference<Exchange> other = new AtomicReference<>();
        DefaultCamelContext waiting = machine(second, exchange -> {});
        DefaultCamelContext working = machine(first, exchange -> other.set(deliver(waiting, id, "b")));

        Exchange done = deliver(working, id, "a");

        assertThat(done.getException()).isNull();
        assertThat(other.get().getException()).isInstanceOf(StillRunningException.class);
    }

    @ParameterizedTest
    @CsvSource({"10", "-10"})
    void shouldLapseInTime_whenTheDeadOnesClockDiffered(long ahead) throws Exception {
        AtomicReference<Instant> lapses = new AtomicReference<>();
        DefaultCamelContext waiting = machine(0, exchange -> {});
        DefaultCamelContext working = machine(ahead, exchange -> {
            Exception refused = deliver(waiting, id, "b").getException();
            lapses.set(((StillRunningException) refused).lapsesAfter());
        });

        deliver(working, id, "a");

        assertThat(lapses.get())
                .isBetween(Instant.now().plusSeconds(45), Instant.now().plusSeconds(59));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "0, -10", "10, 0", "-10, 0"})
    void shouldTellOnce_whenTwoFunctionsWhoseClocksDifferTellOfTheSameItem(long first, long second) throws Exception {
        client.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "correlation_id", AttributeValue.fromS(id),
                        "analysis_timestamp", AttributeValue.fromS("t"),
                        "notification_sent", AttributeValue.fromBool(false))));
        Map<String, String> key = Map.of("correlation_id", id, "analysis_timestamp", "t");
        AtomicReference<DefaultCamelContext> one = new AtomicReference<>();
        AtomicReference<DefaultCamelContext> two = new AtomicReference<>();
        AtomicReference<Exchange> other = new AtomicReference<>();
        two.set(machine(second, claim(two)));
        one.set(machine(first, exchange -> {
            claim(one).process(exchange);
            other.set(deliver(two.get(), id + "-digest", key));
        }));

        Exchange done = deliver(one.get(), id, key);

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(Map.class).get("correlation_id")).isEqualTo(id);
        assertThat(other.get().getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another run is about to tell");
    }

    @Test
    void shouldFailBeforeTheMail_whenAnotherHasTakenTheItem() throws Exception {
        NotificationTable table = new NotificationTable(client, TABLE, List.of("correlation_id", "analysis_timestamp"));
        client.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "correlation_id", AttributeValue.fromS(id),
                        "analysis_timestamp", AttributeValue.fromS("t"),
                        "notification_sent", AttributeValue.fromBool(false))));
        Map<String, AttributeValue> key = table.key(Map.of("correlation_id", id, "analysis_timestamp", "t"))
                .orElseThrow();
        Instant now = Instant.now();
        table.claim(key, "me", Duration.ofSeconds(1), now);

        assertThat(table.renew(key, "me", Duration.ofMinutes(6), now)).isTrue();
        assertThat(table.claim(key, "other", Duration.ofMinutes(6), now.plusSeconds(300))
                        .item())
                .isNull();
        assertThat(table.claim(key, "other", Duration.ofMinutes(6), now.plusSeconds(361))
                        .item())
                .isNotNull();
        assertThat(table.renew(key, "me", Duration.ofMinutes(6), now)).isFalse();
    }
}
