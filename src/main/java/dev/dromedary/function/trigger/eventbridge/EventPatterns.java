package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** What an event pattern may name. */
public final class EventPatterns {

    /** Of an event, and {@code $or}: https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html */
    private static final List<String> FIELDS = List.of(
            "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "$or");

    /** Resources resolve against the routes folder wherever the route runs. */
    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    private EventPatterns() {}

    /** Reads the event pattern that the option {@code pattern} of {@code lambda-eventbridge} names; null names none. */
    static Map<String, Object> read(String scheme, CamelContext context, String file) {
        if (file == null) {
            return Map.of();
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(
                context, context.resolvePropertyPlaceholders(ROUTES) + file)) {
            Map<String, Object> pattern = JsonDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            check(scheme + ": the pattern " + file, pattern);
            return pattern;
        } catch (UnexpectedEventException e) {
            throw new IllegalArgumentException(scheme + ": the pattern " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    scheme + ": the pattern " + file + " can't be read from the routes folder", e);
        }
    }

    /**
     * Checks the fields at the top of a parsed pattern; the file's name is for messages.
     *
     * @throws IllegalArgumentException with one sentence if it names a field that no event has
     */
    public static void check(String file, Map<String, Object> pattern) {
        for (String field : pattern.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(file + ", " + field + ": no event has the field \"" + field
                        + "\"; the fields are " + String.join(", ", FIELDS));
            }
        }
    }
}
