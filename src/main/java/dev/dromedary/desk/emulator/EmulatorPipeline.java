package dev.dromedary.desk.emulator;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** All functions of a pipeline in this JVM, joined by an emulator: each reads its input queue there. */
public final class EmulatorPipeline implements AutoCloseable {

    /** For what an emulator has taken but not delivered yet. LocalStack was seen to need 2 s from S3 to a queue. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Clients clients;
    private final Kind kind;
    private final String region;
    private final List<RouteFunction> functions = new ArrayList<>();
    private final Map<String, InputQueue> queues = new LinkedHashMap<>();
    private final List<FunctionReader> readers = new ArrayList<>();
    private final Map<String, FunctionReader> scheduled = new LinkedHashMap<>();
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
        InputQueue queue =
                input.queueUrl().map(url -> new InputQueue(clients.sqs(), url)).orElse(null);
        FunctionReader reader = new FunctionReader(function, input, queue, kind, results::add);
        if (queue != null) {
            queue.arn();
            queues.put(input.function(), queue);
            readers.add(reader);
        }
        if (feed instanceof Feed.Times) {
            scheduled.put(input.function(), reader);
        }
        return function;
    }

    /** Begins to read the inputs, with what earlier runs have left in them. A second call does nothing. */
    public void start() {
        if (running.isEmpty()) {
            readers.forEach(reader -> running.add(threads.submit(reader)));
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
            checkReaders();
            boolean awaited = results.size() < expected && Instant.now().isBefore(begun.plus(patience));
            // A message that is being handled is in its queue, hidden.
            boolean empty = queues.values().stream().allMatch(queue -> queue.size() == 0);
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

    /** A reader that has ended can't go on. */
    private void checkReaders() throws InterruptedException {
        for (Future<?> reader : running) {
            if (reader.isDone()) {
                try {
                    reader.get();
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
     * Invokes every function that a schedule starts with what the plan has as the schedule's input.
     *
     * @param plan the plan's document
     * @param time the time for which the runs were scheduled
     */
    public void fireSchedules(Map<String, Object> plan, Instant time) {
        scheduled.forEach((id, reader) -> {
            Part schedule = new Part(plan).parts("schedules").get(id);
            reader.invoke(new ScheduledInput(id, region, time).of(schedule.part("input")));
        });
    }

    /**
     * The functions, in the order in which they were added.
     *
     * @return a copy
     */
    public List<RouteFunction> functions() {
        return List.copyOf(functions);
    }

    /**
     * What the invocations so far came to.
     *
     * @return a copy, in the order in which they ended
     */
    public List<Result> results() {
        return List.copyOf(results);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        functions.forEach(RouteFunction::close);
    }
}
