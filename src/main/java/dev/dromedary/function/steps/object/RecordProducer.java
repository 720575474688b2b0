package dev.dromedary.function.steps.object;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Sequencer;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * {@code object:record}: the body becomes attributes of the object's item, by one conditional update. Whatever is delivered
 * twice, too late, or again after a crash, the item is that of the newest event. Sets the exchange property {@code itemId} to
 * the item's key, and the outcome. Needs {@code dynamodb:UpdateItem}.
 */
final class RecordProducer extends DefaultProducer {

    private static final String ITEM_ID = "itemId";
    private static final String RECORDED = "recorded";

    private final ObjectEndpoint endpoint;

    RecordProducer(ObjectEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Announced object = Announced.of(exchange, endpoint);
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("object:record needs a map as the body, the attributes of the item");
        }
        Sequencer sequencer = Sequencer.of(exchange.getProperty(LedgerProperties.SEQUENCER, String.class));
        if (!sequencer.ordered()) {
            throw new IllegalArgumentException(
                    "The event has no sequencer, so whether it is the newest one about the object can't be known");
        }
        exchange.setProperty(ITEM_ID, object.id());
        exchange.setProperty(LedgerProperties.OUTCOME, update(object.id(), sequencer.value(), fields));
    }

    private String update(String id, String sequencer, Map<?, ?> fields) {
        ItemUpdate update = new ItemUpdate();
        fields.forEach((name, value) -> update.set(attribute(name), value));
        update.set(endpoint.getOrder(), sequencer);
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(endpoint.getTable())
                .key(Map.of(endpoint.getKey(), AttributeValue.fromS(id)))
                .updateExpression(update.expression())
                .conditionExpression(update.isNewer(endpoint.getOrder()))
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            endpoint.client(DynamoDbClient.class).updateItem(request);
            return RECORDED;
        } catch (ConditionalCheckFailedException e) {
            AttributeValue recorded = e.hasItem() ? e.item().get(endpoint.getOrder()) : null;
            return recorded != null && sequencer.equals(recorded.s())
                    ? LedgerProperties.DONE_ALREADY
                    : LedgerProperties.SUPERSEDED;
        }
    }

    private String attribute(Object name) {
        if (endpoint.getKey().equals(name) || endpoint.getOrder().equals(name)) {
            throw new IllegalArgumentException("The body of object:record has the entry \"" + name
                    + "\", which the step itself sets; leave it out");
        }
        return String.valueOf(name);
    }
}
