package dev.dromedary.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header, an exchange property or a variable that an expression reads.
 *
 * @param kind which of them
 * @param name its name, without what is taken of it
 * @param file where it is read
 * @param at the text
 * @param part how it is written
 */
record ReadName(Kind kind, String name, SourceFile file, Value at, String part) {

    /** What has names in an exchange. */
    enum Kind {
        HEADER("header"),
        PROPERTY("exchange property"),
        VARIABLE("variable");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final Map<String, Kind> FUNCTIONS = Map.of(
            "header", Kind.HEADER,
            "headers", Kind.HEADER,
            "headeras", Kind.HEADER,
            "exchangeproperty", Kind.PROPERTY,
            "exchangepropertyas", Kind.PROPERTY,
            "variable", Kind.VARIABLE,
            "variables", Kind.VARIABLE,
            "variableas", Kind.VARIABLE);

    private static final Map<String, Kind> LANGUAGES = Map.of(
            "HeaderExpression", Kind.HEADER,
            "ExchangePropertyExpression", Kind.PROPERTY,
            "VariableExpression", Kind.VARIABLE);

    /** As Simple reads them: {@code header.x}, {@code header:x}, {@code header[x]}, {@code headerAs(x,type)}, with {@code in.} too. */
    private static final Pattern SIMPLE = Pattern.compile("\\$\\{(?:in\\.|out\\.)?"
            + "(headers?|exchangeProperty|variables?|headerAs|exchangePropertyAs|variableAs)"
            + "\\??(?:[.:]|\\[['\"]?|\\()\\s*\\??(\\w[\\w:-]*)(\\(?)");
    /** What a map is asked. */
    private static final Set<String> METHODS = Set.of("size", "length", "isEmpty", "keySet", "entrySet", "values");

    private static final Set<String> PROSE = Set.of("description", "note", "id");

    /** All that route files read. */
    static List<ReadName> all(RoutesText routes) {
        List<ReadName> all = new ArrayList<>();
        for (SourceFile file : routes.routeFiles()) {
            file.root().orElseThrow().texts(PROSE).forEach(value -> text(file, value, all));
        }
        for (Element element : routes.elements()) {
            Kind kind = LANGUAGES.get(element.type());
            if (kind != null) {
                element.option("expression", true)
                        .filter(value -> value.text().matches("[\\w.:-]+"))
                        .ifPresent(value -> all.add(
                                new ReadName(kind, variable(kind, value.text()), element.file(), value, value.text())));
            }
        }
        return all;
    }

    private static void text(SourceFile file, Value value, List<ReadName> all) {
        Matcher read = SIMPLE.matcher(value.text());
        while (read.find()) {
            Kind kind = FUNCTIONS.get(read.group(1).toLowerCase(Locale.ROOT));
            String name = variable(kind, read.group(2));
            if (read.group(3).isEmpty() && !METHODS.contains(name)) {
                all.add(new ReadName(kind, name, file, value, read.group()));
            }
        }
    }

    /** Without the scope that a variable may be in, such as {@code global:}. */
    static String variable(Kind kind, String name) {
        return kind == Kind.VARIABLE ? name.substring(name.lastIndexOf(':') + 1) : name;
    }
}
