package dev.dromedary.function.steps.notification;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.ledger.Waiter;
import dev.dromedary.function.steps.DynamoDbItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final Function<Claim, Instant> now;
    private final InstantSource own;
    private final Waiter waiter;

    ClaimProducer(NotificationEndpoint endpoint) {
        // Of the tables' service: who claims and who looks may have clocks that differ.
        this(endpoint, Claim::now, InstantSource.system(), time -> Thread.sleep(time.toMillis()));
    }

    /**
     * The step.
     *
     * @param now the time in which claims are written and judged
     * @param own the time of this machine, in which the deadline is
     */
    ClaimProducer(NotificationEndpoint endpoint, Function<Claim, Instant> now, InstantSource own, Waiter waiter) {
        super(endpoint);
        this.endpoint = endpoint;
        this.now = now;
        this.own = own;
        this.waiter = waiter;
    }

    @Override
    public void process(Exchange exchange) {
        NotificationTable table = endpoint.notificationTable();
        Claim claim = claim(exchange);
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
            claimEach(exchange, table, claim, keys);
        } else {
            claimOne(exchange, table, claim, body);
        }
    }

    /** As if people had been told of all already. */
    private static void keepBack(Exchange exchange, NotificationTable table, Object body, Replay replay) {
        keys(table, body).forEach(key -> table.keepBack(key, replay.id()));
        new Claimed(table, List.of(), "", Duration.ZERO).bind(exchange);
        exchange.setProperty(LedgerProperties.OUTCOME, Replay.NOT_TOLD);
        exchange.getMessage().setBody(body instanceof Collection<?> ? List.of() : null);
    }

    private static List<Map<String, AttributeValue>> keys(NotificationTable table, Object body) {
        Collection<?> keys = body instanceof Collection<?> several ? several : Collections.singletonList(body);
        return keys.stream().map(each -> key(table, each)).toList();
    }

    private static Claim claim(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim == null) {
            throw new IllegalStateException("notification:claim belongs inside an idempotentConsumer with the ledger,"
                    + " which lets only one run do the same work");
        }
        return claim;
    }

    /** The same for each attempt at the same work: the ledger lets only one run at a time. */
    private static String owner(Claim claim) {
        return claim.id() + "#" + claim.version();
    }

    private void claimEach(Exchange exchange, NotificationTable table, Claim claim, Collection<?> keys) {
        String owner = owner(claim);
        List<Map<String, Object>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> claimed = new ArrayList<>();
        for (Object each : keys) {
            Map<String, AttributeValue> key = key(table, each);
            NotificationTable.Outcome outcome = table.claim(key, owner, lease(), now.apply(claim));
            if (outcome.item() != null) {
                items.add(DynamoDbItem.toMap(outcome.item()));
                claimed.add(key);
            }
        }
        new Claimed(table, claimed, owner, lease()).bind(exchange);
        exchange.getMessage().setBody(items);
    }

    private void claimOne(Exchange exchange, NotificationTable table, Claim claim, Object body) {
        String owner = owner(claim);
        Map<String, AttributeValue> key = key(table, body);
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        NotificationTable.Outcome outcome = table.claim(key, owner, lease(), now.apply(claim));
        Backoff backoff = Backoff.looking(LOOK, owner, deadline == null ? Instant.MAX : deadline, own, waiter);
        while (outcome.heldUntil() != null) {
            // Another may be about to mark it, or it has died and its claim lapses.
            if (!backoff.pause()) {
                throw new IllegalStateException("Another run is about to tell of the item " + table.table() + " "
                        + key.values() + "; its claim stands until " + outcome.heldUntil());
            }
            outcome = table.claim(key, owner, lease(), now.apply(claim));
        }
        if (outcome.item() == null && !outcome.sent()) {
            throw new IllegalStateException("There is no item " + key.values() + " in the table " + table.table()
                    + "; has it expired, or does the event come from another place?");
        }
        new Claimed(table, outcome.sent() ? List.of() : List.of(key), owner, lease()).bind(exchange);
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
