package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.language.simple.types.SimpleParserException;
import org.apache.camel.tooling.model.LanguageModel;

/** Expressions in Camel's simple language: those of steps, and those in options, log messages and properties. */
final class SimpleCheck implements Check {

    /** Their expression is a condition. */
    private static final Set<String> CONDITIONS = Set.of(
            "WhenDefinition", "FilterDefinition", "OnWhenDefinition", "ValidateDefinition", "PredicateExpression");
    /** Texts that people read, and names. */
    private static final Set<String> PROSE = Set.of("description", "note", "id", "expression", "parameters");

    private static final Pattern FUNCTION = Pattern.compile("\\$\\{([a-zA-Z]\\w*)");

    /** Camel's catalog can tell, too, and makes a context for each expression. */
    private final SimpleLanguage language = new SimpleLanguage();

    private final Map<String, String> properties = new TreeMap<>();
    private final Set<String> functions = new TreeSet<>();
    /** Many expressions stand in several places, and are the same in most environments. */
    private final Map<Expression, Optional<String>> faults = new HashMap<>();

    private record Expression(String text, boolean condition) {}

    /** With a catalog that several checks ask. */
    SimpleCheck(CamelCatalog catalog) {
        language.setCamelContext(new SimpleCamelContext(false));
        for (LanguageModel.LanguageFunctionModel function :
                catalog.languageModel("simple").getFunctions()) {
            functions.add(function.getName().split("\\W", 2)[0]);
        }
        // Camel reads ${in.body} and ${in.header.x}, too, and its catalog does not list them.
        functions.add("in");
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<PropertiesFile> files = PropertiesFile.all(routes);
        properties.clear();
        files.forEach(
                file -> file.values().forEach((name, value) -> properties.put(name.toString(), value.toString())));
        for (Element element : routes.elements()) {
            if (element.type().equals("SimpleExpression")) {
                element.option("expression", true)
                        .ifPresent(text -> expression(element.file(), text, isCondition(element), findings));
            } else if (!element.type().endsWith("Expression")) {
                element.value().entries().stream()
                        .filter(entry -> !PROSE.contains(entry.name()))
                        .forEach(entry -> text(element.file(), entry.value(), findings));
                element.parameters().values().forEach(value -> text(element.file(), value, findings));
            } else if (element.type().equals("MethodCallExpression")) {
                element.option("method").ifPresent(method -> text(element.file(), method, findings));
            }
        }
        files.forEach(file -> properties(file, findings));
    }

    private static boolean isCondition(Element simple) {
        Element step = simple.parent();
        boolean looping = step.type().equals("LoopDefinition")
                && step.option("doWhile")
                        .map(Value::text)
                        .filter("true"::equals)
                        .isPresent();
        return looping || CONDITIONS.contains(step.type());
    }

    private void text(SourceFile file, Value value, List<Finding> findings) {
        if (value.text().contains("${")) {
            expression(file, value, false, findings);
        }
    }

    private void properties(PropertiesFile file, List<Finding> findings) {
        for (String name : file.values().stringPropertyNames()) {
            String value = file.values().getProperty(name);
            if (value.contains("${")) {
                wrong(value, false)
                        .ifPresent(fault -> findings.add(file.file().finding(file.line(name), 1, "${", fault)));
            }
        }
    }

    private void expression(SourceFile file, Value value, boolean condition, List<Finding> findings) {
        wrong(value.text(), condition).ifPresent(fault -> {
            int quote = fault.indexOf("${");
            // The name, as what follows it is not always an end.
            String part = quote < 0
                    ? value.text().lines().findFirst().orElse("")
                    : fault.substring(quote).split("}", 2)[0];
            findings.add(file.finding(value, part, fault));
        });
    }

    private Optional<String> wrong(String written, boolean condition) {
        return faults.computeIfAbsent(new Expression(resolved(written), condition), this::fault);
    }

    private Optional<String> fault(Expression expression) {
        String text = expression.text();
        // Camel takes "exchangePropety" for "exchange" with something after it, and fails when a message comes.
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            String name = function.group(1);
            if (!functions.contains(name)) {
                return Optional.of("There is no function \"${" + name + "}\" in an expression."
                        + Suggestion.among(functions, name));
            }
        }
        try {
            if (expression.condition()) {
                language.createPredicate(text);
            } else {
                language.createExpression(text);
            }
            return Optional.empty();
        } catch (SimpleIllegalSyntaxException e) {
            return Optional.of(fault(e.getShortMessage() == null ? e.getMessage() : e.getShortMessage(), e.getIndex()));
        } catch (SimpleParserException e) {
            return Optional.of(fault(e.getMessage(), e.getIndex()));
        } catch (RuntimeException e) {
            return Optional.of(fault(String.valueOf(e.getMessage()), 0));
        }
    }

    private static String fault(String message, int index) {
        return "The expression is wrong" + (index > 0 ? " at character " + (index + 1) : "") + ": "
                + message.split(" at location ", 2)[0]
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip()
                        .replaceFirst("\\.$", "")
                + ".";
    }

    /** With the values of properties, as far as they are known: a number may have to stand there. */
    private String resolved(String text) {
        return PropertiesFile.PLACEHOLDER
                .matcher(text)
                .replaceAll(placeholder -> Matcher.quoteReplacement(properties.getOrDefault(
                        placeholder.group(2).strip(),
                        placeholder.group(3) == null
                                ? "1"
                                : placeholder.group(3).substring(1))));
    }
}
