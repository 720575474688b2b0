package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.desk.cloud.logs.Attempt;
import dev.dromedary.desk.cloud.sqs.FailedInvocations;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.HttpGateway;
import dev.dromedary.desk.source.ScheduledEvent;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** All functions of a pipeline in this JVM, joined by the embedded cloud as they are on AWS. */
public final class LocalPipeline implements AutoCloseable {

    private final EmbeddedCloud cloud;
    private final Consumer<Attempt> attempts;
    private final List<RouteFunction> functions = new ArrayList<>();
    private final Map<String, RouteFunction> scheduled = new LinkedHashMap<>();
    private final AtomicLong begun = new AtomicLong();
    private final ConcurrentNavigableMap<Long, Result> results = new ConcurrentSkipListMap<>();

    /**
     * What one invocation came to.
     *
     * @param route id of the route
     * @param summary what the function returned, or null if it failed; of a batch of messages what became of those that
     *     did not fail, as the others come again
     * @param failure why it failed, or null
     */
    public record Result(String route, Map<String, Object> summary, InvocationFailedException failure) {}

    /**
     * A pipeline without functions.
     *
     * @param cloud what its functions reach
     */
    public LocalPipeline(EmbeddedCloud cloud) {
        this(cloud, attempt -> {});
    }

    /**
     * A pipeline without functions.
     *
     * @param cloud what its functions reach
     * @param attempts is told of each invocation that has ended
     */
    public LocalPipeline(EmbeddedCloud cloud, Consumer<Attempt> attempts) {
        this.cloud = cloud;
        this.attempts = attempts;
    }

    /**
     * Starts a route as a function and joins it to what its trigger asks for: events, messages of a queue, records of a
     * stream, a time. Those that answer requests are for {@link HttpGateway}.
     *
     * @param files the route's files
     * @param routeId the route's id
     * @param services what it reaches
     * @return the function
     * @throws Exception if it can't start; see {@link RouteFunction#start}
     */
    public RouteFunction add(RouteFiles files, String routeId, Services services) throws Exception {
        RouteFunction function = RouteFunction.start(files, routeId, services);
        functions.add(function);
        Feed feed = TriggerSource.feedOf(function.endpoint());
        if (feed instanceof Feed.Times) {
            scheduled.put(routeId, function);
        } else if (feed instanceof Feed.Messages messages) {
            subscribe(function, routeId, messages);
        } else if (feed instanceof Feed.Records records) {
            cloud.streams().read(records, routeId, event -> {
                requireStart(function);
                return handle(function, routeId, event);
            });
        } else if (feed instanceof Feed.Calls) {
            cloud.lambda().function(routeId, event -> call(function, routeId, event));
        } else if (feed instanceof Feed.Executions) {
            cloud.stepFunctions().machine(routeId, event -> call(function, routeId, event));
        } else if (feed instanceof Feed.OfBus events) {
            cloud.eventBridge().bus(events.bus());
            cloud.eventBridge().rule(events.bus(), routeId, JsonDocument.write(events.pattern()), event -> {
                requireStart(function);
                invoke(function, routeId, JsonDocument.parse(event));
            });
        }
        return function;
    }

    /** Its messages stay in the queue until {@link #readQueues}. */
    private void subscribe(RouteFunction function, String routeId, Feed.Messages queue) {
        cloud.queuePollers().subscribe(queue, routeId, event -> {
            requireStart(function);
            long number = begun.incrementAndGet();
            BatchResult handled = handle(function, routeId, event);
            if (!handled.outcomes().isEmpty()) {
                Map<String, Object> summary = Map.of("route", routeId, "outcomes", handled.outcomes());
                results.put(number, new Result(routeId, summary, null));
            }
            return handled.failed();
        });
    }

    /**
     * Begins to hand the messages of queues to functions, those of earlier runs too. To be called when there is
     * everything that the functions reach. What failed comes again at once; what failed too often is in the dead-letter
     * queue then, and a failure of its delivery.
     */
    public void readQueues() {
        cloud.queuePollers().start();
    }

    /**
     * Invokes every function that a schedule starts, once and one after the other, as EventBridge Scheduler would.
     * Events that they cause may still be under way when this returns.
     *
     * @param time the time for which the runs were scheduled; whole seconds count
     */
    public void fireSchedules(Instant time) {
        scheduled.forEach((routeId, function) -> {
            requireStart(function);
            String id = UUID.randomUUID().toString();
            invoke(function, routeId, ScheduledEvent.of(id, routeId, cloud.region(), time));
        });
    }

    private Result invoke(RouteFunction function, String routeId, Map<String, Object> event) {
        // What an invocation causes may end before it, but begins after it.
        long number = begun.incrementAndGet();
        try {
            results.put(
                    number, new Result(routeId, handle(function, routeId, event).reply(), null));
        } catch (InvocationFailedException e) {
            results.put(number, new Result(routeId, null, e));
            if (TriggerSource.feedOf(function.endpoint()).keepsFailed()
                    && FunctionRole.of(function.context())
                            .map(role -> role.mayKeepFailed(FailedInvocations.queue(routeId)))
                            .orElse(true)) {
                new FailedInvocations(cloud.sqs()).keep(routeId, event, e.getMessage());
            }
        }
        return results.get(number);
    }

    /**
     * Lets a function answer a request.
     *
     * @throws IllegalStateException with one sentence, if requests may not start it
     * @throws InvocationFailedException if it has failed
     */
    public Map<String, Object> answer(RouteFunction function, Map<String, Object> event, Invocation invocation) {
        requireStart(function);
        return handle(function, function.routeId(), event, invocation).reply();
    }

    private BatchResult handle(RouteFunction function, String routeId, Map<String, Object> event) {
        return handle(function, routeId, event, starting(function));
    }

    private BatchResult handle(
            RouteFunction function, String routeId, Map<String, Object> event, Invocation invocation) {
        Attempt.Start start = new Attempt.Start(invocation.requestId(), Instant.now());
        try {
            BatchResult handled = function.handle(event, invocation);
            attempts.accept(Attempt.ended(routeId, function.endpoint(), event, start, handled));
            return handled;
        } catch (InvocationFailedException e) {
            attempts.accept(Attempt.failed(routeId, function.endpoint(), event, start, e));
            throw e;
        }
    }

    /** A call whose caller waits, and is told of a failure; Lambda keeps nothing of it. */
    private Map<String, Object> call(RouteFunction function, String routeId, Map<String, Object> event) {
        requireStart(function);
        long number = begun.incrementAndGet();
        try {
            BatchResult handled = handle(function, routeId, event);
            Map<String, Object> summary = Map.of("route", routeId, "outcomes", handled.outcomes());
            results.put(number, new Result(routeId, summary, null));
            return handled.reply();
        } catch (InvocationFailedException e) {
            results.put(number, new Result(routeId, null, e));
            throw e;
        }
    }

    /**
     * Makes sure that what starts a function may do so. What may not is a failure of its delivery.
     *
     * @throws IllegalStateException with one sentence, if it may not
     */
    public static void requireStart(RouteFunction function) {
        FunctionRole.of(function.context())
                .ifPresent(role -> role.requireStart(TriggerSource.feedOf(function.endpoint())));
    }

    /** From now on each function may do only what its role allows. To be called when there is all that they reach. */
    public void enforceRoles() {
        roles().forEach(FunctionRole::enforce);
    }

    /** The roles of the functions that have one. */
    public List<FunctionRole> roles() {
        return functions.stream()
                .flatMap(function -> FunctionRole.of(function.context()).stream())
                .toList();
    }

    /**
     * Hands an event to a function and waits for it. What failed is in the function's on-failure queue, {@code <route>-failed}.
     *
     * @param routeId id of its route
     * @param event the event document
     * @return what the invocation came to
     * @throws IllegalArgumentException if there is no such function
     */
    public Result invoke(String routeId, Map<String, Object> event) {
        return functions.stream()
                .filter(function -> function.routeId().equals(routeId))
                .findFirst()
                .map(function -> invoke(function, routeId, event))
                .orElseThrow(() -> new IllegalArgumentException("There is no function " + routeId + "."));
    }

    private static Invocation starting(RouteFunction function) {
        Duration timeout = Duration.ofSeconds(function.endpoint().getTimeout());
        return Invocation.starting(UUID.randomUUID().toString(), timeout);
    }

    /** The functions, in the order in which they were added. */
    public List<RouteFunction> functions() {
        return List.copyOf(functions);
    }

    /** What the invocations so far came to; those that have ended, in the order in which they began. */
    public List<Result> results() {
        return List.copyOf(results.values());
    }

    @Override
    public void close() {
        functions.forEach(RouteFunction::close);
    }
}
