package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.function.runtime.stub.RuntimeApi;
import dev.dromedary.function.runtime.stub.S3Objects;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Candidates take turns: each is started, and timed until it replies to its first event, a file of a hundred rows. AWS is a stub on
 * the loopback interface.
 */
final class StartRace {

    /** How long anything may take. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final String BUCKET = "dromedary-health";
    private static final String ROW = "2026-03-01T10:00:00Z,u1,72,98,100,36.6,120,80\n";
    private static final String INPUT =
            "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n" + ROW.repeat(100);

    /** What is measured. */
    @FunctionalInterface
    interface Candidate {

        /** @param environment its environment variables */
        FunctionProcess start(Map<String, String> environment) throws IOException;

        /** Whether its event is one whose trace X-Ray keeps. */
        default boolean traced() {
            return false;
        }
    }

    /** Milliseconds of the clock, and of work on all CPUs, which other programs on the machine disturb less. */
    private record Time(long wall, long cpu) {

        @Override
        public String toString() {
            return wall + "/" + cpu;
        }
    }

    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    /** Adds a candidate; the last one is the yardstick of all. */
    StartRace with(String name, Candidate candidate) {
        candidates.put(name, candidate);
        return this;
    }

    /** Lets each run so often, and prints the medians. The first round fills the disk's cache and does not count. */
    void run(int rounds) throws Exception {
        Map<String, List<Time>> times = new LinkedHashMap<>();
        List<Time> yardstick = List.of();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Candidate> each : candidates.entrySet()) {
                Time time = once(each.getKey(), each.getValue());
                yardstick = times.computeIfAbsent(each.getKey(), name -> new ArrayList<>());
                if (round > 0) {
                    yardstick.add(time);
                }
            }
        }
        if (rounds > 0) {
            for (Map.Entry<String, List<Time>> each : times.entrySet()) {
                print(each.getKey(), each.getValue(), yardstick);
            }
        }
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

    private static Time once(String name, Candidate candidate) throws Exception {
        try (AwsStub aws = new AwsStub();
                TraceDaemon daemon = new TraceDaemon();
                RuntimeApi lambda = new RuntimeApi()) {
            Map<String, String> environment = environment(aws, lambda);
            environment.put("AWS_XRAY_DAEMON_ADDRESS", daemon.address());
            lambda.trace(
                    candidate.traced() ? TraceDaemon.SAMPLED : TraceDaemon.SAMPLED.replace("Sampled=1", "Sampled=0"));
            S3Objects.Stored input = input(aws);
            lambda.offer("1", event(input.etag()), LONGEST);
            long start = System.nanoTime();
            try (FunctionProcess process = candidate.start(environment).onExit(lambda::ended)) {
                RuntimeApi.Reply reply = lambda.awaitReply(LONGEST);
                long millis = (System.nanoTime() - start) / 1_000_000;
                if (!reply.path().endsWith("/response") || !reply.body().contains("success")) {
                    throw new IllegalStateException(reply + "\n" + process.output());
                }
                if (System.getenv("CALLS") != null) {
                    System.out.println(name + " " + aws.calls());
                }
                Time time = new Time(millis, process.cpu().toMillis());
                // An ahead-of-time cache is written at the end of a JVM.
                process.end();
                return time;
            }
        }
    }

    /** The file. */
    static S3Objects.Stored input(AwsStub aws) {
        return aws.s3().put("/" + BUCKET + "/raw/x.csv", INPUT);
    }

    /** What Lambda tells the function of health-ingest. */
    static Map<String, String> environment(AwsStub aws, RuntimeApi lambda) {
        Map<String, String> environment = environment(lambda);
        environment.put("AWS_ENDPOINT_URL", aws.url());
        environment.put("DROMEDARY_ROUTE", "health-ingest");
        return environment;
    }

    /** What Lambda tells every function. */
    static Map<String, String> environment(RuntimeApi lambda) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        environment.put("AWS_REGION", "us-east-1");
        // Lambda sets both; Python reads this one.
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        return environment;
    }

    /** The event that tells of the file. */
    static String event(String etag) {
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
