package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ordered comparisons of numbers in Camel's simple language. Before Camel 4.23 one side is converted to the type of the other,
 * without its decimals: {@code 100.50 > 100} is false. Sizes and positions are whole numbers, and safe.
 */
final class ComparisonsCheck implements Check {

    /** Texts in quotes stand for themselves, and functions may hold operators of their own. */
    private static final String OPERAND = "(\\$\\{(?:[^{}]|\\{[^{}]*})*}|'[^']*'|\"[^\"]*\"|[^\\s]+)";

    private static final Pattern ORDERED = Pattern.compile(OPERAND + "\\s+(>=|<=|>|<|range|!range)\\s+" + OPERAND);

    private static final Pattern WHOLE = Pattern.compile("['\"]?-?\\d+['\"]?|\\$\\{[^}]*\\.(size|length)(\\(\\))?}"
            + "|\\$\\{(exchangeProperty|header)[.:\\[]Camel\\w*(Index|Counter|Size|Length)]?}");

    /** A text that is no whole number, such as a date; a number with decimals in quotes is compared as it is. */
    private static final Pattern TEXT =
            Pattern.compile("(?!['\"][+-]?\\d*\\.?['\"]$)(?!['\"][+-]?\\.\\d*['\"]$)('[^']*'|\"[^\"]*\")");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (Element element : routes.elements()) {
            if (element.type().equals("SimpleExpression")) {
                element.option("expression", true).ifPresent(text -> check(element.file(), text, findings));
            }
        }
    }

    private static void check(SourceFile file, Value value, List<Finding> findings) {
        Matcher ordered = ORDERED.matcher(value.text());
        int from = 0;
        while (ordered.find(from)) {
            // What stands on the right may be the left of the next.
            from = ordered.start(3);
            String operator = ordered.group(2);
            boolean range = operator.endsWith("range");
            boolean whole = WHOLE.matcher(ordered.group(1)).matches()
                    && (range || WHOLE.matcher(ordered.group(3)).matches());
            boolean text = !range
                    && (TEXT.matcher(ordered.group(1)).matches()
                            || TEXT.matcher(ordered.group(3)).matches());
            if (!whole && !text) {
                findings.add(file.finding(
                                value,
                                operator + " " + ordered.group(3).split("\\s", 2)[0],
                                "Before Camel 4.23 \"" + operator
                                        + "\" drops decimals where its sides are numbers of different types:"
                                        + " 100.50 > 100 is false. Compare whole numbers such as ${body.size()}, or let a rule of a"
                                        + " schema decide; docs/checking.md says more.")
                        .asWarning());
            }
        }
    }
}
