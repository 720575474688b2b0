package dev.dromedary.function.steps.notification;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.steps.Timestamps;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.ses.Ses2Constants;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code notification:sent}: marks what was claimed, with SES's message id. Can be repeated. */
final class SentProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SentProducer.class);

    private final NotificationEndpoint endpoint;

    SentProducer(NotificationEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Claimed claimed = Claimed.of(exchange);
        if (Replay.isSilent(exchange)) {
            // Nothing was sent, and notification:claim has marked the items.
            return;
        }
        String messageId = exchange.getMessage().getHeader(Ses2Constants.MESSAGE_ID, String.class);
        if (messageId == null) {
            throw new IllegalStateException(
                    "notification:sent needs the id of the mail that was sent; put aws2-ses before it");
        }
        NotificationTable table = endpoint.notificationTable();
        String timestamp = Timestamps.of(Clock.systemUTC().instant());
        List<Map<String, AttributeValue>> keys = claimed.keys();
        for (int from = 0; from < keys.size(); from += NotificationTable.MOST_AT_ONCE) {
            mark(
                    table,
                    keys.subList(from, Math.min(keys.size(), from + NotificationTable.MOST_AT_ONCE)),
                    messageId,
                    timestamp);
        }
        // Camel counts an exchange as failed if a step in a route of its own failed, though the caller has caught that,
        // such
        // as the reading of a manifest that has expired. The ledger would then give the claim back.
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.completeWithoutContent();
        }
        exchange.setProperty(LedgerProperties.OUTCOME, "sent");
    }

    private static void mark(
            NotificationTable table, List<Map<String, AttributeValue>> keys, String messageId, String timestamp) {
        if (keys.size() > 1 && table.markTogether(keys, messageId, timestamp)) {
            return;
        }
        for (Map<String, AttributeValue> key : keys) {
            if (!table.mark(key, messageId, timestamp)) {
                // The mail is out; failing would send it again.
                LOG.warn("Another mail was sent about the item {}, too", key.values());
            }
        }
    }
}
