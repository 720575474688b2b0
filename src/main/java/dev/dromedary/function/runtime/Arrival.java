package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.LedgerKey;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.metrics.Measures;
import java.io.Closeable;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;

/**
 * One thing that starts one exchange: an object, an event.
 *
 * @param correlationId names the first cause; never empty
 * @param ledgerItem what the thing is to the ledger, the same for every delivery of it and every version of an object
 * @param sequencer order among the versions of an object, or null where there is no order
 * @param name name for outputs, or null; different for different things of one route
 * @param headers the headers that Camel's own consumer of the service sets
 * @param body the body, or null
 * @param change what happened to the object, a value of {@link LedgerProperties#CHANGE}, or null for all else
 * @param caller who asked for it, or null where nobody did
 * @param replay the replay that it belongs to, or null
 * @param requestHash hash of all that is asked for, where who asks has chosen the ledger's item, or null
 * @param bytes size of the object that it names, or null
 */
public record Arrival(
        String correlationId,
        String ledgerItem,
        String sequencer,
        String name,
        Map<String, Object> headers,
        Object body,
        String change,
        String caller,
        Replay replay,
        String requestHash,
        Long bytes) {

    /** The exchange property that says who asked. */
    public static final String CALLER = "caller";

    /** A thing that nobody waits for. */
    public Arrival(
            String correlationId,
            String ledgerItem,
            String sequencer,
            String name,
            Map<String, Object> headers,
            Object body) {
        this(correlationId, ledgerItem, sequencer, name, headers, body, null, null, null, null, null);
    }

    /** The same thing with other headers. */
    public Arrival withHeaders(Map<String, Object> others) {
        return new Arrival(
                correlationId, ledgerItem, sequencer, name, others, body, change, caller, replay, requestHash, bytes);
    }

    /** The same thing, as what an event's detail names as a replay. */
    public Arrival replayedBy(Map<String, Object> detail) {
        Replay named = Replay.of(detail).orElse(null);
        return new Arrival(
                correlationId, ledgerItem, sequencer, name, headers, body, change, caller, named, requestHash, bytes);
    }

    /** The same thing, with the size of the object that it names; null if nobody knows. */
    public Arrival sized(Long size) {
        return new Arrival(
                correlationId, ledgerItem, sequencer, name, headers, body, change, caller, replay, requestHash, size);
    }

    /** What names it in the route's {@code idempotentConsumer}. */
    public String idempotencyKey() {
        return LedgerKey.text(ledgerItem, sequencer);
    }

    /** Puts itself into an exchange that has nothing yet, and says how it is worked on. */
    public void fill(Exchange exchange, RunningInvocation run) {
        Invocation invocation = run.invocation();
        exchange.setProperty(Invocation.PROPERTY, invocation);
        exchange.setProperty(Measures.PROPERTY, new Measures());
        exchange.setProperty(LedgerProperties.DEADLINE, invocation.deadline());
        exchange.setProperty(LedgerProperties.WAITS_IN_PLACE, run.policy().waits());
        if (body instanceof TimedBody timed) {
            timed.giveUpAt(invocation.deadline());
        }
        fill(exchange);
    }

    /** Puts itself into an exchange that has nothing yet: body, headers, and what an author reads of it. */
    public void fill(Exchange exchange) {
        exchange.setProperty(LambdaConsumer.CORRELATION_ID, correlationId);
        exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, idempotencyKey());
        exchange.setProperty(LedgerProperties.ANNOUNCED_OBJECT, sequencer == null ? null : ledgerItem);
        exchange.setProperty(LedgerProperties.SEQUENCER, sequencer);
        if (bytes != null) {
            exchange.setProperty(LedgerProperties.ANNOUNCED_BYTES, bytes);
        }
        if (change != null) {
            exchange.setProperty(LedgerProperties.CHANGE, change);
        }
        if (name != null) {
            exchange.setProperty("name", name);
        }
        if (requestHash != null) {
            exchange.setProperty(LedgerProperties.REQUEST_HASH, requestHash);
        }
        if (replay != null) {
            replay.bind(exchange);
        }
        if (caller != null) {
            exchange.setProperty(CALLER, caller);
        }
        headers.forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(body);
        if (body instanceof Closeable closeable) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    IOHelper.close(closeable);
                }
            });
        }
    }
}
