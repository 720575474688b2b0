package dev.dromedary.function.runtime;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.freemarker.FreemarkerEndpoint;
import org.apache.camel.support.ResourceHelper;

/**
 * The templates of the routes folder, for {@code freemarker:health/mail.ftlh?configuration=#templates}. Camel's own
 * resolving of a {@code file:} URI gives FreeMarker a text without a name, so that nothing is escaped in an HTML template
 * and nothing can be included, and reads it in the machine's character set.
 */
public final class TemplateFiles {

    private TemplateFiles() {}

    /**
     * FreeMarker with a routes folder. Names are relative to the folder and can't leave it, also in {@code <#include>};
     * {@code .ftlh} escapes as HTML; files are UTF-8, read once; numbers, dates and times are written as in en_US and
     * UTC, wherever the function runs. Templates can't make Java objects.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    public static Configuration configuration(Path folder) {
        try {
            return configuration(new FileTemplateLoader(folder.toFile()));
        } catch (IOException e) {
            throw new IllegalArgumentException("The routes folder " + folder + " can't be read", e);
        }
    }

    /** The same with templates of another place. */
    public static Configuration configuration(TemplateLoader templates) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(templates);
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // Else mail_en_US.ftlh and mail_en.ftlh would be looked for first.
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setLocale(Locale.US);
        configuration.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        configuration.setNumberFormat("#,##0.###");
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setTemplateExceptionHandler(failing());
        return configuration;
    }

    /**
     * Reads the templates that a started context's routes name, so that a missing or broken one stops the start, not
     * the first invocation.
     *
     * @throws IllegalArgumentException with one sentence that names the template and the place
     */
    static void check(CamelContext context) {
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof FreemarkerEndpoint template
                    && !ResourceHelper.hasScheme(template.getResourceUri())) {
                try {
                    template.getConfiguration().getTemplate(template.getResourceUri());
                } catch (TemplateNotFoundException e) {
                    throw new IllegalArgumentException(
                            "The template " + template.getResourceUri() + " is not in the routes folder", e);
                } catch (ParseException e) {
                    throw new IllegalArgumentException(
                            "The template " + e.getTemplateName() + " is wrong at line " + e.getLineNumber()
                                    + ", column "
                                    + e.getColumnNumber() + ": "
                                    + e.getEditorMessage().lines().findFirst().orElse(""),
                            e);
                } catch (IOException e) {
                    throw new IllegalArgumentException(
                            "The template " + template.getResourceUri() + " can't be read", e);
                }
            }
        }
    }

    /** FreeMarker's own message is a page of hints and a trace of the template. */
    private static TemplateExceptionHandler failing() {
        return (failure, environment, out) -> {
            if (environment.isInAttemptBlock()) {
                throw failure;
            }
            throw new IllegalStateException(sentence(failure), failure);
        };
    }

    private static String sentence(TemplateException failure) {
        String place = "The template " + failure.getTemplateSourceName() + " fails at line " + failure.getLineNumber()
                + ", column " + failure.getColumnNumber() + ": ";
        String expression = failure.getBlamedExpressionString();
        if (failure instanceof InvalidReferenceException && expression != null) {
            return place + expression + " has no value";
        }
        return place
                + failure.getMessageWithoutStackTop().lines().findFirst().orElseGet(() -> failure.getClass()
                        .getSimpleName())
                + (expression == null ? "" : " (" + expression + ")");
    }
}
