package dev.dromedary.steps;

import dev.dromedary.records.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * A record schema and the hash of the document that it was read from.
 *
 * @param schema the compiled schema
 * @param hash SHA-256 of the document, hexadecimal
 */
public record SchemaDocument(TableSchema schema, String hash) {

    /** Schemas, prompts and templates resolve against the routes folder wherever the route runs. */
    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    static SchemaDocument load(CamelContext context, String file) throws IOException {
        Resource resource = PluginHelper.getResourceLoader(context)
                .resolveResource(context.resolvePropertyPlaceholders(ROUTES) + file);
        if (!resource.exists()) {
            throw new IllegalArgumentException("The schema " + file + " is not in the routes folder");
        }
        try (InputStream in = resource.getInputStream()) {
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads a schema.
     *
     * @param name name of the document, for messages
     * @param text a Frictionless Table Schema as JSON
     * @return the schema
     * @throws IllegalArgumentException with one sentence if it is none
     */
    public static SchemaDocument parse(String name, String text) {
        return new SchemaDocument(TableSchema.of(name, JsonText.parse(name, text)), Correlation.sha256(text));
    }
}
