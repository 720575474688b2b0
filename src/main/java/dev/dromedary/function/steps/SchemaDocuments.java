package dev.dromedary.function.steps;

import java.io.IOException;
import org.apache.camel.CamelContext;

/** The schemas that a step may read by. */
final class SchemaDocuments {

    private SchemaDocuments() {}

    /**
     * Reads them.
     *
     * @param name relative to the routes folder; may have expressions in the file's name
     * @throws IllegalArgumentException with one sentence if there is none, or one is wrong
     * @throws IOException if one can't be read
     */
    static ChosenFiles<SchemaDocument> load(CamelContext context, String name) throws IOException {
        return ChosenFiles.load(context, "schema", name, file -> SchemaDocument.load(context, file));
    }
}
