package dev.dromedary.function.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Schemas, rules and patterns: text files that routes name, relative to the routes folder wherever the route runs. */
public final class RoutesFile {

    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");

    private RoutesFile() {}

    /** Whether a name has expressions in it, such as <code>orders/${variable.kind}.schema.json</code>: a message decides. */
    public static boolean isChoice(String name) {
        return name.contains("${");
    }

    /**
     * What the names look like that a name with expressions may come to. An expression stands for a part of one name, never for a
     * folder: it can't lead out of the one that is written out.
     *
     * @param name a name with expressions, relative to the routes folder
     * @throws IllegalArgumentException with one sentence if a folder is not written out
     */
    public static Pattern choices(String name) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        String file = name.substring(folder.length());
        // A slash within an expression is none of a path.
        if (!EXPRESSION.matcher(file).find()) {
            int end = name.indexOf("${");
            folder = name.substring(0, name.lastIndexOf('/', end) + 1);
            file = name.substring(folder.length());
        }
        String rest = EXPRESSION.matcher(file).replaceAll("");
        if (folder.contains("${") || rest.contains("${") || rest.contains("/") || name.contains("..")) {
            throw new IllegalArgumentException("\"" + name
                    + "\" names no files of one folder; write out the folder, and let expressions, without braces in them,"
                    + " be parts of the file's name");
        }
        StringBuilder pattern = new StringBuilder(Pattern.quote(folder));
        Matcher expression = EXPRESSION.matcher(file);
        int from = 0;
        while (expression.find()) {
            pattern.append(Pattern.quote(file.substring(from, expression.start())))
                    .append("[^/]*");
            from = expression.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(file.substring(from))).toString());
    }

    /**
     * The files that a name with expressions may come to.
     *
     * @param context where {@code dromedary.routes} is a property
     * @param what what the files are, such as "schema", for the message
     * @param name a name with expressions, relative to the routes folder
     * @return names relative to the routes folder, one or more, in alphabetical order
     * @throws IllegalArgumentException with one sentence if there is none
     * @throws IOException if the folder can't be read
     */
    static List<String> choices(CamelContext context, String what, String name) throws IOException {
        Pattern pattern = choices(name);
        Path routes = Path.of(context.resolvePropertyPlaceholders("{{dromedary.routes:routes}}"));
        String folder = name.substring(0, name.lastIndexOf('/', name.indexOf("${")) + 1);
        List<String> files = List.of();
        if (Files.isDirectory(routes.resolve(folder))) {
            try (Stream<Path> all = Files.list(routes.resolve(folder))) {
                files = all.filter(Files::isRegularFile)
                        .map(file -> folder + file.getFileName())
                        .filter(file -> pattern.matcher(file).matches())
                        .sorted()
                        .toList();
            }
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No " + what + " " + name + " is in the routes folder");
        }
        return files;
    }

    /**
     * Reads a file.
     *
     * @param context where {@code dromedary.routes} is a property
     * @param what what the file is, such as "answer schema", for the message
     * @param file relative to the routes folder
     * @return its text
     * @throws IllegalArgumentException with one sentence if it is not there
     * @throws IOException if it can't be read
     */
    public static String read(CamelContext context, String what, String file) throws IOException {
        Resource resource = PluginHelper.getResourceLoader(context)
                .resolveResource(context.resolvePropertyPlaceholders(ROUTES) + file);
        if (!resource.exists()) {
            throw new IllegalArgumentException("The " + what + " " + file + " is not in the routes folder");
        }
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
