package dev.dromedary.function.steps.memory;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** A body as the ledger keeps it: JSON, with the key that it depends on. */
final class Remembered {

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private Remembered() {}

    static Claim claim(Exchange exchange, LedgerEndpoint endpoint) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim == null) {
            throw new IllegalStateException("ledger:" + endpoint.getOperation()
                    + " belongs to work that is done once; put it inside an idempotentConsumer with #ledger");
        }
        return claim;
    }

    static String key(Exchange exchange, LedgerEndpoint endpoint) {
        return endpoint.getKey() == null
                ? null
                : endpoint.getCamelContext()
                        .resolveLanguage("simple")
                        .createExpression(endpoint.getKey())
                        .evaluate(exchange, String.class);
    }

    static String write(String key, Object body) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(KEY, key);
        kept.put(VALUE, body);
        return JsonText.line(kept);
    }

    /** What was kept under the key, or null. */
    static Object read(String key, String text) {
        Map<String, Object> kept = JsonText.parse("what the ledger remembers", text);
        return Objects.equals(key, kept.get(KEY)) ? kept.get(VALUE) : null;
    }
}
