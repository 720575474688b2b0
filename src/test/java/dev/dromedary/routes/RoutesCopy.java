package dev.dromedary.routes;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A copy of the routes folder, in which a test makes a user's change. */
final class RoutesCopy {

    private static final String INGEST = "health/ingest.camel.yaml";
    private static final String VALIDATE = "                    - to:\n                        uri: records:validate\n";

    final Path folder;

    RoutesCopy(Path folder) throws IOException {
        this.folder = folder;
        Shipped.copyTo(folder);
    }

    /** Puts text in the place of other text of health-ingest, which has to be there once. */
    RoutesCopy replace(String old, String fresh) throws IOException {
        Path file = folder.resolve(INGEST);
        String text = Files.readString(file);
        if (text.split(Pattern.quote(old), -1).length != 2) {
            throw new IllegalStateException("Not once in " + INGEST + ": " + old);
        }
        Files.writeString(file, text.replace(old, fresh));
        return this;
    }

    /** Lets readings have line breaks in quoted values. */
    RoutesCopy allowLineBreaks() throws IOException {
        Path schema = folder.resolve("health/reading.schema.json");
        Files.writeString(schema, Files.readString(schema).replace("\"lineBreaks\": false", "\"lineBreaks\": true"));
        return this;
    }

    /** Takes out the step whose URI it is, from its dash to the next step of the same list. */
    String remove(String uri) throws IOException {
        Path file = folder.resolve(INGEST);
        String text = Files.readString(file);
        int place = text.indexOf("uri: " + uri + "\n");
        int start = text.lastIndexOf("- to:", place);
        start = text.lastIndexOf('\n', start) + 1;
        String indent = text.substring(start, text.indexOf('-', start));
        int end = place;
        do {
            end = text.indexOf('\n', end) + 1;
        } while (end < text.length() && text.startsWith(indent + "  ", end));
        Files.writeString(file, text.substring(0, start) + text.substring(end));
        return text.substring(start, end);
    }

    /** Adds the step that calls a bean at the beginning of the split. */
    RoutesCopy beanFirst(String bean, String method) throws IOException {
        return replace(VALIDATE, step(bean, method) + VALIDATE);
    }

    /** Adds the step that calls a bean at the end of the split. */
    RoutesCopy beanLast(String bean, String method) throws IOException {
        String write = remove("records:write");
        return replace(VALIDATE, VALIDATE + write + step(bean, method));
    }

    /** Adds the step that calls a bean between records:validate and records:write. */
    RoutesCopy beanBetween(String bean, String method) throws IOException {
        return replace(VALIDATE, VALIDATE + step(bean, method));
    }

    private static String step(String bean, String method) {
        String indent = " ".repeat(20);
        return indent + "- bean:\n" + indent + "    ref: " + bean + "\n" + indent + "    method: " + method + "\n";
    }
}
