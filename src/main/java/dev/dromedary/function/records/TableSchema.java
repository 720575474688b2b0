package dev.dromedary.function.records;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the records of a file must be: a Frictionless Table Schema, with {@code format}, {@code compression} and {@code dialect} of
 * the file, which are a Data Resource's, and {@code rules} across fields, an addition of ours.
 *
 * <p>Nothing in a document is ignored silently: what is not supported is refused.
 */
public final class TableSchema {

    private final String name;
    private final List<Field> fields;
    private final List<Rule> rules;
    private final Dialect dialect;
    private final FieldsMatch fieldsMatch;
    private final Contract contract;
    private final RecordFormat format;
    private final Compression compression;

    TableSchema(
            String name,
            List<Field> fields,
            List<Rule> rules,
            Dialect dialect,
            FieldsMatch fieldsMatch,
            Contract contract,
            RecordFormat format,
            Compression compression) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.rules = List.copyOf(rules);
        this.dialect = dialect;
        this.fieldsMatch = fieldsMatch;
        this.contract = contract;
        this.format = format;
        this.compression = compression;
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

    /** What rows of this schema are when a step has given them other fields. No rules hold for them. */
    TableSchema with(List<Field> others) {
        return new TableSchema(name, others, List.of(), dialect, fieldsMatch, contract, format, compression);
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

    /** The format that files of this schema have; empty if their content tells. */
    public Optional<RecordFormat> format() {
        return Optional.ofNullable(format);
    }

    /** How files of this schema are packed; empty if their content tells. */
    public Optional<Compression> compression() {
        return Optional.ofNullable(compression);
    }

    /** How a file's columns must match the fields. */
    public FieldsMatch fieldsMatch() {
        return fieldsMatch;
    }

    /** What happens to files whose columns are others than the schema's. */
    public Contract contract() {
        return contract;
    }

    /**
     * What must hold for a row, else it is rejected for the reason; a row that lacks one of the values is not judged by it.
     */
    public record Rule(Expression expression, String reason) {}

    /**
     * What happens to files whose columns are others than the schema's; the words are dlt's.
     *
     * @see <a href="https://dlthub.com/docs/general-usage/schema-contracts">Schema contracts</a>
     */
    public enum Contract {
        /** Nothing was said: it is as {@link FieldsMatch} says. */
        NONE,
        /** New columns are carried along; those that are not required may be missing. */
        EVOLVE,
        /** The file is refused, also if a column has no value of its type. */
        FREEZE,
        /** New columns, and values that are not of their type, are left out; columns that are not required may be missing. */
        DISCARD;

        static List<String> words() {
            return List.of("evolve", "freeze", "discard");
        }

        boolean isLenient() {
            return this == EVOLVE || this == DISCARD;
        }
    }

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
