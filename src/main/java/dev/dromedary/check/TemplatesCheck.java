package dev.dromedary.check;

import dev.dromedary.lambda.TemplateFiles;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.steps.JsonText;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Templates: whether they can be read, and whether they find all that they name in the data they get. What that is stands
 * beside a template: {@code mail.ftl} and {@code mail.ftlh} are filled with {@code mail.sample.json} and with every
 * {@code mail.*.sample.json}. A template without a sample is filled with nothing.
 */
final class TemplatesCheck implements Check {

    private static final String SAMPLE = ".sample.json";

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<SourceFile> templates = routes.files().values().stream()
                .filter(file -> file.name().matches(".*\\.ftlh?"))
                .toList();
        if (templates.isEmpty()) {
            return;
        }
        Configuration configuration =
                TemplateFiles.configuration(routes.folder().path());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        Set<String> named = new TreeSet<>();
        EndpointText.all(routes.elements()).stream()
                .filter(endpoint -> endpoint.scheme().equals("freemarker"))
                .forEach(endpoint -> named.add(endpoint.path()));
        for (SourceFile file : templates) {
            try {
                Template template = configuration.getTemplate(file.name());
                fill(routes, file, template, named.contains(file.name()), findings);
            } catch (ParseException e) {
                findings.add(new Finding(
                        // What it imports may be what is wrong.
                        e.getTemplateName() == null ? file.name() : e.getTemplateName(),
                        Math.max(1, e.getLineNumber()),
                        Math.max(1, e.getColumnNumber()),
                        "The template is wrong: "
                                + e.getEditorMessage()
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                        .strip()));
            } catch (IOException e) {
                findings.add(new Finding(file.name(), 1, 1, "The template can't be read: " + e.getMessage()));
            }
        }
    }

    private static void fill(
            RoutesText routes, SourceFile file, Template template, boolean named, List<Finding> findings)
            throws IOException {
        String base = file.name().replaceFirst("\\.ftlh?$", "");
        List<SourceFile> samples = routes.files().values().stream()
                .filter(each ->
                        each.name().startsWith(base + ".") && each.name().endsWith(SAMPLE))
                .toList();
        for (SourceFile sample : samples) {
            try {
                fill(file, template, sample.name(), JsonText.parse(sample.name(), sample.text()), findings);
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(sample.name(), 1, 1, e.getMessage() + "."));
            }
        }
        if (samples.isEmpty() && named) {
            fill(file, template, "", Map.of(), findings);
        }
    }

    private static void fill(
            SourceFile file, Template template, String sample, Map<String, Object> data, List<Finding> findings)
            throws IOException {
        try {
            template.process(data, Writer.nullWriter());
        } catch (TemplateException e) {
            findings.add(finding(file, sample, data, e));
        }
    }

    private static Finding finding(
            SourceFile file, String sample, Map<String, Object> data, TemplateException failure) {
        String source = failure.getTemplateSourceName() == null ? file.name() : failure.getTemplateSourceName();
        int line = failure.getLineNumber() == null ? 1 : failure.getLineNumber();
        int column = failure.getColumnNumber() == null ? 1 : failure.getColumnNumber();
        String expression = failure.getBlamedExpressionString();
        String message;
        if (failure instanceof InvalidReferenceException && expression != null) {
            String last = expression.substring(expression.lastIndexOf('.') + 1);
            Set<String> names = new TreeSet<>();
            names(data, names);
            message = sample.isEmpty()
                    ? expression + " has no value: there is no sample of what the template gets; write "
                            + file.name().replaceFirst("\\.ftlh?$", SAMPLE) + "."
                    : expression + " has no value with " + sample + "." + Suggestion.among(names, last);
        } else {
            message = "The template fails" + (sample.isEmpty() ? "" : " with " + sample) + ": "
                    + failure.getMessageWithoutStackTop()
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip();
        }
        return new Finding(source, line, column, message);
    }

    private static void names(Object data, Set<String> names) {
        if (data instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                names.add(name.toString());
                names(value, names);
            });
        } else if (data instanceof List<?> list) {
            list.forEach(item -> names(item, names));
        }
    }
}
