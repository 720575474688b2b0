package dev.dromedary.function.trigger.direct;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call of a route, as its function gets it: {@code {"correlation_id": …, "idempotency_key": …, "body": …}}.
 *
 * @param correlationId names the first cause
 * @param idempotencyKey names the call, the same however often it is tried
 * @param body what the route gets as its body: a map, list, text, number or truth value, or null
 */
record DirectCall(String correlationId, String idempotencyKey, Object body) {

    private static final String CORRELATION_ID = "correlation_id";
    private static final String IDEMPOTENCY_KEY = "idempotency_key";
    private static final String BODY = "body";

    /**
     * Reads a call.
     *
     * @throws UnexpectedEventException if the document is no call
     */
    static DirectCall read(Map<String, Object> document) {
        String correlation = Fields.id(document, CORRELATION_ID);
        String key = Fields.id(document, IDEMPOTENCY_KEY);
        if (correlation == null || key == null || !document.containsKey(BODY)) {
            throw new UnexpectedEventException(
                    "a call (" + CORRELATION_ID + ", " + IDEMPOTENCY_KEY + " and " + BODY + ")",
                    document.isEmpty() ? "an empty document" : "one with " + String.join(", ", document.keySet()));
        }
        return new DirectCall(correlation, key, document.get(BODY));
    }

    /** It as a document. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(CORRELATION_ID, correlationId);
        document.put(IDEMPOTENCY_KEY, idempotencyKey);
        document.put(BODY, body);
        return document;
    }

    /** What starts the route. */
    Arrival arrival() {
        return new Arrival(correlationId, idempotencyKey, null, null, Map.of(), body);
    }
}
