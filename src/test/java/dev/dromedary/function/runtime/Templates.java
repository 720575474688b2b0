package dev.dromedary.function.runtime;

import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** Fills templates of a routes folder as a route does. */
public final class Templates {

    private Templates() {}

    /** The template's text for a body. */
    public static String fill(Path routes, String name, Object body) throws IOException {
        return fill(routes, name, body, Map.of());
    }

    /** As the other, with an exchange's variables. */
    public static String fill(Path routes, String name, Object body, Map<String, ?> variables) throws IOException {
        StringWriter out = new StringWriter();
        try {
            TemplateFiles.configuration(routes)
                    .getTemplate(name)
                    .process(Map.of("body", body, "variables", variables), out);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }
}
