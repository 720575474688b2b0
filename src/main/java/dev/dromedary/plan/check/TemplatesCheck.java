package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.TemplateFiles;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.plan.Finding;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Templates: whether they can be read, and whether they find all that they name in the data they get. What that is stands
 * beside a template: {@code mail.ftl} and {@code mail.ftlh} are filled with {@code mail.sample.json} and with every
 * {@code mail.*.sample.json}. A template without a sample is filled with nothing.
 */
final class TemplatesCheck implements Check {

    static final String SAMPLE = ".sample.json";

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
        Map<SourceFile, Template> read = new LinkedHashMap<>();
        for (SourceFile file : templates) {
            try {
                read.put(file, configuration.getTemplate(file.name()));
            } catch (ParseException e) {
                findings.add(new Finding(
                        file.name(),
                        Math.max(1, e.getLineNumber()),
                        Math.max(1, e.getColumnNumber()),
                        "The template is wrong: "
                                + e.getEditorMessage()
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                        .split(" Help ", 2)[0]
                                        .strip()));
            } catch (IOException e) {
                findings.add(new Finding(file.name(), 1, 1, "The template can't be read: " + e.getMessage()));
            }
        }
        // Others may import what can't be read.
        if (read.size() == templates.size()) {
            read.forEach((file, template) -> fill(routes, file, template, named.contains(file.name()), findings));
        }
    }

    private static void fill(
            RoutesText routes, SourceFile file, Template template, boolean named, List<Finding> findings) {
        String base = file.name().replaceFirst("\\.ftlh?$", "");
        List<SourceFile> samples = routes.files().values().stream()
                .filter(each ->
                        each.name().startsWith(base + ".") && each.name().endsWith(SAMPLE))
                .toList();
        Set<String> places = new TreeSet<>();
        for (SourceFile sample : samples) {
            try {
                fill(routes, file, template, sample, JsonText.parse(sample.name(), sample.text()))
                        .filter(finding -> places.add(finding.place()))
                        .ifPresent(findings::add);
            } catch (IllegalArgumentException e) {
                findings.add(DocumentsCheck.finding(sample, e.getMessage()));
            }
        }
        if (samples.isEmpty() && named) {
            fill(routes, file, template, null, Map.of()).ifPresent(findings::add);
        }
    }

    private static Optional<Finding> fill(
            RoutesText routes, SourceFile file, Template template, SourceFile sample, Map<String, Object> data) {
        try {
            template.process(data, Writer.nullWriter());
            return Optional.empty();
        } catch (TemplateException e) {
            return Optional.of(new TemplateFault(file, routes.files().keySet(), sample, data).finding(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written, so nothing can fail", e);
        }
    }
}
