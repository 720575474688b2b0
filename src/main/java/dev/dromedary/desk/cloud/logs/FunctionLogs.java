package dev.dromedary.desk.cloud.logs;

import dev.dromedary.desk.cloud.LineFile;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The logs of functions, a file {@code <route>.ndjson} each, as a log group is on AWS: what routes log ({@code "type": "log"}), what
 * each invocation came to ({@code "type": "attempt"}), and what it measured, in CloudWatch's embedded metric format (with {@code _aws}).
 */
public final class FunctionLogs {

    static final String ATTEMPT = "attempt";

    private static final String LINE = "log";

    private static final String ENDING = ".ndjson";

    private final Path folder;
    private final LineFile files;
    private final Tally tally = new Tally();

    /**
     * Touches no file before the first line.
     *
     * @param folder gets the files; what an earlier run has left stays
     */
    public FunctionLogs(Path folder) {
        this.folder = folder;
        this.files = new LineFile(folder);
    }

    /** Keeps what a route logs. */
    public void log(String route, String level, String correlationId, String message) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("type", LINE);
        line.put("route_id", route);
        line.put("level", level);
        line.put("correlation_ids", correlationId == null ? List.of() : List.of(correlationId));
        line.put("message", message);
        append(route, JsonDocument.write(line));
    }

    /** Keeps what an invocation came to. */
    public void keep(Attempt attempt) {
        append(attempt.route(), JsonDocument.write(attempt.document()));
        tally.add(attempt);
    }

    /** How often functions have run in this process. */
    public Tally tally() {
        return tally;
    }

    /** What gets the metrics of a route. */
    public PrintStream metrics(String route) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int single) {
                        files.append(route + ENDING, new byte[] {(byte) single});
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        files.append(route + ENDING, Arrays.copyOfRange(bytes, offset, offset + length));
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    private void append(String route, String line) {
        files.append(route + ENDING, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What routes have logged, and what their invocations came to; of each file the newest, the oldest of them first. */
    public List<Map<String, Object>> lines() {
        return read().stream()
                .filter(line -> line.get("type") instanceof String && line.get("time") instanceof String)
                .sorted(Comparator.comparing(line -> String.valueOf(line.get("time"))))
                .toList();
    }

    /** What invocations came to. */
    public List<Map<String, Object>> attempts() {
        return lines().stream().filter(line -> ATTEMPT.equals(line.get("type"))).toList();
    }

    /** What invocations have measured, in the embedded metric format. */
    public List<Map<String, Object>> metrics() {
        return read().stream().filter(line -> line.containsKey("_aws")).toList();
    }

    private List<Map<String, Object>> read() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(each -> each.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                LineFile.end(file).forEach(line -> add(line, lines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The logs in " + folder + " can't be read", e);
        }
        return lines;
    }

    private static void add(String line, List<Map<String, Object>> lines) {
        try {
            lines.add(JsonDocument.parse(line));
        } catch (UnexpectedEventException e) {
            // Cut off where the reading began, or just being written.
            return;
        }
    }
}
