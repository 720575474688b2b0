package dev.dromedary.function.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Schemas, rules and patterns: text files that routes name, relative to the routes folder wherever the route runs. */
public final class RoutesFile {

    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    private RoutesFile() {}

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
