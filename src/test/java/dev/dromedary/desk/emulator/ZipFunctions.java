package dev.dromedary.desk.emulator;

import dev.dromedary.desk.source.PolledQueue;
import dev.dromedary.function.runtime.FunctionHandler;
import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The functions of the built zip, each in a process of its own under AWS's runtime interface client, started when the first
 * event arrives. What the emulator delivers to their input queues is handed to them as Lambda would.
 */
final class ZipFunctions implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Emulator emulator;
    private final Path task;
    private final Path logs;
    private final Map<String, String> variables;
    private final Map<String, Started> started = new LinkedHashMap<>();

    private record Started(RuntimeApi lambda, FunctionProcess process) {}

    /**
     * No function yet.
     *
     * @param task folder of the unpacked zip
     * @param logs folder for what they print
     * @param variables environment variables of all, besides those of the plan
     */
    ZipFunctions(Emulator emulator, Path task, Path logs, Map<String, String> variables) {
        this.emulator = emulator;
        this.task = task;
        this.logs = logs;
        this.variables = Map.copyOf(variables);
    }

    /**
     * Carries events until this many were handled.
     *
     * @return what the functions replied, in order
     */
    List<String> handle(String pipeline, int invocations) throws Exception {
        List<String> replies = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.multipliedBy(2).toNanos();
        while (replies.size() < invocations) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Only " + replies + " has been handled; " + output());
            }
            for (Input input : emulator.inputs().ofPipeline(pipeline)) {
                if (input.queueUrl().isPresent()) {
                    replies.addAll(carry(input));
                }
            }
        }
        return replies;
    }

    private List<String> carry(Input input) throws Exception {
        PolledQueue queue =
                new PolledQueue(emulator.clients().sqs(), input.queueUrl().orElseThrow());
        List<String> replies = new ArrayList<>();
        for (Message message : queue.receive(1, started.containsKey(input.function()) ? 1 : 0, null)) {
            replies.add(invoke(input, emulator.kind().event(message)));
            queue.delete(List.of(message), Set.of());
        }
        return replies;
    }

    private String invoke(Input input, Map<String, Object> event) throws Exception {
        if (!started.containsKey(input.function())) {
            started.put(input.function(), start(input));
        }
        Started function = started.get(input.function());
        function.lambda().offer(UUID.randomUUID().toString(), JsonDocument.write(event), LONGEST);
        RuntimeApi.Reply reply = function.lambda().awaitReply(LONGEST);
        if (!reply.path().endsWith("response")) {
            throw new AssertionError(input.function() + " said " + reply + "; " + output());
        }
        return reply.body();
    }

    private Started start(Input input) throws IOException {
        RuntimeApi lambda = new RuntimeApi();
        Map<String, String> environment = new HashMap<>(variables);
        environment.putAll(input.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        FunctionProcess process = FunctionProcess.start(
                        task,
                        FunctionHandler.class.getName(),
                        logs.resolve(input.function() + ".log"),
                        environment,
                        FunctionProcess.lambdasOptions())
                .onExit(lambda::ended);
        return new Started(lambda, process);
    }

    /** What all of them have printed. */
    String output() {
        StringBuilder text = new StringBuilder();
        started.forEach((id, function) ->
                text.append(id).append(": ").append(function.process().output()).append('\n'));
        return text.toString();
    }

    @Override
    public void close() throws Exception {
        for (Started function : started.values()) {
            function.lambda().close();
            function.process().close();
        }
    }
}
