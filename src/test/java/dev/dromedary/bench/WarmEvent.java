package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What Dromedary itself adds to a warm event: the function of a route without steps, and {@link BareHandler}, each in a process under
 * AWS's runtime interface client, take turns event by event. Timed is from the moment that the event is there to the reply.
 *
 * <p>Arguments: the function zip, the number of events.
 */
public final class WarmEvent {

    /** Uses no ledger, makes no call and has nothing to do. */
    private static final String ROUTE = """
            - route:
                id: empty-nothing
                from:
                  uri: "lambda-eventbridge:{{empty.bus}}"
                  parameters:
                    pattern: empty/nothing.pattern.json
                  steps:
                    - setBody:
                        constant:
                          expression: ""
            """;

    private static final String EVENT = """
            {"version": "0", "id": "%d", "detail-type": "Nothing", "source": "bench", "account": "123456789012",
             "time": "2026-01-01T00:00:00Z", "region": "us-east-1", "resources": [], "detail": {"number": %d}}""";

    private record Started(RuntimeApi lambda, FunctionProcess process, long[] micros) implements AutoCloseable {

        void event(int number) throws InterruptedException {
            long start = System.nanoTime();
            lambda.offer(Integer.toString(number), EVENT.formatted(number, number), StartRace.LONGEST);
            RuntimeApi.Reply reply = lambda.awaitReply(StartRace.LONGEST);
            micros[number] = (System.nanoTime() - start) / 1000;
            if (!reply.path().endsWith("/response")) {
                throw new IllegalStateException(reply + "\n" + process.output());
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.close();
            lambda.close();
        }
    }

    private WarmEvent() {}

    /**
     * Runs the measurement and prints its result.
     *
     * @param arguments the function zip, the number of events
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("warm-event");
        Path task = folder.resolve("task");
        FunctionProcess.unzip(Path.of(arguments[0]), task);
        Path routes = Files.createDirectories(task.resolve("routes/empty"));
        Files.writeString(routes.resolve("nothing.camel.yaml"), ROUTE);
        Files.writeString(routes.resolve("empty.properties"), "empty.bus=bench\n");
        Files.writeString(routes.resolve("nothing.pattern.json"), "{\"source\": [\"bench\"]}");
        Path bare = folder.resolve("bare");
        ColdStart.copy(BareHandler.class, bare);

        int events = Integer.parseInt(arguments[1]);
        try (Started route = start(task, "dev.dromedary.function.runtime.FunctionHandler", folder, events)) {
            // One after the other, as the runtime interface client unpacks its native library under one name.
            route.event(0);
            try (Started handler = start(bare, BareHandler.class.getName(), folder, events)) {
                handler.event(0);
                for (int number = 1; number < events; number++) {
                    route.event(number);
                    handler.event(number);
                }
                print("route without steps", route.micros());
                print("bare handler", handler.micros());
            }
        }
    }

    private static void print(String what, long[] micros) {
        // The first half warms up.
        long[] warm = Arrays.stream(micros).skip(micros.length / 2).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.2f ms, p99 %.2f ms; the first %.1f ms%n",
                what,
                warm[warm.length / 2] / 1000.0,
                warm[warm.length * 99 / 100] / 1000.0,
                micros[0] / 1000.0);
    }

    private static Started start(Path task, String handler, Path folder, int events) throws IOException {
        RuntimeApi lambda = new RuntimeApi();
        Map<String, String> environment = StartRace.environment(lambda);
        environment.put("DROMEDARY_ROUTE", "empty-nothing");
        FunctionProcess process = FunctionProcess.start(
                        task,
                        handler,
                        folder.resolve(task.getFileName() + ".log"),
                        environment,
                        FunctionProcess.lambdasOptions())
                .onExit(lambda::ended);
        return new Started(lambda, process, new long[events]);
    }
}
