package dev.dromedary.lambda;

import dev.dromedary.ledger.LedgerProperties;
import java.io.Closeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Hands what an invocation brings to the route, one exchange after the other, and tells Lambda what failed. */
public final class LambdaConsumer extends DefaultConsumer {

    /** The exchange property that names the first cause. */
    public static final String CORRELATION_ID = "correlationId";

    private static final String NO_TIME = "not begun, because the function's time is almost up";

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
     *     a short summary {@code {"route": …, "outcomes": [{"correlation_id": …, "outcome": …}, …]}}; a route adds to its
     *     outcomes by the exchange property {@value Outcome#DETAILS}, a map whose texts and numbers are told
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
                handle(item, envelope.queue(), invocation, outcomes, failures);
                if (failures.size() > before && item.group() != null) {
                    failedGroups.add(item.group());
                }
            }
            boolean heldUp = item.group() != null && failedGroups.contains(item.group());
            if (envelope.queue() && (failures.size() > before || heldUp)) {
                // Lambda takes a missing id for a failure of the whole batch.
                failedMessages.add(Collections.singletonMap("itemIdentifier", item.messageId()));
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
            Envelope.Item item,
            boolean queue,
            Invocation invocation,
            List<Map<String, Object>> outcomes,
            List<Failure> failures) {
        String name = item.messageId() == null ? "the event" : "message " + item.messageId();
        for (Arrival arrival : arrivals(item, name, failures)) {
            try (MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", arrival.correlationId())) {
                if (!Instant.now().isBefore(invocation.deadline())) {
                    fail(new Failure(arrival.correlationId(), new TimeoutException(NO_TIME), false), failures);
                    continue;
                }
                Exchange exchange = process(arrival, queue, invocation);
                Exception exception = exchange.getException();
                if (exception == null) {
                    outcomes.add(succeed(arrival, exchange));
                } else {
                    boolean late = !Instant.now().isBefore(invocation.deadline());
                    fail(new Failure(arrival.correlationId(), exception, late), failures);
                }
                releaseExchange(exchange, false);
            }
        }
    }

    /** What can be read of an item; what can't is a failure of its own, so that the rest is tried all the same. */
    private List<Arrival> arrivals(Envelope.Item item, String name, List<Failure> failures) {
        Trigger trigger = endpoint.implementation();
        List<Arrival> arrivals = new ArrayList<>();
        try {
            for (Map<String, Object> part : trigger.parts(item.open())) {
                try {
                    arrivals.addAll(trigger.arrivals(endpoint, part));
                } catch (RuntimeException e) {
                    fail(new Failure(name, e, false), failures);
                }
            }
        } catch (UnexpectedEventException e) {
            fail(new Failure(name, e, false), failures);
        }
        return arrivals;
    }

    private Exchange process(Arrival arrival, boolean queue, Invocation invocation) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(CORRELATION_ID, arrival.correlationId());
        exchange.setProperty(Invocation.PROPERTY, invocation);
        exchange.setProperty(LedgerProperties.LEDGER_ITEM, arrival.ledgerItem());
        exchange.setProperty(LedgerProperties.SEQUENCER, arrival.sequencer());
        exchange.setProperty(LedgerProperties.DEADLINE, invocation.deadline());
        // A queue gives the message again later; meanwhile the other messages of the batch need not wait.
        exchange.setProperty(LedgerProperties.WAITS_IN_PLACE, !queue);
        if (arrival.body() instanceof ObjectBody body) {
            body.giveUpAt(invocation.deadline());
        }
        if (arrival.name() != null) {
            exchange.setProperty("name", arrival.name());
        }
        arrival.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(arrival.body());
        if (arrival.body() instanceof Closeable closeable) {
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    IOHelper.close(closeable);
                }
            });
        }
        try {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }

    private Map<String, Object> succeed(Arrival arrival, Exchange exchange) {
        Outcome outcome = Outcome.of(arrival, exchange);
        try (MDC.MDCCloseable closing = MDC.putCloseable("outcome", outcome.name())) {
            LOG.info("{}: {}", outcome.name(), Described.text(arrival.correlationId()));
        }
        return outcome.told();
    }

    private void fail(Failure failure, List<Failure> failures) {
        failures.add(failure);
        // Where the fault is not the code's, the sentence says it all.
        boolean explained = failure.exception() instanceof UnexpectedEventException
                || failure.exception() instanceof TimeoutException;
        LOG.error("failed: {}", failure.sentence(), explained ? null : failure.exception());
    }

    /**
     * One thing that failed, and why.
     *
     * @param what its name
     * @param exception why
     * @param late whether the time for work was up when it failed
     */
    record Failure(String what, Exception exception, boolean late) {

        String sentence() {
            Throwable reason = exception;
            // Camel wraps what fails inside a split; its own message is about the split.
            while (reason instanceof CamelExchangeException && reason.getCause() != null) {
                reason = reason.getCause();
            }
            String message = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
            return Described.text(what) + ": " + Described.sentence(message)
                    + (late ? " (the function's time was up)" : "");
        }
    }
}
