package dev.dromedary.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The memory of each function of a plan at rest, after one event: its process under AWS's runtime interface client has handled the
 * sample of its trigger, with every call of AWS answered on the spot, and waits for the next.
 *
 * <p>Arguments: the function zip, beside the zips of other packages, and the plan (JSON). Prints lines of a table: the MB that the process holds, those of the heap in use
 * after a collection, and its threads.
 */
public final class MemoryAtRest {

    /** As Lambda's runtimes for Java do, which leave the rest to what is not heap. */
    private static final double HEAP_SHARE = 0.85;

    private MemoryAtRest() {}

    /**
     * Measures each function in turn.
     *
     * @param arguments the function zip, the plan
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("memory-at-rest");
        JsonNode functions =
                new ObjectMapper().readTree(Path.of(arguments[1]).toFile()).path("functions");
        System.out.println("| function | memory | resident, MB | heap in use, MB | threads |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Map.Entry<String, JsonNode> function : functions.properties()) {
            System.out.println(measured(
                    folder,
                    task(folder, Path.of(arguments[0]), function.getValue()),
                    function.getKey(),
                    function.getValue()));
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

    private static String measured(Path folder, Path task, String route, JsonNode function) throws Exception {
        int memory = function.path("memory").asInt();
        try (RuntimeApi lambda = new RuntimeApi()) {
            Map<String, String> environment = new HashMap<>();
            function.path("environment")
                    .properties()
                    .forEach(variable -> environment.put(
                            variable.getKey(), named(variable.getValue().asText())));
            environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
            environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
            environment.put("AWS_REGION", "us-east-1");
            environment.put("AWS_ACCESS_KEY_ID", "test");
            environment.put("AWS_SECRET_ACCESS_KEY", "test");
            lambda.offer("1", "{\"priming\":true}", StartRace.LONGEST);
            try (FunctionProcess process = FunctionProcess.start(
                            task,
                            "dev.dromedary.function.runtime.FunctionHandler",
                            folder.resolve("log"),
                            environment,
                            FunctionProcess.lambdasOptions("-Xmx" + (int) (memory * HEAP_SHARE) + "m"))
                    .onExit(lambda::ended)) {
                RuntimeApi.Reply reply = lambda.awaitReply(StartRace.LONGEST);
                if (!reply.body().contains("\"primed\":true")) {
                    throw new IllegalStateException(route + ": " + reply + "\n" + process.output());
                }
                Path status = Path.of("/proc/" + process.id() + "/status");
                // The heap is asked for last: a collection frees what a function at rest holds.
                return String.format(
                        Locale.ROOT,
                        "| `%s` | %d | %d | %d | %d |",
                        route,
                        memory,
                        figure(status, "VmRSS") / 1024,
                        heap(process.id()) / 1024,
                        figure(status, "Threads"));
            }
        }
    }

    /** The names of resources, as Terraform completes them. */
    private static String named(String value) {
        return value.replace("${environment}", "dev")
                .replace("${account}", "123456789012")
                .replace("${region}", "us-east-1")
                .replace("${partition}", "aws");
    }

    private static long figure(Path status, String name) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Kilobytes of the heap that are still in use after a collection. */
    private static long heap(long process) throws IOException, InterruptedException {
        command("jcmd", Long.toString(process), "GC.run");
        String[] lines = command("jstat", "-gc", Long.toString(process)).strip().split("\n");
        String[] names = lines[0].strip().split("\\s+");
        String[] values = lines[1].strip().split("\\s+");
        double used = 0;
        for (int i = 0; i < names.length; i++) {
            // The survivor spaces, eden and the old generation.
            if (names[i].matches("S0U|S1U|EU|OU")) {
                used += Double.parseDouble(values[i]);
            }
        }
        return (long) used;
    }

    private static String command(String name, String... arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", name).toString();
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(tool), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed: " + output);
        }
        return output;
    }
}
