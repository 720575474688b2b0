package dev.dromedary.function.steps.item;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Sequencer;
import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.DynamoDbItem;
import dev.dromedary.function.steps.ItemAttribute;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes an item by one conditional call. Whatever is delivered twice, too late, or again after a crash, an item with an order is that of
 * the newest. Can be repeated.
 */
final class ItemProducer extends DefaultProducer {

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

    @Override
    public void process(Exchange exchange) {
        Map<String, AttributeValue> key = endpoint.key(keys, exchange);
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
            Condition condition =
                    Condition.of(key.keySet().iterator().next(), endpoint.getOnlyIf(), endpoint.getOrder(), order);
            if (endpoint.isPut()) {
                put(key, attributes, condition);
            } else {
                update(key, attributes, condition);
            }
            if (order != null) {
                exchange.setProperty(LedgerProperties.OUTCOME, RECORDED);
            }
        } catch (ConditionalCheckFailedException e) {
            LOG.debug("The item in {} stays as it is", endpoint.getTable());
            if (order != null) {
                AttributeValue recorded = e.hasItem() ? e.item().get(endpoint.getOrder()) : null;
                requireSameType(order, recorded);
                exchange.setProperty(
                        LedgerProperties.OUTCOME,
                        isSame(order, recorded) ? LedgerProperties.DONE_ALREADY : LedgerProperties.SUPERSEDED);
            }
        }
    }

    private void put(Map<String, AttributeValue> key, Map<String, Object> attributes, Condition condition) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key);
        item.putAll(DynamoDbItem.of(attributes));
        endpoint.client(DynamoDbClient.class)
                .putItem(PutItemRequest.builder()
                        .tableName(endpoint.getTable())
                        .item(item)
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.names().isEmpty() ? null : condition.names())
                        .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
                        .returnValuesOnConditionCheckFailure(returned())
                        .build());
    }

    private void update(Map<String, AttributeValue> key, Map<String, Object> attributes, Condition condition) {
        ItemUpdate update = new ItemUpdate();
        attributes.forEach(update::set);
        Map<String, String> names = new LinkedHashMap<>(update.names());
        names.putAll(condition.names());
        Map<String, AttributeValue> values = new LinkedHashMap<>(update.values());
        values.putAll(condition.values());
        endpoint.client(DynamoDbClient.class)
                .updateItem(UpdateItemRequest.builder()
                        .tableName(endpoint.getTable())
                        .key(key)
                        .updateExpression(update.expression())
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .returnValuesOnConditionCheckFailure(returned())
                        .build());
    }

    private ReturnValuesOnConditionCheckFailure returned() {
        return endpoint.getOrder() == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }

    /** DynamoDB calls no text greater or less than a number, so such an item would never change again. */
    private void requireSameType(AttributeValue order, AttributeValue recorded) {
        if (recorded != null && recorded.type() != order.type()) {
            throw new IllegalStateException(endpoint.step() + ": the attribute \"" + endpoint.getOrder()
                    + "\" orders the items of " + endpoint.getTable() + ", and is " + kind(recorded)
                    + " in the item that is there, but " + kind(order)
                    + " now; give it the same type in the option fields, or remove the item");
        }
    }

    private static String kind(AttributeValue value) {
        return value.n() != null ? "a number" : value.s() != null ? "a text" : "of the type " + value.type();
    }

    /** Numbers are written in more ways than one. */
    private static boolean isSame(AttributeValue one, AttributeValue other) {
        return other != null && one.n() != null && other.n() != null
                ? new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0
                : one.equals(other);
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

    /**
     * When an item is written.
     *
     * @param expression a condition expression, or null if always
     * @param names its placeholders of names
     * @param values its placeholders of values
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
     *     expressions</a>
     */
    record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

        private static final String KEY = "#key";
        private static final String ORDER = "#order";
        private static final String NEW = ":order";

        /**
         * A condition.
         *
         * @param key an attribute of the table's key
         * @param onlyIf absent, present or null
         * @param order the attribute that orders, or null
         * @param value what it is to become
         */
        static Condition of(String key, String onlyIf, String order, AttributeValue value) {
            List<String> all = new ArrayList<>();
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, AttributeValue> values = new LinkedHashMap<>();
            if (onlyIf != null) {
                // Placeholders, as many a plain name is a word of DynamoDB's own.
                names.put(KEY, key);
                all.add((onlyIf.equals("absent") ? "attribute_not_exists(" : "attribute_exists(") + KEY + ")");
            }
            if (order != null) {
                names.put(ORDER, order);
                values.put(NEW, value);
                all.add("(attribute_not_exists(" + ORDER + ") OR " + ORDER + " < " + NEW + ")");
            }
            return new Condition(all.isEmpty() ? null : String.join(" AND ", all), names, values);
        }
    }
}
