package dev.dromedary.function.steps.item;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Sequencer;
import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.DynamoDbItem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes an item by one conditional call. Whatever is delivered twice, too late, or again after a crash, an item with an order is that of
 * the newest. Can be repeated.
 */
abstract class ItemProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(ItemProducer.class);

    private static final String RECORDED = "recorded";

    private final ItemEndpoint endpoint;
    private final BodyFields keys;
    private final BodyFields fields;

    ItemProducer(ItemEndpoint endpoint, BodyFields keys, BodyFields fields) {
        super(endpoint);
        this.endpoint = endpoint;
        this.keys = keys;
        this.fields = fields;
    }

    /**
     * Makes the call.
     *
     * @param key the item's key, by attribute
     * @param attributes its other attributes; a value may be null
     * @param condition when it is written
     */
    abstract void write(
            DynamoDbClient client,
            Map<String, AttributeValue> key,
            Map<String, Object> attributes,
            Condition condition);

    @Override
    public void process(Exchange exchange) {
        Map<String, AttributeValue> key = key(exchange);
        Map<String, Object> attributes = new LinkedHashMap<>(fields.from(exchange));
        attributes.keySet().removeAll(key.keySet());
        if (endpoint.getKeepDays() != null) {
            attributes.put(endpoint.getExpires(), end(exchange));
        }
        AttributeValue order = null;
        if (endpoint.getOrder() != null) {
            attributes.put(endpoint.getOrder(), order(exchange, attributes.get(endpoint.getOrder())));
            order = ItemAttribute.of(endpoint.getOrder(), attributes.get(endpoint.getOrder()));
        }
        try {
            write(
                    endpoint.client(),
                    key,
                    attributes,
                    Condition.of(key.keySet().iterator().next(), endpoint.getOnlyIf(), endpoint.getOrder(), order));
            if (order != null) {
                exchange.setProperty(LedgerProperties.OUTCOME, RECORDED);
            }
        } catch (ConditionalCheckFailedException e) {
            LOG.debug("The item in {} stays as it is", endpoint.getTable());
            if (order != null) {
                AttributeValue recorded = e.hasItem() ? e.item().get(endpoint.getOrder()) : null;
                exchange.setProperty(
                        LedgerProperties.OUTCOME,
                        isSame(order, recorded) ? LedgerProperties.DONE_ALREADY : LedgerProperties.SUPERSEDED);
            }
        }
    }

    /** Numbers are written in more ways than one. */
    private static boolean isSame(AttributeValue one, AttributeValue other) {
        return other != null && one.n() != null && other.n() != null
                ? new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0
                : one.equals(other);
    }

    private Map<String, AttributeValue> key(Exchange exchange) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        keys.from(exchange).forEach((name, value) -> {
            if (value == null || value instanceof CharSequence text && text.isEmpty()) {
                throw new IllegalArgumentException("item:" + endpoint.getOperation() + ": the key's attribute \"" + name
                        + "\" has no value, and an item of " + endpoint.getTable() + " is found by it");
            }
            key.put(name, ItemAttribute.of(name, value));
        });
        return key;
    }

    private Object order(Exchange exchange, Object field) {
        if (field != null) {
            return field;
        }
        Sequencer sequencer = Sequencer.of(exchange.getProperty(LedgerProperties.SEQUENCER, String.class));
        if (!sequencer.ordered()) {
            throw new IllegalArgumentException(
                    "The event has no sequencer, so whether it is the newest one about the object can't be known; for"
                            + " another order, name the field " + endpoint.getOrder() + " in the option fields");
        }
        return sequencer.value();
    }

    /** The same for every attempt at the same work, where there is a claim. */
    private long end(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        return claim == null
                ? Instant.now().plus(Duration.ofDays(endpoint.getKeepDays())).getEpochSecond()
                : DynamoDbItem.expires(claim, endpoint.getKeepDays());
    }
}
