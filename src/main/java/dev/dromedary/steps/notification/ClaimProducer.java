package dev.dromedary.steps.notification;

import dev.dromedary.ledger.Claim;
import dev.dromedary.ledger.LedgerProperties;
import dev.dromedary.ledger.Replay;
import dev.dromedary.ledger.Waiter;
import dev.dromedary.steps.DynamoDbItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code notification:claim}. One key in the body: the body becomes the item, or null if people were told of it already; a claim
 * of another is waited for. A list of keys: the body becomes the list of the items that could be claimed. A replay tells of items
 * once more, or, without {@code --notify}, marks them as told.
 */
final class ClaimProducer extends DefaultProducer {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final NotificationEndpoint endpoint;
    private final Clock clock;
    private final Waiter waiter;

    ClaimProducer(NotificationEndpoint endpoint) {
        this(endpoint, Clock.systemUTC(), time -> Thread.sleep(time.toMillis()));
    }

    ClaimProducer(NotificationEndpoint endpoint, Clock clock, Waiter waiter) {
        super(endpoint);
        this.endpoint = endpoint;
        this.clock = clock;
        this.waiter = waiter;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        NotificationTable table = endpoint.notificationTable();
        String owner = owner(exchange);
        Object body = exchange.getMessage().getBody();
        Replay replay = exchange.getProperty(Replay.PROPERTY, Replay.class);
        if (Replay.isSilent(exchange)) {
            keepBack(exchange, table, body, replay);
            return;
        }
        if (replay != null) {
            keys(table, body).forEach(key -> table.release(key, replay.id()));
        }
        if (body instanceof Collection<?> keys) {
            claimEach(exchange, table, owner, keys);
        } else {
            claimOne(exchange, table, owner, body);
        }
    }

    /** As if people had been told of all already. */
    private static void keepBack(Exchange exchange, NotificationTable table, Object body, Replay replay) {
        keys(table, body).forEach(key -> table.keepBack(key, replay.id()));
        new Claimed(List.of()).bind(exchange);
        exchange.setProperty(LedgerProperties.OUTCOME, Replay.NOT_TOLD);
        exchange.getMessage().setBody(body instanceof Collection<?> ? List.of() : null);
    }

    private static List<Map<String, AttributeValue>> keys(NotificationTable table, Object body) {
        Collection<?> keys = body instanceof Collection<?> several ? several : Collections.singletonList(body);
        return keys.stream().map(each -> key(table, each)).toList();
    }

    /** The same for each attempt at the same work: the ledger lets only one run at a time. */
    private static String owner(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim == null) {
            throw new IllegalStateException("notification:claim belongs inside an idempotentConsumer with the ledger,"
                    + " which lets only one run do the same work");
        }
        return claim.id() + "#" + exchange.getProperty(LedgerProperties.SEQUENCER, "", String.class);
    }

    private void claimEach(Exchange exchange, NotificationTable table, String owner, Collection<?> keys) {
        List<Map<String, Object>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> claimed = new ArrayList<>();
        for (Object each : keys) {
            Map<String, AttributeValue> key = key(table, each);
            NotificationTable.Outcome outcome = table.claim(key, owner, lease(), clock.instant());
            if (outcome.item() != null) {
                items.add(DynamoDbItem.toMap(outcome.item()));
                claimed.add(key);
            }
        }
        new Claimed(claimed).bind(exchange);
        exchange.getMessage().setBody(items);
    }

    private void claimOne(Exchange exchange, NotificationTable table, String owner, Object body)
            throws InterruptedException {
        Map<String, AttributeValue> key = key(table, body);
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        NotificationTable.Outcome outcome = table.claim(key, owner, lease(), clock.instant());
        while (outcome.heldUntil() != null) {
            // Another may be about to mark it, or it has died and its claim lapses.
            if (deadline != null && !clock.instant().plus(LOOK).isBefore(deadline)) {
                throw new IllegalStateException("Another run is about to tell of the item " + table.table() + " "
                        + key.values() + "; its claim stands until " + outcome.heldUntil());
            }
            waiter.pause(LOOK);
            outcome = table.claim(key, owner, lease(), clock.instant());
        }
        if (outcome.item() == null && !outcome.sent()) {
            throw new IllegalStateException("There is no item " + key.values() + " in the table " + table.table()
                    + "; has it expired, or does the event come from another place?");
        }
        new Claimed(outcome.sent() ? List.of() : List.of(key)).bind(exchange);
        if (outcome.sent()) {
            exchange.setProperty(LedgerProperties.OUTCOME, "sent already");
        }
        exchange.getMessage().setBody(outcome.sent() ? null : DynamoDbItem.toMap(outcome.item()));
    }

    private Duration lease() {
        return Duration.ofSeconds(endpoint.getLease());
    }

    private static Map<String, AttributeValue> key(NotificationTable table, Object body) {
        if (body instanceof Map<?, ?> fields) {
            return table.key(fields)
                    .orElseThrow(() -> new IllegalArgumentException("The key of an item of " + table.table() + " needs "
                            + table.keyNames() + ", but there is only " + fields.keySet()));
        }
        throw new IllegalStateException("notification:claim works on a key, a map of " + table.keyNames()
                + ", or on a list of keys, but the body is "
                + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
    }
}
