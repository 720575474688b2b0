package dev.dromedary.function.steps;

import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import org.apache.camel.CamelContext;

/**
 * A record schema and the hash of the document that it was read from.
 *
 * @param schema the compiled schema
 * @param hash SHA-256 of the document, hexadecimal
 */
public record SchemaDocument(TableSchema schema, String hash) {

    static SchemaDocument load(CamelContext context, String file) throws IOException {
        return parse(file, RoutesFile.read(context, "schema", file));
    }

    /**
     * Reads a schema.
     *
     * @param name name of the document, for messages
     * @param text a Frictionless Table Schema as JSON
     * @throws IllegalArgumentException with one sentence if it is none
     */
    public static SchemaDocument parse(String name, String text) {
        return new SchemaDocument(TableSchema.of(name, JsonText.parse(name, text)), Correlation.sha256(text));
    }
}
