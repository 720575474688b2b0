package dev.dromedary.function.steps.window;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code window:read}: the windows of a key, with the figures of all shards.
 *
 * @param endpoint the step's options
 */
record WindowReader(WindowEndpoint endpoint) implements Processor {

    @Override
    public void process(Exchange exchange) {
        String key = endpoint.evaluate(endpoint.getKey(), exchange);
        List<Map<String, Object>> windows = new ArrayList<>();
        Optional<Instant> from = moment("from", endpoint.getFrom(), exchange);
        Optional<Instant> to = moment("to", endpoint.getTo(), exchange);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            // DynamoDB refuses bounds the wrong way round.
            throw new IllegalArgumentException("from has to be no later than to");
        }
        new WindowTable(endpoint.client(DynamoDbClient.class), endpoint.getTable())
                .read(key, from, to)
                .forEach((start, figures) -> windows.add(figures.describe(key, start)));
        exchange.getMessage().setBody(windows);
    }

    private Optional<Instant> moment(String option, String expression, Exchange exchange) {
        String text = expression == null ? null : endpoint.evaluate(expression, exchange);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Measurement.moment(text.strip()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(option + " has to be a moment, such as 2026-01-05T08:00:00Z");
        }
    }
}
