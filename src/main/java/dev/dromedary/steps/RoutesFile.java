package dev.dromedary.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** Files that steps name. Schemas, rules, prompts and templates resolve against the routes folder wherever the route runs. */
final class RoutesFile {

    private static final String ROUTES = "file:{{dromedary.routes:routes}}/";

    private RoutesFile() {}

    /**
     * Reads a file as UTF-8.
     *
     * @param kind what it is, for the message
     * @param file relative to the routes folder
     * @throws IllegalArgumentException if there is no such file
     */
    static String read(CamelContext context, String kind, String file) throws IOException {
        Resource resource = PluginHelper.getResourceLoader(context)
                .resolveResource(context.resolvePropertyPlaceholders(ROUTES) + file);
        if (!resource.exists()) {
            throw new IllegalArgumentException("The " + kind + " " + file + " is not in the routes folder");
        }
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
