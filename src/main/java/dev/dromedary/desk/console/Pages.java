package dev.dromedary.desk.console;

import dev.dromedary.function.runtime.TemplateFiles;
import freemarker.cache.ClassTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes HTML of what views have found. Everything is escaped, as the templates are HTML to FreeMarker. */
final class Pages {

    /** What the mails' own styles need; nothing runs, and nothing is loaded, in them either. */
    private static final String MAIL_STYLES = "'unsafe-inline'";

    private final Configuration templates =
            TemplateFiles.configuration(new ClassTemplateLoader(Pages.class, "/dev/dromedary/desk/console"));
    private final String style = resource("console.css");
    private final String script = resource("console.js");

    /**
     * Makes a page.
     *
     * @param template its name, such as {@code events.ftlh}
     * @param model what it shows
     * @throws IOException if the template can't be read
     */
    String html(String template, Map<String, ?> model) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("style", style);
        all.put("script", script);
        StringWriter html = new StringWriter();
        try {
            templates.getTemplate(template).process(all, html);
        } catch (TemplateException e) {
            throw new IllegalStateException("The page " + template + " can't be made", e);
        }
        return html.toString();
    }

    /**
     * What a page may do: show its own style, run its own script, and send forms to the console.
     *
     * @param mail whether a mail is shown in it, in a frame in which nothing runs; a frame of that kind is held to its page's policy
     * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
     */
    String policy(boolean mail) {
        return "default-src 'none'; style-src " + (mail ? MAIL_STYLES : hash(style)) + "; script-src " + hash(script)
                + "; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/dev/dromedary/desk/console/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The console's own " + name + " can't be read", e);
        }
    }
}
