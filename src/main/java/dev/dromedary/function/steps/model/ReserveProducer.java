package dev.dromedary.function.steps.model;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code model:reserve}: takes the tokens that a question may need, with one repair, from the day's budget. */
final class ReserveProducer extends DefaultProducer {

    /** The question, and once more to repair its answer. */
    private static final int TIMES = 2;

    private final ModelEndpoint endpoint;

    ReserveProducer(ModelEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Conversation conversation = Conversation.of(exchange, "model:reserve");
        DynamoDbClient client =
                CamelContextHelper.mandatoryFindSingleByType(endpoint.getCamelContext(), DynamoDbClient.class);
        TokenBudget budget = new TokenBudget(
                client, endpoint.getTable(), exchange.getFromRouteId(), endpoint.getDailyTokens(), Clock.systemUTC());
        conversation.reserved(budget.reserve(TIMES * conversation.question().mostTokens()));
    }
}
