package dev.dromedary.desk.emulator;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.PolledQueue;
import dev.dromedary.desk.source.Poller;
import dev.dromedary.desk.source.QueueEvent;
import dev.dromedary.desk.source.QueuePoller;
import dev.dromedary.desk.source.ScheduledEvent;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** All functions of a pipeline in this JVM, joined by an emulator: each reads its input queue there. */
public final class EmulatorPipeline implements AutoCloseable {

    /** For what an emulator has taken but not delivered yet. LocalStack was seen to need 2 s from S3 to a queue. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Clients clients;
    private final Kind kind;
    private final String region;
    private final List<RouteFunction> functions = new ArrayList<>();
    private final List<PolledQueue> queues = new ArrayList<>();
    private final List<Poller> pollers = new ArrayList<>();
    private final List<RouteFunction> scheduled = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final List<Result> results = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "emulator-input");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What one invocation came to.
     *
     * @param route id of the route
     * @param summary what the function returned, or null if it failed
     * @param failure why it failed, or null
     */
    public record Result(String route, Map<String, Object> summary, InvocationFailedException failure) {}

    /**
     * A pipeline without functions.
     *
     * @param clients the emulator
     * @param kind which one it is
     * @param region the emulator's
     */
    public EmulatorPipeline(Clients clients, Kind kind, String region) {
        this.clients = clients;
        this.kind = kind;
        this.region = region;
    }

    /**
     * Starts a route as a function.
     *
     * @param files the route's files
     * @param input how it is reached
     * @param environment its environment variables
     * @param desk what it reaches in place of, or besides, the emulator
     * @return the function
     * @throws Exception if it can't start; see {@link RouteFunction#start}
     */
    public RouteFunction add(RouteFiles files, Input input, Map<String, String> environment, Services desk)
            throws Exception {
        RouteFunction function =
                RouteFunction.start(files, input.function(), new EmulatorServices(environment, region, desk));
        functions.add(function);
        Feed feed = TriggerSource.feedOf(function.endpoint());
        if (feed instanceof Feed.Records) {
            throw new EmulatorException("The route " + input.function()
                    + " reads a stream, which an emulator can't hand to it; run it without AWS_ENDPOINT_URL.");
        }
        if (input.queueUrl().isPresent()) {
            PolledQueue queue = new PolledQueue(clients.sqs(), input.queueUrl().get());
            existing(queue, PolledQueue::arn);
            queues.add(queue);
            pollers.add(poller(function, feed, input, queue));
        }
        if (feed instanceof Feed.Times) {
            scheduled.add(function);
        }
        return function;
    }

    /** What a queue answers to a question. */
    static <T> T existing(PolledQueue queue, Function<PolledQueue, T> question) {
        try {
            return question.apply(queue);
        } catch (QueueDoesNotExistException e) {
            throw new EmulatorException(
                    "There is no queue " + queue.url() + "; run with --create, which creates what the plan names.", e);
        }
    }

    private Poller poller(RouteFunction function, Feed feed, Input input, PolledQueue queue) {
        if (input.messages()) {
            int size = feed instanceof Feed.Messages messages ? messages.batchSize() : PolledQueue.MOST;
            return new QueuePoller(queue, size, (arn, messages) -> handle(function, arn, messages));
        }
        // One event is one invocation. What failed is told of and gone: Lambda's own tries, minutes apart, are not for
        // a
        // desk.
        return new QueuePoller(queue, 1, (arn, messages) -> {
            messages.forEach(message -> invoke(function, kind.event(message)));
            return Set.of();
        });
    }

    private Set<String> handle(RouteFunction function, String arn, List<Message> messages) {
        List<Message> mended = messages.stream().map(kind::mend).toList();
        try {
            BatchResult handled = function.handle(QueueEvent.of(arn, mended), starting(function));
            if (!handled.outcomes().isEmpty()) {
                tell(function, Map.of("route", function.routeId(), "outcomes", handled.outcomes()), null);
            }
            return handled.failed().keySet();
        } catch (InvocationFailedException e) {
            tell(function, null, e);
            return messages.stream().map(Message::messageId).collect(Collectors.toSet());
        }
    }

    /** Hands an event to a function, and tells what came of it. */
    private void invoke(RouteFunction function, Map<String, Object> event) {
        try {
            tell(function, function.invoke(event, starting(function)), null);
        } catch (InvocationFailedException e) {
            tell(function, null, e);
        }
    }

    private void tell(RouteFunction function, Map<String, Object> summary, InvocationFailedException failure) {
        results.add(new Result(function.routeId(), summary, failure));
    }

    private static Invocation starting(RouteFunction function) {
        Duration timeout = Duration.ofSeconds(function.endpoint().getTimeout());
        return Invocation.starting(UUID.randomUUID().toString(), timeout);
    }

    /** Begins to read the inputs, with what earlier runs have left in them. A second call does nothing. */
    public void start() {
        if (running.isEmpty()) {
            pollers.forEach(poller -> running.add(threads.submit(() -> poll(poller))));
        }
    }

    private static void poll(Poller poller) {
        while (!Thread.currentThread().isInterrupted()) {
            poller.run(Thread.currentThread()::isInterrupted);
        }
    }

    /**
     * Waits until nothing is in any of the input queues, nothing is being handled, and nothing has come for 4 s.
     *
     * @param expected how many invocations there have to be at least
     * @param patience how long to wait for the last of these
     * @param longest how long to wait for the end
     * @return false when the time was up before
     * @throws InterruptedException if this thread is interrupted
     */
    public boolean awaitIdle(int expected, Duration patience, Duration longest) throws InterruptedException {
        Instant begun = Instant.now();
        Instant quietSince = begun;
        int seen = results.size();
        while (Instant.now().isBefore(begun.plus(longest))) {
            checkPollers();
            boolean awaited = results.size() < expected && Instant.now().isBefore(begun.plus(patience));
            // A message that is being handled is in its queue, hidden.
            boolean empty = queues.stream().allMatch(queue -> existing(queue, PolledQueue::size) == 0);
            if (awaited || !empty || results.size() != seen) {
                seen = results.size();
                quietSince = Instant.now();
            } else if (Instant.now().isAfter(quietSince.plus(QUIET))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
        }
        return false;
    }

    /** A poller that has ended can't go on. */
    private void checkPollers() throws InterruptedException {
        for (Future<?> poller : running) {
            if (poller.isDone()) {
                try {
                    poller.get();
                } catch (ExecutionException e) {
                    throw new EmulatorException(
                            "The emulator does not answer as it should: "
                                    + e.getCause().getMessage(),
                            e.getCause());
                }
            }
        }
    }

    /**
     * Invokes every function that a schedule starts.
     *
     * @param time the time for which the runs were scheduled
     */
    public void fireSchedules(Instant time) {
        scheduled.forEach(function ->
                invoke(function, ScheduledEvent.of(UUID.randomUUID().toString(), function.routeId(), region, time)));
    }

    /** The functions, in the order in which they were added. */
    public List<RouteFunction> functions() {
        return List.copyOf(functions);
    }

    /** What the invocations so far came to, in the order in which they ended. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        functions.forEach(RouteFunction::close);
    }
}
