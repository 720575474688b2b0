package dev.dromedary.function.records;

import java.util.List;
import java.util.Map;

/**
 * What the rows of a CSV file must be: a Frictionless Table Schema with two additions of ours, {@code rules} across
 * fields and the file's {@code dialect}.
 *
 * <p>Nothing in a document is ignored silently: what is not supported is refused.
 */
public final class TableSchema {

    private final String name;
    private final List<Field> fields;
    private final List<Rule> rules;
    private final Dialect dialect;
    private final FieldsMatch fieldsMatch;

    TableSchema(String name, List<Field> fields, List<Rule> rules, Dialect dialect, FieldsMatch fieldsMatch) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.rules = List.copyOf(rules);
        this.dialect = dialect;
        this.fieldsMatch = fieldsMatch;
    }

    /**
     * The schema that a document (parsed JSON) describes; its name, such as {@code health/reading.schema.json}, is for
     * messages.
     *
     * @throws SchemaException if something in it is unknown, wrong or not supported
     */
    public static TableSchema of(String name, Map<String, ?> document) {
        return new SchemaDocument(name, document).schema();
    }

    /** What the schema is called in messages. */
    public String name() {
        return name;
    }

    /** The fields in the document's order. */
    public List<Field> fields() {
        return fields;
    }

    /** The rules in the document's order, which is the order in which they are tried. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules, compiled for rows in another encoding than the dialect's, if they are. */
    List<Rule> rules(Encoding encoding) {
        if (encoding.charset().equals(dialect.encoding())) {
            return rules;
        }
        return rules.stream()
                .map(rule -> new Rule(Expression.parse(rule.expression().toString(), fields, encoding), rule.reason()))
                .toList();
    }

    /** How files of this schema are written. */
    public Dialect dialect() {
        return dialect;
    }

    /** How a file's columns must match the fields. */
    public FieldsMatch fieldsMatch() {
        return fieldsMatch;
    }

    /**
     * What must hold for a row, else it is rejected for the reason; a row that lacks one of the values is not judged by it.
     */
    public record Rule(Expression expression, String reason) {}

    /** How a file's columns must match the schema's fields. */
    public enum FieldsMatch {
        /** The same columns in the same order. */
        EXACT,
        /** The same columns in any order. */
        EQUAL,
        /** At least the schema's columns, in any order; further columns are carried along. */
        SUBSET;

        static List<String> words() {
            return List.of("exact", "equal", "subset");
        }
    }
}
