package dev.dromedary.function.steps.notification;

import dev.dromedary.function.ledger.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an exchange has claimed.
 *
 * @param table where the items are
 * @param keys the items' keys
 * @param owner whose claims they are
 * @param lease how long they stand
 */
record Claimed(NotificationTable table, List<Map<String, AttributeValue>> keys, String owner, Duration lease) {

    private static final String PROPERTY = "claimedNotifications";

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** What was claimed, if something was to be. */
    static Optional<Claimed> find(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(PROPERTY, Claimed.class));
    }

    /**
     * Renews the claims, the ledger's too, before people are told.
     *
     * @throws IllegalStateException if one of the items is another's by now, or people were told of it: nobody may be told
     */
    void renew(Claim claim) {
        claim.renew();
        for (Map<String, AttributeValue> key : keys) {
            if (!table.renew(key, owner, lease, claim.now())) {
                throw new IllegalStateException("The item " + table.table() + " " + key.values()
                        + " is no longer claimed by this run; another may have told of it");
            }
        }
    }

    static Claimed of(Exchange exchange) {
        return find(exchange)
                .orElseThrow(() -> new IllegalStateException(
                        "notification:sent marks what notification:claim has claimed; put that step before it"));
    }
}
