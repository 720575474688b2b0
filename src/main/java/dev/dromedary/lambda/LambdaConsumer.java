package dev.dromedary.lambda;

import dev.dromedary.ledger.LedgerProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Hands what an invocation brings to the route, one exchange after the other, and tells Lambda what failed. */
public final class LambdaConsumer extends DefaultConsumer {

    /** The exchange property that names the first cause. */
    public static final String CORRELATION_ID = "correlationId";

    private static final Logger LOG = LoggerFactory.getLogger(LambdaConsumer.class);

    private final LambdaEndpoint endpoint;

    LambdaConsumer(LambdaEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public LambdaEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        component().started(this);
    }

    @Override
    protected void doStop() throws Exception {
        component().stopped(this);
        super.doStop();
    }

    private LambdaComponent component() {
        return (LambdaComponent) endpoint.getComponent();
    }

    /**
     * Runs one invocation. Everything in the event is tried, also after a failure.
     *
     * @param event the event document
     * @param invocation id and deadline
     * @return what Lambda gets: for an SQS batch {@code {"batchItemFailures": […]}} with just the failed messages, else
     *     a short summary {@code {"route": …, "outcomes": [{"correlation_id": …, "outcome": …}, …]}}
     * @throws InvocationFailedException if anything failed that did not come in an SQS batch; it names each failure
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch
     *     responses</a>
     */
    public Map<String, Object> invoke(Map<String, Object> event, Invocation invocation) {
        Envelope envelope = Envelope.open(event);
        List<Map<String, Object>> outcomes = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        List<Map<String, String>> failedMessages = new ArrayList<>();
        Set<String> failedGroups = new HashSet<>();
        for (Envelope.Item item : envelope.items()) {
            int before = failures.size();
            if (item.group() == null || !failedGroups.contains(item.group())) {
                handle(item, invocation, outcomes, failures);
                if (failures.size() > before && item.group() != null) {
                    failedGroups.add(item.group());
                }
            }
            boolean heldUp = item.group() != null && failedGroups.contains(item.group());
            if (envelope.queue() && (failures.size() > before || heldUp)) {
                failedMessages.add(Map.of("itemIdentifier", item.messageId()));
            }
        }
        if (envelope.queue()) {
            return Map.of("batchItemFailures", failedMessages);
        }
        if (!failures.isEmpty()) {
            throw new InvocationFailedException(getRouteId(), failures);
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("route", getRouteId());
        summary.put("outcomes", outcomes);
        return summary;
    }

    private void handle(
            Envelope.Item item, Invocation invocation, List<Map<String, Object>> outcomes, List<Failure> failures) {
        List<Arrival> arrivals;
        try {
            arrivals = endpoint.implementation().arrivals(endpoint, item.open());
        } catch (UnexpectedEventException e) {
            fail(new Failure(item.messageId() == null ? "the event" : "message " + item.messageId(), e), failures);
            return;
        }
        for (Arrival arrival : arrivals) {
            try (MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", arrival.correlationId())) {
                Exchange exchange = process(arrival, invocation);
                Exception exception = unwrapped(exchange.getException());
                if (exception == null) {
                    outcomes.add(succeed(arrival, exchange));
                } else {
                    fail(new Failure(arrival.correlationId(), exception), failures);
                }
                releaseExchange(exchange, false);
            }
        }
    }

    private Exchange process(Arrival arrival, Invocation invocation) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(CORRELATION_ID, arrival.correlationId());
        exchange.setProperty(Invocation.PROPERTY, invocation);
        exchange.setProperty(LedgerProperties.LEDGER_ITEM, arrival.ledgerItem());
        exchange.setProperty(LedgerProperties.SEQUENCER, arrival.sequencer());
        exchange.setProperty(LedgerProperties.DEADLINE, invocation.deadline());
        if (arrival.name() != null) {
            exchange.setProperty("name", arrival.name());
        }
        arrival.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(arrival.body());
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }

    private Map<String, Object> succeed(Arrival arrival, Exchange exchange) {
        String outcome = exchange.getProperty(LedgerProperties.OUTCOME, "done", String.class);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("correlation_id", arrival.correlationId());
        told.put("outcome", outcome);
        String manifest = exchange.getProperty("manifestKey", String.class);
        if (manifest != null) {
            told.put("manifest_key", manifest);
        }
        try (MDC.MDCCloseable closing = MDC.putCloseable("outcome", outcome)) {
            LOG.info("{}: {}", outcome, Described.text(arrival.correlationId()));
        }
        return told;
    }

    /** What a step has thrown: Camel's split wraps it in an exception that tells of the exchange. */
    private static Exception unwrapped(Exception exception) {
        return exception instanceof CamelExchangeException wrapper && wrapper.getCause() instanceof Exception cause
                ? unwrapped(cause)
                : exception;
    }

    private void fail(Failure failure, List<Failure> failures) {
        failures.add(failure);
        LOG.error("failed: {}", failure.sentence(), failure.exception());
    }

    /** One thing that failed, and why. */
    record Failure(String what, Exception exception) {

        String sentence() {
            String message =
                    exception.getMessage() == null ? exception.getClass().getSimpleName() : exception.getMessage();
            return Described.text(what) + ": " + Described.text(message);
        }
    }
}
