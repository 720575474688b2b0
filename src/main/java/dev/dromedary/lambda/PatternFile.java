package dev.dromedary.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Reads the event pattern that the option {@code pattern} of {@code lambda:event} names. */
final class PatternFile {

    /** Resources resolve against the routes folder wherever the route runs. */
    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    /** Of an event, and {@code $or}: https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html */
    private static final List<String> FIELDS = List.of(
            "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "$or");

    private PatternFile() {}

    static Map<String, Object> read(LambdaEndpoint endpoint) {
        String file = endpoint.getPattern();
        if (file == null) {
            return Map.of();
        }
        CamelContext context = endpoint.getCamelContext();
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(
                context, context.resolvePropertyPlaceholders(ROUTES) + file)) {
            Map<String, Object> pattern = JsonDocument.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            for (String field : pattern.keySet()) {
                if (!FIELDS.contains(field)) {
                    throw new IllegalArgumentException("lambda:event: the pattern " + file + " names the field \""
                            + field + "\", which no event has; the fields are " + String.join(", ", FIELDS));
                }
            }
            return pattern;
        } catch (UnexpectedEventException e) {
            throw new IllegalArgumentException("lambda:event: the pattern " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "lambda:event: the pattern " + file + " can't be read from the routes folder", e);
        }
    }
}
