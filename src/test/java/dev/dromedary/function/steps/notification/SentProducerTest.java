package dev.dromedary.function.steps.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.ledger.LedgerProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SentProducerTest {

    private static final String TIME = "2026-01-05T07:00:00.000Z";
    private static final Processor SEND = exchange -> exchange.getMessage().setHeader("CamelAwsSesMessageId", "mail-1");

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    // The log manager holds its loggers weakly.
    private final Logger logger = Logger.getLogger(SentProducer.class.getName());
    private final List<LogRecord> warnings = new ArrayList<>();
    private final Handler keeper = new Handler() {
        @Override
        public void publish(LogRecord line) {
            warnings.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Notifications notifications;

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
        logger.setUseParentHandlers(false);
        logger.addHandler(keeper);
    }

    @AfterEach
    void close() {
        logger.removeHandler(keeper);
        logger.setUseParentHandlers(true);
        notifications.close();
    }

    @Test
    void shouldMarkTheItem_whenItsMailWasSent() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of("summary", AttributeValue.fromS("calm")));
        notifications.route(notifications.claim(), SEND, notifications.sent());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("sent");
        Map<String, AttributeValue> item = notifications.item(key);
        assertThat(item)
                .containsEntry("notification_sent", AttributeValue.fromBool(true))
                .containsEntry("notification_message_id", AttributeValue.fromS("mail-1"))
                .containsEntry("summary", AttributeValue.fromS("calm"))
                .doesNotContainKeys("notification_owner", "notification_claimed_until");
        assertThat(item.get("notification_timestamp").s())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void shouldMarkEachClaimedItem_whenThereAreSeveral() throws Exception {
        Map<String, Object> one = notifications.put("one", TIME, Map.of());
        Map<String, Object> two = notifications.put("two", TIME, Map.of());
        Map<String, Object> notAsked = notifications.put("three", TIME, Map.of());
        notifications.route(notifications.claim(), SEND, notifications.sent());

        notifications.work("w", List.of(one, two));

        AttributeValue yes = AttributeValue.fromBool(true);
        assertThat(notifications.item(one)).containsEntry("notification_sent", yes);
        assertThat(notifications.item(two)).containsEntry("notification_sent", yes);
        assertThat(notifications.item(notAsked)).containsEntry("notification_sent", AttributeValue.fromBool(false));
    }

    @Test
    void shouldChangeNothingMore_whenItIsRepeated() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        notifications.route(notifications.claim(), SEND, notifications.sent(), notifications.sent());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(warnings).isEmpty();
        assertThat(notifications.item(key)).containsEntry("notification_message_id", AttributeValue.fromS("mail-1"));
    }

    @Test
    void shouldMarkIt_whenAnotherHasClaimedItSince() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        NotificationTable direct = new NotificationTable(
                notifications.client, notifications.table, List.of(Notifications.CORRELATION, Notifications.TIME));
        Processor takeOver = exchange -> direct.claim(
                direct.key(key).orElseThrow(),
                "other",
                Duration.ofSeconds(60),
                Instant.now().plusSeconds(90));
        notifications.route(notifications.claim(), takeOver, SEND, notifications.sent());

        Exchange exchange = notifications.work("w", key);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("sent");
        // The mail is out: another is not to follow.
        assertThat(warnings).isEmpty();
        assertThat(notifications.item(key))
                .containsEntry("notification_sent", AttributeValue.fromBool(true))
                .doesNotContainKey("notification_owner");
    }

    @Test
    void shouldSayWhatIsMissing_whenNothingWasClaimedOrSent() throws Exception {
        Map<String, Object> key = notifications.put("a", TIME, Map.of());
        notifications.route(
                exchange -> {
                    if (exchange.getProperty("claims") != null) {
                        notifications.claim().process(exchange);
                    }
                },
                notifications.sent());

        assertThat(notifications.work("1", key).getException()).hasMessageContaining("notification:claim");
        assertThat(notifications.work("2", key, Map.of("claims", true)).getException())
                .hasMessageContaining("put aws2-ses before it");
    }
}
