package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import dev.dromedary.function.runtime.stub.S3Objects;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Measures a cold start: from the start of the process to its reply to the first event, a file of a hundred rows. The
 * function zip and {@link PlainHandler}, each under AWS's runtime interface client, with the same jars of the SDK and
 * the same options of the JVM, take turns.
 *
 * <p>Arguments: the zip (or several, to compare builds), the folder with the jars of the plain handler, the number of
 * rounds, then options of the JVM.
 */
public final class ColdStart {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String PLAIN = "plain handler";
    private static final String TRACED = ", traced";
    private static final String BUCKET = "dromedary-health";
    private static final String HANDLER = "dev.dromedary.function.runtime.FunctionHandler";
    private static final String ROW = "2026-03-01T10:00:00Z,u1,72,98,100,36.6,120,80\n";
    private static final String INPUT =
            "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n" + ROW.repeat(100);

    /** Milliseconds of the clock, and of work on all CPUs, which other programs on the machine disturb less. */
    private record Time(long wall, long cpu) {

        @Override
        public String toString() {
            return wall + "/" + cpu;
        }
    }

    private final Path folder;
    private final String[] options;

    private ColdStart(Path folder, String[] options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Runs the measurement and prints its result.
     *
     * @param arguments zips separated by commas, folder of jars, rounds, options of the JVM
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cold-start");
        String[] options = Stream.of(arguments).skip(3).toArray(String[]::new);
        new ColdStart(folder, options)
                .measure(
                        Stream.of(arguments[0].split(",")).map(Path::of).toList(),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]));
        System.exit(0);
    }

    private void measure(List<Path> zips, Path jars, int rounds) throws Exception {
        Map<String, Path> tasks = new LinkedHashMap<>();
        for (Path zip : zips) {
            String name = zip.getFileName().toString();
            FunctionProcess.unzip(zip, Files.createDirectories(folder.resolve(name)));
            tasks.put(name, folder.resolve(name));
            if (System.getenv("TRACED") != null) {
                tasks.put(name + TRACED, folder.resolve(name));
            }
        }
        tasks.put(PLAIN, plain(jars));
        Map<String, List<Time>> times = new LinkedHashMap<>();
        // The first round fills the disk cache.
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Path> task : tasks.entrySet()) {
                Time time = once(
                        task.getValue(),
                        task.getKey().equals(PLAIN) ? PlainHandler.class.getName() : HANDLER,
                        task.getKey().endsWith(TRACED));
                List<Time> known = times.computeIfAbsent(task.getKey(), name -> new ArrayList<>());
                if (round > 0) {
                    known.add(time);
                }
            }
        }
        System.out.printf("options: %s%n", String.join(" ", options));
        times.forEach((name, each) -> print(name, each, times.get(PLAIN)));
    }

    private static void print(String name, List<Time> times, List<Time> yardstick) {
        long wall = median(times, Time::wall);
        long cpu = median(times, Time::cpu);
        System.out.printf(
                "%s: %d ms (%.2f), CPU %d ms (%.2f); all: %s%n",
                name,
                wall,
                (double) wall / median(yardstick, Time::wall),
                cpu,
                (double) cpu / median(yardstick, Time::cpu),
                times);
    }

    /** The handler, and the jars of the SDK and of logging, as a build by hand would package them. */
    private Path plain(Path jars) throws IOException {
        Path plain = folder.resolve("plain");
        Files.createDirectories(plain.resolve("lib"));
        try (Stream<Path> all = Files.list(jars)) {
            for (Path jar : all.toList()) {
                Files.copy(jar, plain.resolve("lib").resolve(jar.getFileName()));
            }
        }
        String name = PlainHandler.class.getName().replace('.', '/') + ".class";
        Path target = plain.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(PlainHandler.class.getResourceAsStream("/" + name), target);
        return plain;
    }

    private Time once(Path task, String handler, boolean traced) throws Exception {
        try (AwsStub aws = new AwsStub();
                TraceDaemon daemon = new TraceDaemon();
                RuntimeApi lambda = new RuntimeApi()) {
            Map<String, String> environment = environment(aws, lambda);
            environment.put("AWS_XRAY_DAEMON_ADDRESS", daemon.address());
            lambda.trace(traced ? TraceDaemon.SAMPLED : TraceDaemon.SAMPLED.replace("Sampled=1", "Sampled=0"));
            S3Objects.Stored input = aws.s3().put("/" + BUCKET + "/raw/x.csv", INPUT);
            lambda.offer("1", event(input.etag()), LONGEST);
            long start = System.nanoTime();
            try (FunctionProcess process = FunctionProcess.start(
                            task, handler, folder.resolve("log"), environment, options)
                    .onExit(lambda::ended)) {
                RuntimeApi.Reply reply = lambda.awaitReply(LONGEST);
                long millis = (System.nanoTime() - start) / 1_000_000;
                if (!reply.path().endsWith("/response") || !reply.body().contains("success")) {
                    throw new IllegalStateException(reply + "\n" + process.output());
                }
                if (System.getenv("CALLS") != null) {
                    System.out.println(handler + " " + aws.calls());
                }
                return new Time(millis, process.cpu().toMillis());
            }
        }
    }

    private static Map<String, String> environment(AwsStub aws, RuntimeApi lambda) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_ENDPOINT_URL", aws.url());
        environment.put("DROMEDARY_ROUTE", "health-ingest");
        return environment;
    }

    private static String event(String etag) {
        return """
                {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {
                  "bucket": {"name": "%s"},
                  "object": {"key": "raw/x.csv", "eTag": "%s", "sequencer": "01"}}}]}""".formatted(BUCKET, etag);
    }

    private static long median(List<Time> times, ToLongFunction<Time> part) {
        return times.stream()
                .mapToLong(part)
                .sorted()
                .skip(times.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
