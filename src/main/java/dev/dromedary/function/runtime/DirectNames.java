package dev.dromedary.function.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code direct:} endpoints that a route file speaks of, found in its text: loading a file to ask Camel costs a cold
 * start much more than looking at it. What is found in vain is harmless; it is loaded and never called.
 */
final class DirectNames {

    /** Names end here: what goes on with a capital letter or an expression is another name. */
    private static final String NAME = "([a-z0-9]+(?:-[a-z0-9]+)*)(?![-\\w${])";

    private static final Pattern ANYWHERE = Pattern.compile("\\bdirect:(?://)?" + NAME);
    /** As editors write it: {@code uri: direct} with {@code name} among the parameters. */
    private static final Pattern APART =
            Pattern.compile("\\buri:\\s*[\"']?direct[\"']?[\\s,]+parameters:[\\s{]*name:\\s*[\"']?" + NAME);

    private final String text;

    /** The names in a file's text. */
    DirectNames(String text) {
        this.text = text.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    /** All names, in the order of the text; also those that only a description mentions. */
    Set<String> all() {
        Set<String> names = names(ANYWHERE);
        names.addAll(names(APART));
        return names;
    }

    /** The names that stand where an endpoint stands, as a value of its own. */
    Set<String> called() {
        Set<String> names = names(Pattern.compile("[\\w]:\\s*[\"']?" + ANYWHERE.pattern()));
        names.addAll(names(APART));
        return names;
    }

    /** Whether a route of the file begins with the endpoint. */
    boolean begins(String name) {
        String endpoint =
                "[\"']?direct(?::(?://)?|[\"']?[\\s,]+parameters:[\\s{]*name:\\s*[\"']?)" + name + "(?![-\\w])";
        // Other keys may stand before the URI, but no steps.
        return Pattern.compile(
                        "\\bfrom:(?:(?!\\b(?:from|steps|to):).)*?\\b(?:from|uri):\\s*" + endpoint + "|\\bfrom:\\s*"
                                + endpoint,
                        Pattern.DOTALL)
                .matcher(text)
                .find();
    }

    private Set<String> names(Pattern pattern) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
