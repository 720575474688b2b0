package dev.dromedary.function.steps.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.ledger.LedgerProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ClaimProducerTest {

    private static final String TIME = "2026-01-05T07:00:00.000Z";
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final HandClock clock = new HandClock();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable whileWaiting = () -> {};
    private Notifications notifications;
    private NotificationTable direct;

    @BeforeAll
    static void startTables() {
        tables = new EmbeddedDynamoDb(folder);
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void makeTable() {
        notifications = new Notifications(tables);
        direct = new NotificationTable(
                notifications.client, notifications.table, List.of(Notifications.CORRELATION, Notifications.TIME));
    }

    @AfterEach
    void close() {
        notifications.close();
    }

    /** The step, with time that passes while it waits, and only then. */
    private Processor claimByHand() {
        return exchange -> {
            NotificationEndpoint endpoint = notifications.context.getEndpoint(
                    "notification:claim?table=" + notifications.table + Notifications.KEY + "&lease=60",
                    NotificationEndpoint.class);
            new ClaimProducer(endpoint, claim -> clock.instant(), clock, time -> {
                        pauses.add(time);
                        clock.advance(time);
                        whileWaiting.run();
                    })
                    .process(exchange);
        };
    }

    private void othersClaim(Map<String, Object> key) {
        assertThat(direct.claim(direct.key(key).orElseThrow(), "other", LEASE, clock.instant())
                        .item())
                .isNotNull();
    }

    private void othersMark(Map<String, Object> key) {
        assertThat(direct.mark(direct.key(key).orElseThrow(), "message", TIME)).isTrue();
    }

    @Test
    void shouldGiveTheItem_whenNobodyWasToldOfIt() throws Exception {
        Map<String, Object> key = notifications.put(
                "a", TIME, Map.of("summary", AttributeValue.fromS("calm"), "n", AttributeValue.fromN("7")));
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        Map<?, ?> item = exchange.getMessage().getBody(Map.class);
        assertThat(item.get("summary")).isEqualTo("calm");
        assertThat(item.get("n")).isEqualTo(7);
        assertThat(notifications.item(key))
                .containsEntry("notification_owner", AttributeValue.fromS("p-notify#w#-"))
                .containsEntry(
                        "notification_claimed_until",
                        AttributeValue.fromN(
                                Long.toString(clock.instant().plus(LEASE).getEpochSecond())));
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldGiveNothingAndSaySo_whenPeopleWereTold() throws Exception {
        Map<String, Object> key =
                notifications.put("a", TIME, Map.of("notification_sent", AttributeValue.fromBool(true)));
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("sent already");
        assertThat(notifications.item(key)).doesNotContainKey("notification_owner");
    }

    @Test
    void shouldWaitUntilTheClaimLapses_whenAnotherHoldsIt() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        othersClaim(key);
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNotNull();
        // The claim stands in its last second.
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(LEASE.plusSeconds(1), LEASE.plusMillis(2501));
        assertThat(pauses)
                .allMatch(pause -> pause.toMillis() >= 500 && pause.toMillis() <= 1500)
                .extracting(Duration::toMillis)
                .doesNotContainSequence(1000L, 1000L, 1000L);
    }

    @Test
    void shouldWaitUntilItIsMarked_whenAnotherHoldsIt() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        othersClaim(key);
        whileWaiting = () -> {
            if (pauses.size() == 3) {
                othersMark(key);
            }
        };
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("sent already");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void shouldFail_whenThereIsNoTimeToWaitForAnother() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        othersClaim(key);
        notifications.route(claimByHand());

        Exchange exchange = notifications.work(
                "w", key, Map.of(LedgerProperties.DEADLINE, clock.instant().plusSeconds(5)));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another run is about to tell of the item " + notifications.table)
                .hasMessageContaining("2026-01-05T08:01:00Z");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofMillis(3500), Duration.ofSeconds(5));
        assertThat(notifications.item(key)).containsEntry("notification_owner", AttributeValue.fromS("other"));
    }

    @Test
    void shouldTakeUpItsOwnClaim_whenTheSameWorkIsTriedAgain() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        List<Object> bodies = new ArrayList<>();
        notifications.route(claimByHand(), exchange -> {
            bodies.add(exchange.getMessage().getBody());
            if (bodies.size() == 1) {
                throw new IllegalStateException("The mail server has gone");
            }
        });

        Exchange first = notifications.work("w", key);
        clock.advance(Duration.ofSeconds(10));
        Exchange second = notifications.work("w", key);

        assertThat(first.getException()).hasMessage("The mail server has gone");
        assertThat(second.getException()).isNull();
        assertThat(bodies).hasSize(2).doesNotContainNull();
        assertThat(pauses).isEmpty();
        assertThat(notifications.item(key))
                .containsEntry(
                        "notification_claimed_until",
                        AttributeValue.fromN(
                                Long.toString(clock.instant().plus(LEASE).getEpochSecond())));
    }

    @Test
    void shouldFail_whenThereIsNoSuchItem() throws Exception {
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", Notifications.key("nothing", TIME));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There is no item")
                .hasMessageContaining(notifications.table);
        assertThat(notifications.item(Notifications.key("nothing", TIME))).isEmpty();
    }

    @Test
    void shouldGiveThoseThatCouldBeClaimed_whenThereAreSeveralKeys() throws Exception {
        Map<String, Object> free = notifications.put("free", TIME, Map.of());
        Map<String, Object> told =
                notifications.put("told", TIME, Map.of("notification_sent", AttributeValue.fromBool(true)));
        Map<String, Object> held = notifications.put("held", TIME, Map.of());
        othersClaim(held);
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", List.of(told, held, Notifications.key("missing", TIME), free));

        assertThat(exchange.getException()).isNull();
        assertThat(ids(exchange.getMessage().getBody(List.class))).isEqualTo(List.of("free"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void shouldGiveNothing_whenTheListIsEmpty() throws Exception {
        notifications.route(claimByHand());

        Exchange exchange = notifications.work("w", List.of());

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of());
    }

    @Test
    void shouldSayWhatIsMissing_whenTheBodyIsNoKey() throws Exception {
        notifications.route(claimByHand());

        assertThat(notifications.work("1", null).getException()).hasMessageContaining("the body is empty");
        assertThat(notifications.work("2", "text").getException()).hasMessageContaining("the body is a String");
        assertThat(notifications.work("3", Map.of("correlation_id", "a")).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[correlation_id, analysis_timestamp]")
                .hasMessageContaining("only [correlation_id]");
    }

    @Test
    void shouldSayWhereItBelongs_whenThereIsNoClaimOfTheLedger() throws Exception {
        notifications.context.start();

        Exchange exchange = notifications
                .context
                .createProducerTemplate()
                .send("notification:claim?table=t&key=a", message -> message.getMessage()
                        .setBody(Map.of("a", "1")));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("belongs inside an idempotentConsumer");
    }

    @Test
    void shouldLetOneTell_whenTwoClaimAtTheSameMoment() throws Exception {
        List<Map<String, Object>> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            keys.add(notifications.put("item-" + i, TIME, Map.of()));
        }
        notifications.route(claimByHand());
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<?>>> claims =
                    threads.invokeAll(List.of(claims(start, "one", keys), claims(start, "two", keys)));

            List<Object> all = new ArrayList<>(ids(claims.get(0).get()));
            all.addAll(ids(claims.get(1).get()));
            assertThat(all).doesNotHaveDuplicates().hasSize(20);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Object> ids(List<?> items) {
        return items.stream()
                .<Object>map(item -> ((Map<?, ?>) item).get(Notifications.CORRELATION))
                .toList();
    }

    private Callable<List<?>> claims(CyclicBarrier start, String id, List<Map<String, Object>> keys) {
        return () -> {
            start.await();
            return (List<?>) notifications.work(id, keys).getMessage().getBody();
        };
    }
}
