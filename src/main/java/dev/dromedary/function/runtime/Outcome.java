package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Replay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What became of one thing that arrived and did not fail ({@code done}, or what the ledger or the route says instead),
 * and what the function's reply tells of it: {@code correlation_id}, {@code outcome}, {@code manifest_key} if there is
 * a manifest, and what the route adds.
 */
public record Outcome(String name, Map<String, Object> told) {

    /**
     * The exchange property by which a route adds to its reply: a map, such as {@code analysis_key} to the key of an
     * analysis. Its texts, numbers and lists of texts are told; nothing else is, nor what would hide a field of the reply.
     */
    static final String DETAILS = "outcomeDetails";

    /** Whether what arrived had taken effect before, or something later has. */
    public static boolean nothingNew(Exchange exchange) {
        Object name = exchange.getProperty(LedgerProperties.OUTCOME);
        return LedgerProperties.DONE_ALREADY.equals(name) || LedgerProperties.SUPERSEDED.equals(name);
    }

    /** The outcome of an exchange that did not fail. */
    public static Outcome of(Arrival arrival, Exchange exchange) {
        String name = exchange.getProperty(ReplayInterceptor.KEPT_BACK, false, Boolean.class)
                ? Replay.NOT_TOLD
                : exchange.getProperty(LedgerProperties.OUTCOME, "done", String.class);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("correlation_id", arrival.correlationId());
        told.put("outcome", name);
        String manifest = exchange.getProperty("manifestKey", String.class);
        if (manifest != null) {
            told.put("manifest_key", manifest);
        }
        if (exchange.getProperty(DETAILS) instanceof Map<?, ?> details) {
            details.forEach((field, value) -> {
                if (value instanceof String || value instanceof Number || isTexts(value)) {
                    told.putIfAbsent(String.valueOf(field), value);
                }
            });
        }
        return new Outcome(name, told);
    }

    private static boolean isTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }
}
