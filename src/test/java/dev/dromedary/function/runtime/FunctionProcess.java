package dev.dromedary.function.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An unzipped function in a process of its own, under the runtime interface client that AWS's runtimes use. */
public final class FunctionProcess implements AutoCloseable {

    /** Since this version of Java (JEP 472). */
    private static final int NATIVE_ACCESS_WARNINGS = 24;

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    /** What AWS's runtime has beside the function. */
    private static final List<String> RUNTIME_JARS = List.of(
            "aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-core",
            "aws-lambda-java-serialization",
            "utils-lite");

    private final Process process;
    private final Path log;

    private FunctionProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * The options of AWS's managed runtimes since Java 17, which leave the second compiler out.
     *
     * @param more further options
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Customize Java runtime startup</a>
     */
    public static String[] lambdasOptions(String... more) {
        return Stream.concat(Stream.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Stream.of(more))
                .toArray(String[]::new);
    }

    /**
     * Starts a function.
     *
     * @param task its unzipped folder
     * @param handler class of the handler
     * @param log where its output goes
     * @param environment environment variables; nothing else is inherited
     * @param options options of the JVM
     */
    public static FunctionProcess start(
            Path task, String handler, Path log, Map<String, String> environment, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= NATIVE_ACCESS_WARNINGS) {
            // The runtime interface client calls native code, at which newer JVMs print a warning of their own.
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", runtimeJars(), CLIENT, handler));
        return start(command, task, log, environment);
    }

    /**
     * Starts a function by a command of its own, such as an image's.
     *
     * @param command the command
     * @param task the folder that it runs in
     * @param log where its output goes
     * @param environment environment variables; nothing else is inherited
     */
    public static FunctionProcess start(List<String> command, Path task, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
        builder.environment().putAll(environment);
        return new FunctionProcess(builder.start(), log);
    }

    /** The class path of AWS's runtime. */
    public static String runtimeJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(jar -> RUNTIME_JARS.stream()
                        .anyMatch(name -> Path.of(jar).getFileName().toString().startsWith(name)))
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** Unpacks a zip into a folder. */
    public static void unzip(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    /** Runs something when the process ends by itself. */
    public FunctionProcess onExit(Runnable action) {
        process.onExit().thenRun(action);
        return this;
    }

    /** The operating system's number of the process. */
    public long id() {
        return process.pid();
    }

    /** The time that it has kept CPUs busy. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end, and waits until it has. */
    public void end() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Ends the process. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The function's process does not end");
        }
    }
}
