package dev.dromedary.plan.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds a route file against Camel's schema. A validator of JSON Schema says of a misspelt option in a step that none of
 * some thirty alternatives fits; this says which name is unknown, and finds all of them. A test holds it against such a
 * validator. Texts stand for numbers and booleans, as Camel reads them so.
 */
final class SchemaWalk {

    /** Camel's model lets the expression be left out. */
    private static final Set<String> WITHOUT_EXPRESSION =
            Set.of("SortDefinition", "AggregateDefinition", "ResequenceDefinition");

    private final CamelSchema schema;
    private final SourceFile file;
    private final List<Finding> findings;
    private final List<Element> elements = new ArrayList<>();

    SchemaWalk(CamelSchema schema, SourceFile file, List<Finding> findings) {
        this.schema = schema;
        this.file = file;
        this.findings = findings;
    }

    /** Walks through a file whose root is a list. */
    List<Element> walk(Value root) {
        CamelSchema.Shape item = schema.item();
        root.items().forEach(value -> value(value, item, "item of the file", null));
        return elements;
    }

    private void value(Value value, CamelSchema.Shape shape, String name, Element parent) {
        Element element = parent;
        if (!shape.type().isEmpty()) {
            element = new Element(file, shape.type(), name, value, parent);
            elements.add(element);
        }
        switch (shape.kind()) {
            case "object" -> object(value, shape, name, element);
            case "array" -> array(value, shape, name, element);
            case "" -> {}
            default -> scalar(value, shape, name);
        }
    }

    private void array(Value value, CamelSchema.Shape shape, String name, Element element) {
        if (!value.isList()) {
            wrong(value, "\"" + name + "\" has to be a list: one \"- \" for each item.");
            return;
        }
        CamelSchema.Shape item = schema.shape(shape.json().path("items"));
        String singular = name.equals("steps") ? "step" : "item of " + name;
        value.items().forEach(each -> value(each, item, singular, element));
    }

    private void object(Value value, CamelSchema.Shape shape, String name, Element element) {
        if (value.isText() && shape.textToo() && !value.isNull()) {
            return;
        }
        if (!value.isMap()) {
            wrong(value, "\"" + name + "\" has to be a mapping: one \"name: value\" for each option.");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Value.Entry entry : value.entries()) {
            if (!seen.add(entry.name())) {
                wrong(entry.key(), "\"" + entry.name() + "\" stands here twice; Camel would take one of them.");
            }
            JsonNode allowed = shape.properties().get(entry.name());
            if (allowed != null) {
                value(entry.value(), schema.shape(allowed), entry.name(), element);
            } else if (!shape.properties().isEmpty()) {
                unknown(entry.key(), shape, name);
            }
        }
        if (shape.json().path("maxProperties").asInt() == 1 && value.entries().size() != 1) {
            String what = value.entries().isEmpty()
                    ? "none"
                    : "several: "
                            + String.join(
                                    ", ",
                                    value.entries().stream()
                                            .map(Value.Entry::name)
                                            .toList());
            wrong(
                    value.entries().isEmpty() ? value : value.entries().get(1).key(),
                    "Each " + name + " has one name, and this has " + what
                            + "; options stand further to the right than the name.");
        }
        shape.required().stream()
                .filter(option -> !seen.contains(option))
                .forEach(option -> wrong(value, "\"" + name + "\" needs \"" + option + "\"."));
        shape.choices().forEach(choice -> choice(value, shape, name, choice));
    }

    private void unknown(Value key, CamelSchema.Shape shape, String name) {
        String what = shape.json().path("maxProperties").asInt() == 1
                ? "There is no " + name + " \"" + key.text() + "\"."
                : "\"" + name + "\" has no option \"" + key.text() + "\".";
        wrong(key, what + Suggestion.among(shape.properties().keySet(), key.text()));
    }

    private void choice(Value value, CamelSchema.Shape shape, String name, Set<String> choice) {
        List<Value.Entry> chosen = value.entries().stream()
                .filter(entry -> choice.contains(entry.name()))
                .toList();
        if (chosen.size() > 1) {
            wrong(
                    chosen.get(1).key(),
                    "\"" + name + "\" has both \"" + chosen.get(0).name() + "\" and \""
                            + chosen.get(1).name() + "\"; it takes one of them.");
        }
        if (chosen.isEmpty() && choice.contains("simple") && !WITHOUT_EXPRESSION.contains(shape.type())) {
            wrong(value, "\"" + name + "\" needs an expression, such as simple.");
        }
    }

    private void scalar(Value value, CamelSchema.Shape shape, String name) {
        if (!value.isText()) {
            wrong(value, "\"" + name + "\" has to be a single value.");
            return;
        }
        String text = value.text();
        if (text.contains("{{")) {
            return;
        }
        boolean right =
                switch (shape.kind()) {
                    case "boolean" -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
                    case "number" -> text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
                    case "integer" -> text.matches("[-+]?\\d+");
                    default -> true;
                };
        if (!right) {
            wrong(
                    value,
                    "\"" + name + "\" is \"" + text + "\"; it has to be "
                            + (shape.kind().equals("boolean") ? "true or false." : "a number."));
        }
        List<String> values = shape.values();
        if (!values.isEmpty() && !values.contains(text)) {
            wrong(
                    value,
                    "\"" + name + "\" is \"" + text + "\"." + Suggestion.among(values, text) + " It is one of "
                            + String.join(", ", values) + ".");
        }
    }

    private void wrong(Value at, String message) {
        findings.add(file.finding(at, message));
    }
}
