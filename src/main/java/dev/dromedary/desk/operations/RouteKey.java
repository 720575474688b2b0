package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.LedgerKey;
import dev.dromedary.function.runtime.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultExchange;

/**
 * What a function's {@code idempotentConsumer} makes of what arrives.
 *
 * @param context evaluates the key
 * @param block the {@code idempotentConsumer}
 * @param route id of the route in whose steps it stands
 */
record RouteKey(CamelContext context, IdempotentConsumerDefinition block, String route) {

    /** The first one of a function's own route, else of those that it calls. */
    static Optional<RouteKey> of(CamelContext context, String function, List<RouteDefinition> routes) {
        List<RouteDefinition> ownFirst = new ArrayList<>(routes);
        ownFirst.sort((a, b) -> Boolean.compare(function.equals(b.getRouteId()), function.equals(a.getRouteId())));
        return ownFirst.stream()
                .flatMap(route ->
                        ProcessorDefinitionHelper.filterTypeInOutputs(
                                        route.getOutputs(), IdempotentConsumerDefinition.class)
                                .stream()
                                .filter(block -> "#ledger".equals(block.getIdempotentRepository()))
                                .map(block -> new RouteKey(context, block, route.getRouteId())))
                .findFirst();
    }

    /** The ledger's id of what arrives, or none if the key is of what steps before it have found. */
    Optional<String> ledgerId(Arrival arrival) {
        try {
            Exchange exchange = new DefaultExchange(context);
            arrival.fill(exchange);
            return Optional.ofNullable(block.getExpression().evaluate(exchange, String.class))
                    .map(LedgerKey::of)
                    .map(key -> key.id(route));
        } catch (RuntimeException e) {
            // The expression needs what is not there yet.
            return Optional.empty();
        }
    }
}
