package dev.dromedary.function.steps.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Services;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Two attempts at the same work: the first remembers its body and fails, the second recalls. */
class LedgerComponentTest {

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final String table = "ledger-" + UUID.randomUUID();
    private final DefaultCamelContext context = new DefaultCamelContext();

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
        tables.table(table, "id", null, null);
        Properties properties = new Properties();
        properties.setProperty("dromedary.ledger.table", table);
        properties.setProperty("dromedary.ledger.keep-days", "90");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .routeId("p-do")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"))
                        .idempotentRepository(Services.ledger(context, tables.client()))
                        .toD("ledger:${exchangeProperty.operation}?name=${exchangeProperty.name}"
                                + "&key=RAW(${exchangeProperty.hash})")
                        .filter(exchangeProperty("fails"))
                        .throwException(new IllegalStateException("died"));
            }
        });
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, tables.client());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:turn").routeId("p-turn").to("ledger:turn?name=${exchangeProperty.thing}");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        tables.client().deleteTable(delete -> delete.tableName(table));
    }

    private Exchange attempt(String operation, String name, String hash, boolean fails, Object body) {
        return context.createProducerTemplate().send("direct:in", exchange -> {
            exchange.setProperty("correlationId", "work");
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, "work");
            exchange.setProperty("operation", operation);
            exchange.setProperty("name", name);
            exchange.setProperty("hash", hash);
            exchange.setProperty("fails", fails);
            exchange.getMessage().setBody(body);
        });
    }

    private Object recalled(String name, String hash) {
        Exchange exchange = attempt("recall", name, hash, true, "before");
        assertThat(exchange.getException()).hasMessage("died");
        return exchange.getMessage().getBody();
    }

    static Stream<Object> bodies() {
        return Stream.of(
                "text",
                "",
                "${7*7} \u0000 \u202e 😀 \"\\\n",
                7,
                true,
                List.of(),
                List.of("a", 1, List.of(Map.of("b", new BigDecimal("0.5")))),
                Arrays.asList("a", null),
                Map.of(),
                Map.of("a", Map.of("b", List.of(1, 2))));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldGiveTheSame_whenTheSameWorkIsTriedAgain(Object body) {
        Exchange first = attempt("remember", "answer", "h", true, body);

        assertThat(first.getException()).hasMessage("died");
        assertThat(first.getMessage().getBody()).isEqualTo(body);
        assertThat(recalled("answer", "h")).isEqualTo(body);
    }

    @Test
    void shouldGiveNothing_whenItWasRememberedUnderAnotherKeyOrNameOrNeverAtAll() {
        attempt("remember", "answer", "h", true, "text");

        assertThat(recalled("answer", "other")).isNull();
        assertThat(recalled("question", "h")).isNull();
        assertThat(recalled("answer", "h")).isEqualTo("text");
    }

    @Test
    void shouldGiveTheLast_whenItWasRememberedTwice() {
        attempt("remember", "answer", "h", true, "first");
        attempt("remember", "answer", "h", true, "second");

        assertThat(recalled("answer", "h")).isEqualTo("second");
    }

    @Test
    void shouldFail_whenTheLedgerCanNotHoldIt() {
        assertThat(attempt("remember", "answer", "h", false, "x".repeat(300_000))
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remember", "recall"})
    void shouldSayWhereItBelongs_whenThereIsNoClaim(String operation) {
        Exchange exchange = context.createProducerTemplate()
                .send("ledger:" + operation + "?name=a", each -> each.getMessage()
                        .setBody("text"));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ledger:" + operation)
                .hasMessageContaining("put it inside an idempotentConsumer");
    }

    @Test
    void shouldNotStart_whenNameOrStepIsWrong() {
        assertThatThrownBy(() -> context.getEndpoint("ledger:recall"))
                .cause()
                .hasMessage("ledger:recall needs the option name");
        assertThatThrownBy(() -> context.getEndpoint("ledger:forget?name=a"))
                .cause()
                .hasMessageContaining("the steps are remember, recall and turn");
    }

    @Test
    void shouldRiseByThing_whenTurnsAreDrawnAtTheSameTime() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<Future<Object>> drawn = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            drawn.add(workers.submit(() -> turn("day")));
        }
        Set<Object> numbers = new TreeSet<>();
        for (Future<Object> each : drawn) {
            numbers.add(each.get());
        }
        workers.shutdown();

        assertThat(numbers).hasSize(40);
        assertThat(turn("day")).isEqualTo(41L);
        assertThat(turn("another day")).isEqualTo(1L);
    }

    private Object turn(String thing) {
        Exchange exchange =
                context.createProducerTemplate().request("direct:turn", each -> each.setProperty("thing", thing));
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }
}
