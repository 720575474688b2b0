package dev.dromedary.function.steps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/**
 * The files that a step may work by, all of them read when the route starts. Where a message chooses, it chooses between these: what it
 * names is looked up among their names, and no file is opened by it.
 *
 * @param <T> what a file is read as
 */
final class ChosenFiles<T> {

    private final String what;
    private final String name;
    private final Expression choice;
    private final Map<String, T> byFile;

    private ChosenFiles(String what, String name, Expression choice, Map<String, T> byFile) {
        this.what = what;
        this.name = name;
        this.choice = choice;
        this.byFile = byFile;
    }

    /**
     * Reads a file.
     *
     * @param <T> what it is read as
     */
    interface Loader<T> {

        /**
         * What a file says.
         *
         * @param file relative to the routes folder
         * @throws IllegalArgumentException with one sentence if it is wrong
         * @throws IOException if it can't be read
         */
        T load(String file) throws IOException;
    }

    /**
     * Reads them.
     *
     * @param what what the files are, such as "schema", for messages
     * @param name relative to the routes folder; may have expressions in the file's name
     * @throws IllegalArgumentException with one sentence if there is none, or one is wrong
     * @throws IOException if one can't be read
     */
    static <T> ChosenFiles<T> load(CamelContext context, String what, String name, Loader<T> loader)
            throws IOException {
        boolean chosen = RoutesFile.isChoice(name);
        Map<String, T> byFile = new TreeMap<>();
        for (String file : chosen ? RoutesFile.choices(context, what, name) : List.of(name)) {
            byFile.put(file, loader.load(file));
        }
        Expression choice = null;
        if (chosen) {
            choice = context.resolveLanguage("simple").createExpression(name);
            choice.init(context);
        }
        return new ChosenFiles<>(what, name, choice, byFile);
    }

    /** All of them. */
    List<T> all() {
        return List.copyOf(byFile.values());
    }

    /** One of them, always the same. */
    T any() {
        return byFile.values().iterator().next();
    }

    /**
     * The one for a message.
     *
     * @throws IllegalArgumentException with one sentence, which does not tell what came, if there is none of that name
     */
    T of(Exchange exchange) {
        T found = choice == null ? any() : byFile.get(choice.evaluate(exchange, String.class));
        if (found == null) {
            throw new IllegalArgumentException("The " + what + " " + name + " comes to none of those that are there: "
                    + String.join(", ", byFile.keySet()));
        }
        return found;
    }
}
