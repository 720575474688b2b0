package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of Simple that take a name (of a bean, class, property, variable) which is made with what came with the message. Camel fills
 * the inner expression in first, so that the message says which one it is; the name of a variable is also searched for placeholders.
 */
final class OutsideNames {

    private static final Pattern NAMING = Pattern.compile(
            "\\$(?:simple)?\\{\\s*(bean|ref|type|properties|propertiesExist|env|sysenv|sys|variables?|variableAs)\\b");

    /** Whole numbers that Camel counts. */
    private static final Pattern COUNTED = Pattern.compile("\\$\\{exchangeProperty\\.Camel(Loop|Split)(Index|Size)}");

    private static final Set<String> PROSE = Set.of("description", "note", "id");

    private OutsideNames() {}

    static void check(RoutesText routes, OutsideValues values, List<Finding> findings) {
        for (SourceFile file : routes.files().values()) {
            if (file.name().endsWith(RoutesText.ROUTE) && file.root().isPresent()) {
                texts(file, file.root().get(), values, findings);
            }
        }
    }

    private static void texts(SourceFile file, Value value, OutsideValues values, List<Finding> findings) {
        if (value.isText()) {
            Matcher naming = NAMING.matcher(value.text());
            while (naming.find()) {
                String inner =
                        COUNTED.matcher(inner(value.text(), naming.end())).replaceAll("");
                if (values.isOutside("simple", inner)) {
                    findings.add(file.finding(value, naming.group(), sentence(naming.group(1))));
                }
            }
        }
        value.items().forEach(item -> texts(file, item, values, findings));
        value.entries().stream()
                .filter(entry -> !PROSE.contains(entry.name()) || !entry.value().isText())
                .forEach(entry -> texts(file, entry.value(), values, findings));
    }

    private static String sentence(String function) {
        return "What ${" + function
                + "} names is made with what comes with the message, so whoever sends it could name anything; "
                + (function.startsWith("variable")
                        ? "keep the value in an exchange property, and call its method."
                        : "write the name out, or choose between several.");
    }

    /** What stands in the function's braces, or all that is left where they do not close. */
    private static String inner(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return text.substring(from, i);
            }
        }
        return text.substring(from);
    }
}
