package dev.dromedary.lambda;

import java.util.Map;

/**
 * One thing that starts one exchange: an object, an event.
 *
 * @param correlationId names the first cause; never empty
 * @param ledgerItem what the thing is to the ledger, the same for every delivery of it and every version of an object
 * @param sequencer order among the versions of an object, or null where there is no order
 * @param name name for outputs, or null; different for different things of one route
 * @param headers the headers that Camel's own consumer of the service sets
 * @param body the body, or null
 */
public record Arrival(
        String correlationId,
        String ledgerItem,
        String sequencer,
        String name,
        Map<String, Object> headers,
        Object body) {}
