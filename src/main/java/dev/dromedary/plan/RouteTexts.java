package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the texts of a function's routes tell of its requests and answers.
 *
 * @param headers names of headers that they read and that a caller may have sent as parameters
 * @param statuses that they set
 * @param contentType of the body that they leave, if they set it
 * @param problems statuses of the problems that they throw
 * @param schema the JSON Schema that they hold the body against
 * @param isOnce whether they use the ledger
 */
record RouteTexts(
        Set<String> headers,
        Set<String> statuses,
        Optional<String> contentType,
        Set<String> problems,
        Optional<String> schema,
        boolean isOnce) {

    /** Headers that are no parameters of requests are not in lower case, or have dots in them. */
    private static final Pattern HEADER = Pattern.compile("\\$\\{header\\.([a-z][a-z0-9_-]*)}");

    private static final String VALIDATOR = "json-validator:";
    private static final String PACKAGE = "dev.dromedary.function.trigger.http.";
    private static final Map<String, String> THROWN = Map.of(
            PACKAGE + "RequestException", "400",
            PACKAGE + "NotFoundException", "404",
            PACKAGE + "ConflictException", "409",
            PACKAGE + "UnprocessableException", "422");

    /** Reads them. */
    static RouteTexts of(Path folder, RouteFiles files) {
        Reading reading = new Reading();
        for (String file : files.routes()) {
            try {
                reading.read(new Load(LoadSettings.builder().build())
                        .loadFromString(Files.readString(folder.resolve(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " can't be read", e);
            }
        }
        return new RouteTexts(
                reading.headers,
                reading.statuses,
                reading.contentTypes.stream().findFirst(),
                reading.problems,
                reading.schemas.stream().findFirst(),
                reading.ledger);
    }

    private static final class Reading {

        private final Set<String> headers = new TreeSet<>();
        private final Set<String> statuses = new TreeSet<>();
        private final Set<String> contentTypes = new TreeSet<>();
        private final Set<String> problems = new TreeSet<>();
        private final Set<String> schemas = new TreeSet<>();
        private boolean ledger;

        private void read(Object value) {
            if (value instanceof Map<?, ?> map) {
                step(map);
                map.values().forEach(this::read);
            } else if (value instanceof Collection<?> list) {
                list.forEach(this::read);
            } else if (value instanceof String text) {
                Matcher header = HEADER.matcher(text);
                while (header.find()) {
                    headers.add(header.group(1));
                }
                if (text.startsWith(VALIDATOR)) {
                    schemas.add(text.substring(VALIDATOR.length()).replaceFirst("[?].*", ""));
                }
                ledger |= text.equals("#ledger");
            }
        }

        private void step(Map<?, ?> map) {
            if (map.get("constant") != null) {
                Object constant = map.get("constant");
                String value =
                        String.valueOf(constant instanceof Map<?, ?> nested ? nested.get("expression") : constant);
                switch (String.valueOf(map.get("name"))) {
                    case "CamelHttpResponseCode" -> statuses.add(value);
                    case "Content-Type" ->
                        contentTypes.add(value.replaceFirst("[;].*", "").strip());
                    default -> {
                        // Nothing that callers see of it.
                    }
                }
            }
            String problem = THROWN.get(String.valueOf(map.get("exceptionType")));
            if (problem != null) {
                problems.add(problem);
            }
        }
    }
}
