package dev.dromedary.function.runtime;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import dev.dromedary.function.tracing.Subsegment;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Hands what an invocation brings to the route, one exchange after the other, and tells Lambda what failed. */
public final class LambdaConsumer extends DefaultConsumer {

    /** The exchange property that names the first cause. */
    public static final String CORRELATION_ID = "correlationId";

    /** Why something has not been tried. */
    public static final String NO_TIME = "not begun, because the function's time is almost up";

    private static final String ENDING = "not begun, because the route is being stopped";

    private static final Logger LOG = LoggerFactory.getLogger(LambdaConsumer.class);

    private final LambdaEndpoint endpoint;
    /** Looks for work where no function is invoked; null elsewhere. */
    private AutoCloseable search;

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
        RouteStarter starter =
                endpoint.getCamelContext().getCamelContextExtension().getContextPlugin(RouteStarter.class);
        if (starter != null) {
            search = starter.start(this);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (search != null) {
            search.close();
        }
        super.doStop();
    }

    /**
     * The consumer of a route that an invocation starts: another one when the route was reloaded; empty if no such
     * route begins with a trigger.
     */
    public static Optional<LambdaConsumer> of(CamelContext context, String routeId) {
        return Optional.ofNullable(context.getRoute(routeId))
                .map(Route::getConsumer)
                .filter(LambdaConsumer.class::isInstance)
                .map(LambdaConsumer.class::cast);
    }

    /**
     * Runs one invocation. What is tried after a failure depends on the envelope: everything, but for what a FIFO queue
     * or a stream keeps in order behind it.
     *
     * @param event the event document
     * @param invocation id and deadline
     * @return what Lambda gets: for an SQS batch or Kinesis records {@code {"batchItemFailures": [{"itemIdentifier":
     *     …}]}} with just those that have to come again, else a short summary {@code {"route": …, "outcomes":
     *     [{"correlation_id": …, "outcome": …}, …]}}; a route adds to its outcomes by the exchange property
     *     {@value Outcome#DETAILS}, a map whose texts, numbers and lists of texts are told; for a request its response, see {@link
     *     Answering}; for a call what {@link Replying} says
     * @throws InvocationFailedException if anything failed that did not come from a queue or stream; it names each
     *     failure
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch
     *     responses of queues</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">Partial
     *     batch responses of streams</a>
     */
    public Map<String, Object> invoke(Map<String, Object> event, Invocation invocation) {
        return handle(event, invocation, new Measures()).reply();
    }

    /** As {@link #invoke}, with what Lambda is not told; what is measured on the way is added to the measures. */
    public BatchResult handle(Map<String, Object> event, Invocation invocation, Measures measures) {
        Envelope envelope = endpoint.open(event);
        FailurePolicy policy = envelope.policy();
        RunningInvocation run = RunningInvocation.of(policy, invocation, measures);
        if (endpoint instanceof Answering answering && !envelope.items().isEmpty()) {
            return new BatchResult(answer(answering, event, run), run.outcomes(), Map.of());
        }
        Map<Envelope.Item, String> reasons = new IdentityHashMap<>();
        List<Envelope.Item> failed = policy.failed(envelope.items(), item -> {
            int before = run.failures().size();
            boolean succeeded = handle(item, run);
            if (!succeeded) {
                reasons.put(item, run.reasons(before));
            }
            return succeeded;
        });
        if (policy.partial()) {
            measures.use(Metric.FAILED_ITEMS, failed.size());
            failed.stream()
                    .filter(item -> !reasons.containsKey(item))
                    .forEach(item -> LOG.warn(
                            "not tried: {}: held up by a failure before it in its message group",
                            Described.text(policy.name(item))));
            return BatchResult.partly(failed, reasons, run);
        }
        if (!run.failures().isEmpty()) {
            throw new InvocationFailedException(getRouteId(), run.failures());
        }
        return endpoint instanceof Replying && !run.outcomes().isEmpty()
                ? new BatchResult(run.outcomes().get(0), run.outcomes(), Map.of())
                : BatchResult.whole(getRouteId(), run);
    }

    private Map<String, Object> answer(Answering answering, Map<String, Object> request, RunningInvocation run) {
        try {
            return answering.answer(
                    request,
                    run.invocation(),
                    arrival -> process(arrival, run),
                    exchange -> releaseExchange(exchange, false));
        } catch (UnexpectedEventException e) {
            fail(new Failure("the event", e, false), run);
            throw new InvocationFailedException(getRouteId(), run.failures());
        }
    }

    /** Whether all of an item succeeded. What can't be read is a failure of its own; the rest is tried all the same. */
    private boolean handle(Envelope.Item item, RunningInvocation run) {
        String name = run.policy().name(item);
        int before = run.failures().size();
        try {
            for (Map<String, Object> part : endpoint.parts(item.document().get())) {
                if (run.goesOn(before)) {
                    handle(part, item, run);
                }
            }
        } catch (RuntimeException e) {
            fail(new Failure(name, e, false), run);
        }
        return run.failures().size() == before;
    }

    private void handle(Map<String, Object> part, Envelope.Item item, RunningInvocation run) {
        List<Arrival> arrivals;
        try {
            arrivals = endpoint.arrivals(part);
        } catch (RuntimeException e) {
            fail(new Failure(run.policy().name(item), e, false), run);
            return;
        }
        int before = run.failures().size();
        for (Arrival arrival : arrivals) {
            if (run.goesOn(before)) {
                handle(arrival, item, run);
            }
        }
    }

    private void handle(Arrival arrival, Envelope.Item item, RunningInvocation run) {
        Instant deadline = run.invocation().deadline();
        String cause = arrival.correlationId();
        String name = item.id() == null ? cause : run.policy().name(item);
        String what = item.id() == null || cause.equals(item.id()) ? name : name + ", " + cause;
        try (MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", cause)) {
            if (!Instant.now().isBefore(deadline)) {
                fail(new Failure(what, new TimeoutException(NO_TIME), false), run);
                return;
            }
            if (isStoppingOrStopped()) {
                fail(new Failure(what, new IllegalStateException(ENDING), false), run);
                return;
            }
            Exchange exchange = process(arrival, run);
            try {
                if (exchange.getException() == null) {
                    run.outcomes().add(succeed(arrival, exchange));
                } else {
                    fail(
                            new Failure(
                                    what,
                                    exchange.getException(),
                                    !Instant.now().isBefore(deadline)),
                            run);
                }
            } catch (IllegalStateException e) {
                fail(new Failure(what, e, false), run);
            }
            releaseExchange(exchange, false);
        }
    }

    private Exchange process(Arrival arrival, RunningInvocation run) {
        Exchange exchange = createExchange(false);
        arrival.fill(exchange, run);
        Subsegment traced =
                Subsegment.current().begin(endpoint.scheme()).annotate("correlation_id", arrival.correlationId());
        traced.bind(exchange);
        try (Subsegment.Scope scope = traced.enter()) {
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        traced.end(exchange);
        run.measure(exchange);
        return exchange;
    }

    private Map<String, Object> succeed(Arrival arrival, Exchange exchange) {
        Outcome outcome = Outcome.of(arrival, exchange);
        if (endpoint instanceof Replying) {
            outcome.told().put(Replying.BODY, ReplyBody.of(exchange));
        }
        try (MDC.MDCCloseable closing = MDC.putCloseable("outcome", outcome.name())) {
            LOG.info("{}: {}", outcome.name(), Described.text(arrival.correlationId()));
        }
        return outcome.told();
    }

    private void fail(Failure failure, RunningInvocation run) {
        run.failures().add(failure);
        LOG.error("failed: {}", failure.sentence(), failure.explained() ? null : failure.exception());
    }
}
