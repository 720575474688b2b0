package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import freemarker.core.InvalidReferenceException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a template could not do with its data. */
final class TemplateFault {

    private static final Pattern NAME = Pattern.compile("\\.(\\w+)");

    private final SourceFile file;
    private final Set<String> templates;
    private final SourceFile sample;
    private final Set<String> names = new TreeSet<>();

    /**
     * A fault.
     *
     * @param file the template
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
