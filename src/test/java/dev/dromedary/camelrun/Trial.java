package dev.dromedary.camelrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the health pipeline with Camel's own command line at the emulator that the environment names, and looks at what it
 * leaves there. For {@code .ci/camel-run}: the class path of Camel's command line and the version of this project are its
 * arguments; its exit code is 1 if anything is missing.
 */
final class Trial {

    private static final Duration LONGEST = Duration.ofMinutes(4);

    private Trial() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Emulator.Names names = Emulator.Names.random();
        Emulator emulator = new Emulator(names);
        emulator.prepare();
        emulator.upload(Path.of("sample-csv/health.csv"), "raw/health.csv");
        Path log = Path.of("target", "camel-run.log");
        ProcessBuilder process = new ProcessBuilder(command(arguments[0], arguments[1]))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().putAll(names.environment());
        Process camel = process.start();
        List<String> missing;
        try {
            missing = await(emulator, camel);
        } finally {
            camel.destroy();
            if (!camel.waitFor(20, TimeUnit.SECONDS)) {
                camel.destroyForcibly();
            }
        }
        if (!missing.isEmpty()) {
            try (Stream<String> lines = Files.lines(log)) {
                lines.forEach(System.err::println);
            }
            System.err.println("Camel's command line did not bring " + String.join(", ", missing));
            Runtime.getRuntime().exit(1);
        }
        System.out.println("Camel's command line ran the health pipeline: " + String.join(" ", emulator.keys()));
    }

    /** As docs/camel-run.md says. */
    private static List<String> command(String classPath, String version) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Path.of(".ci", "camel", "Camel.java").toString(),
                "run"));
        for (String folder : List.of("routes/health", "routes/shared")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith(".camel.yaml"))
                        .sorted()
                        .forEach(command::add);
            }
        }
        command.addAll(List.of(
                "routes/health/health.properties",
                "camel/localstack.properties",
                "--dep=dev.dromedary:dromedary:" + version,
                "--camel-version=" + System.getProperty("camel.version", "4.17.0"),
                "--logging-color=false"));
        return command;
    }

    private static List<String> await(Emulator emulator, Process camel) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        List<String> missing = missing(emulator);
        while (!missing.isEmpty() && Instant.now().isBefore(end) && camel.isAlive()) {
            camel.waitFor(1, TimeUnit.SECONDS);
            missing = missing(emulator);
        }
        return missing;
    }

    private static List<String> missing(Emulator emulator) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>(List.of(
                "processed/health.csv",
                "rejected/health_rejected.csv",
                "processed/health_manifest.json",
                "analyzed/health_analysis.json"));
        missing.removeAll(emulator.keys());
        if (missing.isEmpty()) {
            if (emulator.read("processed/health.csv").lines().count() != 851) {
                missing.add("850 valid rows");
            }
            if (emulator.analyses() != 1) {
                missing.add("one item about the analysis");
            }
            if (!Emulator.mails(System.getenv("AWS_ENDPOINT_URL")).contains("Health readings")) {
                missing.add("the mail");
            }
        }
        return missing;
    }
}
