package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Reads the event pattern that the option {@code pattern} of {@code lambda-eventbridge} names. */
final class PatternFile {

    /** Resources resolve against the routes folder wherever the route runs. */
    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    private PatternFile() {}

    static Map<String, Object> read(String scheme, CamelContext context, String file) {
        if (file == null) {
            return Map.of();
        }
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(
                context, context.resolvePropertyPlaceholders(ROUTES) + file)) {
            Map<String, Object> pattern = JsonDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            EventPatterns.check(scheme + ": the pattern " + file, pattern);
            return pattern;
        } catch (UnexpectedEventException e) {
            throw new IllegalArgumentException(scheme + ": the pattern " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    scheme + ": the pattern " + file + " can't be read from the routes folder", e);
        }
    }
}
