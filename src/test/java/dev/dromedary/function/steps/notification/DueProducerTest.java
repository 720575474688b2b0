package dev.dromedary.function.steps.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.Timestamps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DueProducerTest {

    private static final Instant NOW = Instant.parse("2026-01-06T07:00:00Z");

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

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
        notifications.context.start();
    }

    @AfterEach
    void close() {
        notifications.close();
    }

    private Exchange due(Instant scheduled, String more) {
        return due(scheduled, 86_400, more);
    }

    private Exchange due(Instant scheduled, long within, String more) {
        String uri = "notification:due?table=" + notifications.table + Notifications.KEY + "&within=" + within
                + "&index=by-date&indexKey=analysis_date,analysis_timestamp" + more;
        Exchange exchange = notifications.context.createProducerTemplate().send(uri, message -> {
            if (scheduled != null) {
                message.getMessage().setHeader("scheduledTime", scheduled.toString());
            }
        });
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static List<?> ids(Exchange exchange) {
        List<?> keys = exchange.getMessage().getBody(List.class);
        return keys.stream()
                .map(key -> ((Map<?, ?>) key).get(Notifications.CORRELATION))
                .toList();
    }

    private void put(String id, Instant time) {
        put(id, time, Map.of());
    }

    private void put(String id, Instant time, Map<String, AttributeValue> more) {
        notifications.put(id, Timestamps.of(time), more);
    }

    @Test
    void shouldGiveNoMoreThanTheLedgerCanKeep_whenKeysAreLong() {
        int count = 90;
        for (int i = 0; i < count; i++) {
            // JSON writes such a character as six.
            put(String.format("%04d", i) + "\u0001".repeat(500), NOW.minusSeconds(7200 - i));
        }

        Exchange exchange = due(NOW, "");

        List<?> keys = exchange.getMessage().getBody(List.class);
        int left = exchange.getProperty(DueProducer.LEFT, Integer.class);
        assertThat(keys).hasSizeBetween(40, 60);
        assertThat(keys.size() + left).isEqualTo(count);
        String kept = JsonText.line(Map.of("value", Map.of("keys", keys, "left", left)));
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(204_800);
    }

    @Test
    void shouldGiveKeysOfBothDaysOldestFirst_whenTheWindowSpansMidnight() {
        put("today", Instant.parse("2026-01-06T00:00:00Z"));
        put("yesterday", Instant.parse("2026-01-05T23:59:59.999Z"));
        put("this morning", Instant.parse("2026-01-06T05:00:00Z"));

        Exchange exchange = due(NOW, "");

        assertThat(exchange.getMessage().getBody())
                .isEqualTo(List.of(
                        Notifications.key("yesterday", "2026-01-05T23:59:59.999Z"),
                        Notifications.key("today", "2026-01-06T00:00:00.000Z"),
                        Notifications.key("this morning", "2026-01-06T05:00:00.000Z")));
        assertThat(exchange.getProperty(DueProducer.LEFT)).isEqualTo(0);
    }

    @Test
    void shouldKeepToTheWindow_whenItemsAreYoungerOrOlder() {
        put("too young", NOW.minusSeconds(3599));
        put("just old enough", NOW.minusSeconds(3600));
        put("just young enough", NOW.minusSeconds(86_400));
        put("too old", NOW.minusSeconds(86_400).minusMillis(1));

        assertThat(ids(due(NOW, ""))).isEqualTo(List.of("just young enough", "just old enough"));
        assertThat(ids(due(NOW, 3599, "&olderThan=60"))).isEqualTo(List.of("too young"));
    }

    @Test
    void shouldLookAtTheScheduledTime_whenARetryRunsLater() {
        put("a", NOW.minusSeconds(7200));

        assertThat(ids(due(NOW, ""))).isEqualTo(List.of("a"));
        assertThat(ids(due(NOW.plusSeconds(86_400), ""))).isEmpty();
        assertThat(ids(due(null, ""))).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatWasToldOrHasExpired_whenItIsInTheWindow() {
        Instant time = NOW.minusSeconds(7200);
        put("told", time, Map.of("notification_sent", AttributeValue.fromBool(true)));
        put("expired", time, Map.of("ttl", AttributeValue.fromN(Long.toString(NOW.getEpochSecond()))));
        put(
                "expires soon",
                time,
                Map.of(
                        "ttl",
                        AttributeValue.fromN(Long.toString(NOW.plusSeconds(1).getEpochSecond()))));

        assertThat(ids(due(NOW, ""))).isEqualTo(List.of("expires soon"));
    }

    @Test
    void shouldCountTheOthers_whenThereAreMoreThanTheLimit() {
        for (int i = 0; i < 7; i++) {
            put("item-" + i, NOW.minusSeconds(10_000).plusSeconds(i));
        }

        Exchange exchange = due(NOW, "&limit=3");

        assertThat(ids(exchange)).isEqualTo(List.of("item-0", "item-1", "item-2"));
        assertThat(exchange.getProperty(DueProducer.LEFT)).isEqualTo(4);
    }

    @Test
    void shouldFindAll_whenTheyAreMoreThanOnePage() {
        // A page ends after a megabyte of items, however little of them is asked for.
        AttributeValue large = AttributeValue.fromS("x".repeat(300_000));
        for (int i = 0; i < 8; i++) {
            put("item-" + i, NOW.minusSeconds(10_000).plusSeconds(i), Map.of("large", large));
        }

        assertThat(ids(due(NOW, ""))).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveNothing_whenThereIsNothing() {
        Exchange exchange = due(NOW, "");

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of());
        assertThat(exchange.getProperty(DueProducer.LEFT)).isEqualTo(0);
    }
}
