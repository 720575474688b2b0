package dev.dromedary.steps.notification;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an exchange has claimed.
 *
 * @param keys the items' keys
 */
record Claimed(List<Map<String, AttributeValue>> keys) {

    private static final String PROPERTY = "claimedNotifications";

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    static Claimed of(Exchange exchange) {
        Claimed claimed = exchange.getProperty(PROPERTY, Claimed.class);
        if (claimed == null) {
            throw new IllegalStateException(
                    "notification:sent marks what notification:claim has claimed; put that step before it");
        }
        return claimed;
    }
}
