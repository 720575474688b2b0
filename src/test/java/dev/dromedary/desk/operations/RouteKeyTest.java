package dev.dromedary.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.ledger.DynamoDbLedger;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.plan.RoutesFolder;
import dev.dromedary.plan.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** What the ledger is asked for is what the route's own key says. */
class RouteKeyTest {

    @TempDir
    Path folder;

    private Deployment deployment(String key) throws IOException {
        Path routes = folder.resolve("routes/orders");
        Files.createDirectories(routes);
        Files.writeString(routes.resolve("orders.properties"), "orders.bucket=orders\n");
        Files.writeString(routes.resolve("take.camel.yaml"), """
                - route:
                    id: orders-take
                    from:
                      uri: "lambda-s3:{{orders.bucket}}"
                      parameters: { prefix: raw/ }
                      steps:
                        - idempotentConsumer:
                            idempotentRepository: "#ledger"
                            simple: "KEY"
                            steps: [ log: taken ]
                """.replace("KEY", key));
        return Deployment.of(new RoutesFolder(folder.resolve("routes")), "orders", Naming.PLAIN, route -> Map.of());
    }

    private static Candidate candidate(Deployment deployment, String key) {
        StoredObject object = new StoredObject("orders", key, "e", 1, Instant.EPOCH);
        return Candidates.candidate(deployment.routes().get(0), object).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "${exchangeProperty.idempotencyKey}, orders-take#orders/raw/a;b.csv",
        "day/${exchangeProperty.name};${exchangeProperty.sequencer}, orders-take#day/a;b.csv",
        "anything-at-all, orders-take#anything-at-all",
        "${variable.found},",
        "${exchangeProperty.correlationId}/x;y,",
    })
    void shouldBeWhatTheRouteSays_whenAnObjectIsLookedUp(String key, String id) throws IOException {
        Candidate candidate = candidate(deployment(key), "raw/a;b.csv");

        assertThat(candidate.ledgerId()).isEqualTo(Optional.ofNullable(id));
    }

    @ParameterizedTest
    @CsvSource({
        "day/${exchangeProperty.name};${exchangeProperty.sequencer}, DONE",
        "${variable.found}, UNKNOWN",
    })
    void shouldFindWhatTheLedgerHas_whenTheKeyIsTheRoutesOwn(String key, ObjectStatus.State state) throws IOException {
        Deployment deployment = deployment(key);
        try (EmbeddedCloud cloud =
                        new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
                DefaultCamelContext context = new DefaultCamelContext()) {
            cloud.s3().createBucket("orders", true);
            cloud.s3().putObject(put -> put.bucket("orders").key("raw/a.csv"), RequestBody.fromString("a"));
            cloud.tables().table(new TableDefinition(deployment.ledger(), "id", null, "expires", List.of()));
            Arrival arrival = candidate(deployment, "raw/a.csv").arrival();
            Exchange exchange = new DefaultExchange(context);
            arrival.fill(exchange);
            exchange.getExchangeExtension().setFromRouteId("orders-take");
            DynamoDbLedger ledger = new DynamoDbLedger(cloud.dynamoDb(), deployment.ledger(), Duration.ofDays(90));
            ledger.add(exchange, "day/a.csv;0A");
            ledger.confirm(exchange, "day/a.csv;0A");
            Clients clients =
                    new Clients(cloud.s3(), cloud.dynamoDb(), cloud.sqs(), (route, event) -> Functions.HANDED_OVER);

            List<ObjectStatus> statuses = new Status(clients, deployment, Clock.systemUTC()).of("raw/a.csv");

            assertThat(statuses).extracting(ObjectStatus::state).containsExactly(state);
        }
    }
}
