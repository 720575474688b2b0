package dev.dromedary.function.steps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The schemas that a step may read by, all of them read when the route starts. Where a message chooses, it chooses between these: what it
 * names is looked up among their names, and no file is opened by it.
 */
final class SchemaDocuments {

    private final String name;
    private final Expression choice;
    private final Map<String, SchemaDocument> byFile;

    private SchemaDocuments(String name, Expression choice, Map<String, SchemaDocument> byFile) {
        this.name = name;
        this.choice = choice;
        this.byFile = byFile;
    }

    /**
     * Reads them.
     *
     * @param name relative to the routes folder; may have expressions in the file's name
     * @throws IllegalArgumentException with one sentence if there is none, or one is wrong
     * @throws IOException if one can't be read
     */
    static SchemaDocuments load(CamelContext context, String name) throws IOException {
        boolean chosen = RoutesFile.isChoice(name);
        List<String> files = chosen ? RoutesFile.choices(context, "schema", name) : List.of(name);
        Map<String, SchemaDocument> byFile = new TreeMap<>();
        for (String file : files) {
            byFile.put(file, SchemaDocument.load(context, file));
        }
        Expression choice = null;
        if (chosen) {
            choice = context.resolveLanguage("simple").createExpression(name);
            choice.init(context);
        }
        return new SchemaDocuments(name, choice, byFile);
    }

    /** All of them. */
    List<SchemaDocument> all() {
        return List.copyOf(byFile.values());
    }

    /** One of them, always the same. */
    SchemaDocument any() {
        return byFile.values().iterator().next();
    }

    /**
     * The schema for a message.
     *
     * @throws IllegalArgumentException with one sentence, which does not tell what came, if there is none of that name
     */
    SchemaDocument of(Exchange exchange) {
        SchemaDocument schema = choice == null ? any() : byFile.get(choice.evaluate(exchange, String.class));
        if (schema == null) {
            throw new IllegalArgumentException("The schema " + name + " comes to none of those that are there: "
                    + String.join(", ", byFile.keySet()));
        }
        return schema;
    }
}
