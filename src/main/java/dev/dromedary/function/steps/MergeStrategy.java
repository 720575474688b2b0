package dev.dromedary.function.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** For the EIP enrich: the fields of the resource's body are added to those of the body. */
public final class MergeStrategy implements AggregationStrategy {

    /**
     * Merges two maps.
     *
     * @param original its body is a map
     * @param resource its body is a map, whose fields win
     * @return the original, its body a new map; or with the resource's failure
     * @throws IllegalStateException if one of the bodies is no map
     */
    @Override
    public Exchange aggregate(Exchange original, Exchange resource) {
        if (resource == null) {
            throw new IllegalStateException(
                    "There is nothing to merge with the body: the resource has answered nothing");
        }
        Map<Object, Object> merged = new LinkedHashMap<>(fields(original));
        merged.putAll(fields(resource));
        original.getMessage().setBody(merged);
        return original;
    }

    private static Map<?, ?> fields(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalStateException("Only maps can be merged, but a body is "
                + (exchange.getMessage().getBody() == null
                        ? "empty"
                        : "a " + exchange.getMessage().getBody().getClass().getSimpleName()));
    }
}
