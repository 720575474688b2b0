package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Readers of CSV that others have written: Python's csv, and pandas and DuckDB where Python finds them. The environment variable
 * {@code READERS_PYTHON} names the Python; without it {@code python3} is taken, and tests are skipped if there is none. The
 * one that is named, as .ci/run does it, has to have all.
 */
public final class OtherReaders {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ALL = Set.of("csv", "pandas", "duckdb", "duckdb, dialect guessed");

    private final Path folder;
    private final List<Map<String, Object>> files = new ArrayList<>();

    /** @param folder an empty folder */
    public OtherReaders(Path folder) {
        this.folder = folder;
    }

    /** Adds a file to those that are to be read. */
    void add(byte[] content, Dialect dialect, int columns) throws IOException {
        Path file = Files.write(folder.resolve(files.size() + ".csv"), content);
        files.add(Map.of(
                "path", file.toString(),
                "delimiter", String.valueOf(dialect.delimiter()),
                "quote", String.valueOf(dialect.quote()),
                "encoding", dialect.encoding().name().toLowerCase(Locale.ROOT),
                "columns", columns));
    }

    /** Adds NDJSON, of whose objects some members are read. */
    public void addLines(byte[] content, List<String> names) throws IOException {
        Path file = Files.write(folder.resolve(files.size() + ".ndjson"), content);
        files.add(Map.of("path", file.toString(), "names", names));
    }

    /**
     * Reads them all.
     *
     * @return for each file, by reader, the rows without the header, or a text that says why there are none
     */
    public List<Map<String, Object>> read() throws IOException, InterruptedException {
        Path script = Path.of("src/test/resources/readers/read.py");
        Path out = folder.resolve("read.json");
        Path in = Files.writeString(folder.resolve("files.json"), JSON.writeValueAsString(files));
        String python = System.getenv().getOrDefault("READERS_PYTHON", "python3");
        int code;
        try {
            code = new ProcessBuilder(python, script.toString())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            assertThat(isNamed())
                    .as("READERS_PYTHON can't be run: %s", e.getMessage())
                    .isFalse();
            assumeTrue(false, "Skipped: there is no Python that could read what we write: " + e.getMessage());
            return List.of();
        }
        assertThat(code).as("exit code of %s %s", python, script).isZero();
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        List<String> readers = JSON.readValue(lines.get(0), new TypeReference<>() {});
        if (isNamed()) {
            assertThat(readers).as("readers of READERS_PYTHON").containsExactlyInAnyOrderElementsOf(ALL);
        }
        System.out.println("Outputs are read with " + readers + (readers.size() < ALL.size() ? ", not " + ALL : ""));
        List<Map<String, Object>> read = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            read.add(JSON.readValue(line, new TypeReference<>() {}));
        }
        return read;
    }

    private static boolean isNamed() {
        return System.getenv("READERS_PYTHON") != null;
    }
}
