package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.TemplateFiles;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Says what a template could not do with its data. */
    private static final class TemplateFault {

        private static final Pattern NAME = Pattern.compile("\\.(\\w+)");

        private final SourceFile file;
        private final Set<String> templates;
        private final SourceFile sample;
        private final Set<String> names = new TreeSet<>();

        /**
         * A fault.
         *
         * @param templates names of all templates
         * @param sample where the data come from, or null if there are none
         * @param data what the template got
         */
        TemplateFault(SourceFile file, Set<String> templates, SourceFile sample, Map<String, Object> data) {
            this.file = file;
            this.templates = templates;
            this.sample = sample;
            names(data);
        }

        Finding finding(TemplateException failure) {
            int line = failure.getLineNumber() == null ? 1 : failure.getLineNumber();
            int column = failure.getColumnNumber() == null ? 1 : failure.getColumnNumber();
            String source = failure.getTemplateSourceName();
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof TemplateNotFoundException missing) {
                    String name = missing.getTemplateName();
                    return new Finding(
                            file.name(),
                            line,
                            column,
                            "There is no template \"" + name + "\"." + Suggestion.among(templates, name));
                }
            }
            String expression = failure.getBlamedExpressionString();
            if (failure instanceof InvalidReferenceException
                    && expression != null
                    && file.name().equals(source)) {
                return new Finding(source, line, column, "\"" + expression + "\" has no value" + gap(expression));
            }
            // A function of another template may have got nothing, or not what it needs; this template called it.
            Matcher call = Pattern.compile("- [^:]+: (.*?)\\s+\\[in template \"" + Pattern.quote(file.name())
                            + "\"[^\\]]*?at line (\\d+), column (\\d+)]")
                    .matcher(failure.getFTLInstructionStack() == null ? "" : failure.getFTLInstructionStack());
            String reason = failure.getMessageWithoutStackTop()
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip()
                    .replaceFirst("\\.$", "");
            if (call.find()) {
                return new Finding(
                        file.name(),
                        Integer.parseInt(call.group(2)),
                        Integer.parseInt(call.group(3)),
                        "\"" + call.group(1).strip() + "\" fails: " + reason + gap(call.group(1)));
            }
            return new Finding(
                    source == null ? file.name() : source, line, column, "The template fails: " + reason + gap(""));
        }

        /** Which sample it was, and what may have been meant by the name in the expression that no sample has. */
        private String gap(String expression) {
            if (sample == null) {
                return ": there is no sample of what the template gets; write "
                        + file.name().replaceFirst("\\.ftlh?$", TemplatesCheck.SAMPLE) + ".";
            }
            List<String> unknown = NAME.matcher(expression)
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> !names.contains(name))
                    .toList();
            String wrong = unknown.isEmpty() ? "" : unknown.get(unknown.size() - 1);
            return ", with " + sample.name() + "." + (wrong.isEmpty() ? "" : Suggestion.among(names, wrong));
        }

        private void names(Object data) {
            if (data instanceof Map<?, ?> map) {
                map.forEach((name, value) -> {
                    names.add(name.toString());
                    names(value);
                });
            } else if (data instanceof List<?> list) {
                list.forEach(this::names);
            }
        }
    }
}
