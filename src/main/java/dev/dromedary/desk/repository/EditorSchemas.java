package dev.dromedary.desk.repository;

import dev.dromedary.plan.RouteSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON Schemas of the files of a repository, with which editors complete names and explain them.
 *
 * @see <a href="https://github.com/redhat-developer/vscode-yaml#associating-schemas">Schemas in VS Code</a>
 */
public final class EditorSchemas {

    private static final String ROUTES = "routes.schema.json";
    private static final List<String> WRITTEN = List.of(
            "analysis.schema.json",
            "mapping.schema.json",
            "plan.schema.json",
            "record.schema.json",
            "rollup.schema.json",
            "route-test.schema.json");

    private EditorSchemas() {}

    /** All of them: texts by the names of their files. */
    public static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        all.put(ROUTES, RouteSchema.document());
        WRITTEN.forEach(name -> all.put(name, resource("/" + name)));
        return all;
    }

    private static String resource(String name) {
        try (InputStream in = EditorSchemas.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read", e);
        }
    }
}
