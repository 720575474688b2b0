package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import dev.dromedary.function.runtime.stub.S3Objects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the first event after a restored snapshot still costs: the time until the reply, and the classes loaded and methods compiled
 * meanwhile. The snapshot is simulated: the runtime interface client runs the hooks before it, and goes on in the same process.
 *
 * <p>Arguments: the function zip. Prints the names of the classes, too, if {@code NAMES} is set.
 */
public final class RestoredStart {

    private RestoredStart() {}

    /**
     * Runs the measurement and prints its result.
     *
     * @param arguments the function zip
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("restored-start");
        FunctionProcess.unzip(Path.of(arguments[0]), folder.resolve("task"));
        Path classes = folder.resolve("classes");
        Path compiled = folder.resolve("compiled");
        try (AwsStub aws = new AwsStub();
                RuntimeApi lambda = new RuntimeApi()) {
            Map<String, String> environment = StartRace.environment(aws, lambda);
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            S3Objects.Stored input = StartRace.input(aws);
            try (FunctionProcess process = FunctionProcess.start(
                            folder.resolve("task"),
                            "dev.dromedary.function.runtime.FunctionHandler",
                            folder.resolve("log"),
                            environment,
                            FunctionProcess.lambdasOptions(
                                    "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                                    "-Xlog:class+load:file=" + classes,
                                    "-Xlog:jit+compilation=debug:file=" + compiled))
                    .onExit(lambda::ended)) {
                if (!lambda.awaitCheckpoint(StartRace.LONGEST)) {
                    throw new IllegalStateException(process.output());
                }
                int before = lines(classes).size();
                int compiledBefore = lines(compiled).size();
                long busy = process.cpu().toMillis();
                long start = System.nanoTime();
                lambda.offer("1", StartRace.event(input.etag()), StartRace.LONGEST);
                lambda.restore();
                RuntimeApi.Reply reply = lambda.awaitReply(StartRace.LONGEST);
                long millis = (System.nanoTime() - start) / 1_000_000;
                busy = process.cpu().toMillis() - busy;
                if (!reply.body().contains("success")) {
                    throw new IllegalStateException(reply + "\n" + process.output());
                }
                List<String> after = lines(classes).stream().skip(before).toList();
                System.out.printf(
                        "%d ms from the restore to the reply, CPU %d ms; classes: %d before, %d after; methods compiled: %d before, %d after%n",
                        millis,
                        busy,
                        before,
                        after.size(),
                        compiledBefore,
                        lines(compiled).size() - compiledBefore);
                print(after);
            }
        }
        System.exit(0);
    }

    private static List<String> lines(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.toList();
        }
    }

    private static void print(List<String> loaded) {
        List<String> names = loaded.stream()
                .map(line -> line.replaceFirst("^(\\[[^]]*])+ *", "").replaceFirst(" source:.*", ""))
                .toList();
        if (System.getenv("NAMES") != null) {
            names.forEach(System.out::println);
        }
        names.stream()
                .map(name -> name.replaceFirst("^((?:[a-z0-9]+\\.){1,4}).*", "$1"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .forEach((part, count) -> System.out.printf("%6d %s%n", count, part));
    }
}
