package dev.dromedary.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A function of a plan in a process under AWS's runtime interface client; it has handled the sample of its trigger, with every call of AWS
 * answered on the spot.
 *
 * @param route id of its route
 * @param memory its memory in MB
 * @param process the process, which waits for the next event
 * @param lambda what it waits for
 */
record PlannedStart(String route, int memory, FunctionProcess process, RuntimeApi lambda) implements AutoCloseable {

    /** As Lambda's runtimes for Java do, which leave the rest to what is not heap. */
    private static final double HEAP_SHARE = 0.85;

    /** What is done with each. */
    @FunctionalInterface
    interface Use {

        /** @param start the function, which ends thereafter */
        void with(PlannedStart start) throws Exception;
    }

    /** What a JVM is told besides, by the route that it is for. */
    @FunctionalInterface
    interface Options {

        /** @param route id of the route */
        List<String> of(String route);
    }

    /**
     * Starts all functions of a plan, one after the other; each handles its sample.
     *
     * @param zip the function zip, beside the zips of other packages
     * @param plan the plan as JSON
     * @param options of the JVM
     * @param use what is done with each
     */
    static void each(Path zip, Path plan, Options options, Use use) throws Exception {
        all(zip, plan, options, Map.of(), start -> {
            start.lambda().offer("1", "{\"priming\":true}", StartRace.LONGEST);
            RuntimeApi.Reply reply = start.lambda().awaitReply(StartRace.LONGEST);
            if (!reply.body().contains("\"primed\":true")) {
                throw new IllegalStateException(
                        start.route() + ": " + reply + "\n" + start.process().output());
            }
            use.with(start);
        });
    }

    /** The same, but as for SnapStart: each has handled its sample many times, and waits for its snapshot. */
    static void eachBeforeItsSnapshot(Path zip, Path plan, Options options, Use use) throws Exception {
        Options withHooks = route -> Stream.concat(
                        Stream.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
                        options.of(route).stream())
                .toList();
        all(zip, plan, withHooks, Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), start -> {
            if (!start.lambda().awaitCheckpoint(StartRace.LONGEST)) {
                throw new IllegalStateException(
                        start.route() + ": " + start.process().output());
            }
            use.with(start);
        });
    }

    private static void all(Path zip, Path plan, Options options, Map<String, String> variables, Use use)
            throws Exception {
        Path folder = Files.createTempDirectory("planned-start");
        JsonNode functions = new ObjectMapper().readTree(plan.toFile()).path("functions");
        for (Map.Entry<String, JsonNode> function : functions.properties()) {
            Path task = task(folder, zip, function.getValue());
            try (PlannedStart start = start(task, function.getKey(), function.getValue(), options, variables)) {
                use.with(start);
            }
        }
    }

    /** The folder of the function's package, which its zip is named by. */
    private static Path task(Path folder, Path zip, JsonNode function) throws IOException {
        String name = zip.getFileName().toString();
        if (function.has("package")) {
            name = name.replace(".zip", "-" + function.get("package").asText() + ".zip");
        }
        Path task = folder.resolve(name);
        if (!Files.exists(task)) {
            FunctionProcess.unzip(zip.resolveSibling(name), task);
        }
        return task;
    }

    private static PlannedStart start(
            Path task, String route, JsonNode function, Options options, Map<String, String> variables)
            throws IOException {
        int memory = function.path("memory").asInt();
        RuntimeApi lambda = new RuntimeApi();
        Map<String, String> environment = StartRace.environment(lambda);
        environment.putAll(variables);
        function.path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), named(variable.getValue().asText())));
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
        String[] all = FunctionProcess.lambdasOptions(
                Stream.concat(Stream.of("-Xmx" + (int) (memory * HEAP_SHARE) + "m"), options.of(route).stream())
                        .toArray(String[]::new));
        FunctionProcess process = FunctionProcess.start(
                        task,
                        "dev.dromedary.function.runtime.FunctionHandler",
                        task.resolveSibling(route + ".log"),
                        environment,
                        all)
                .onExit(lambda::ended);
        return new PlannedStart(route, memory, process, lambda);
    }

    /** The names of resources, as Terraform completes them. */
    private static String named(String value) {
        return value.replace("${environment}", "dev")
                .replace("${account}", "123456789012")
                .replace("${region}", "us-east-1")
                .replace("${partition}", "aws");
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
        lambda.close();
    }
}
