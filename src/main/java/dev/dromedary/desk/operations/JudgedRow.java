package dev.dromedary.desk.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One row of an object, and what its schema says of it.
 *
 * @param number its place among the rows, from 1; the header does not count
 * @param line the line on which it begins, from 1
 * @param text the row as it came
 * @param values its values by column
 * @param reason why it is rejected; empty if it is valid
 * @param rule what it breaks, as the schema has it, or in a sentence
 * @param schema the schema's path in the routes folder
 * @param schemaHash SHA-256 of the schema as it is now
 * @param kept where it was kept, and as which row; empty if that can't be told
 * @param remark what a reader has to know, such as that the schema has changed since; empty if nothing
 */
public record JudgedRow(
        long number,
        long line,
        String text,
        Map<String, String> values,
        Optional<String> reason,
        Optional<String> rule,
        String schema,
        String schemaHash,
        Optional<String> kept,
        Optional<String> remark) {

    /** {@code valid}, or {@code rejected} and the reason. */
    public String verdict() {
        return reason.map(code -> "rejected: " + code).orElse("valid");
    }

    /** As a document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("number", number);
        document.put("line", line);
        document.put("text", text);
        document.put("values", values);
        document.put("verdict", reason.isPresent() ? "rejected" : "valid");
        reason.ifPresent(code -> document.put("reason", code));
        rule.ifPresent(told -> document.put("rule", told));
        document.put("schema", schema);
        document.put("schema_hash", schemaHash);
        kept.ifPresent(place -> document.put("kept", place));
        remark.ifPresent(told -> document.put("remark", told));
        return document;
    }
}
