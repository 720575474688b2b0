package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a route as Camel has read it: a step, a branch, an expression, or an option with parts of its own. Any node
 * that Camel knows has this form, those of later versions too.
 *
 * @param name as in Camel's XML DSL, such as {@code to} or {@code onFallback}
 * @param file where it stands, relative to the routes folder
 * @param line where it begins, 1-based; that of the step around it if it has none of its own
 * @param attributes options, placeholders unresolved
 * @param text what stands between its tags, such as an expression; empty if nothing does
 * @param children nodes inside of it
 */
public record Step(
        String name, String file, int line, Map<String, String> attributes, String text, List<Step> children) {

    /** An option, placeholders unresolved; empty if it is not set. */
    public String attribute(String option) {
        return attributes.getOrDefault(option, "");
    }

    /** An error where the step begins. */
    public Finding finding(String message) {
        return new Finding(file, line, message);
    }

    /** The first node of a name inside of it. */
    public Optional<Step> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }
}
