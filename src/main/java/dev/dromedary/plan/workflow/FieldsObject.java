package dev.dromedary.plan.workflow;

import dev.dromedary.function.steps.FieldText;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of {@code body:select} as an object of JSONata.
 *
 * @param values translates expressions
 */
record FieldsObject(SimpleText values) {

    /**
     * An object.
     *
     * @param fields as the option has them
     * @throws NotCompiledException if one of them has no counterpart
     */
    String of(String fields) {
        List<FieldText> all;
        try {
            all = FieldText.all(null, "body:select", fields);
        } catch (IllegalArgumentException e) {
            throw new NotCompiledException(e.getMessage() + ".");
        }
        List<String> entries = new ArrayList<>();
        for (FieldText field : all) {
            if (field.isAll() || field.optional()) {
                throw new NotCompiledException("The field \"" + field.text() + (field.optional() ? "?" : "")
                        + "\" can't be told to a state machine, which has to know all fields; name it.");
            }
            entries.add(Jsonata.text(field.name()) + ": " + value(field));
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private String value(FieldText field) {
        if (!field.path().isEmpty()) {
            String at = Jsonata.INPUT;
            for (String name : field.path()) {
                at = Jsonata.field(at, name);
            }
            // As body:select has it: a slip of the pen is found by the first message.
            return "($exists(" + at + ") ? " + at + " : $error("
                    + Jsonata.text("the body has no entry " + String.join(".", field.path())) + "))";
        }
        if (field.expression() != null) {
            String text = field.text().substring(field.text().indexOf('=') + 1).strip();
            boolean quoted = text.matches("'.*'|\".*\"");
            return values.value(quoted ? text.substring(1, text.length() - 1) : text);
        }
        return field.constant() instanceof String text ? Jsonata.text(text) : String.valueOf(field.constant());
    }
}
