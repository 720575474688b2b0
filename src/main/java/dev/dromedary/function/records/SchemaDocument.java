package dev.dromedary.function.records;

import dev.dromedary.function.records.TableSchema.Contract;
import dev.dromedary.function.records.TableSchema.FieldsMatch;
import dev.dromedary.function.records.TableSchema.Rule;
import dev.dromedary.function.records.expression.ExpressionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a Table Schema document. */
final class SchemaDocument {

    private static final List<String> KEYS = List.of(
            "fields",
            "missingValues",
            "fieldsMatch",
            "contract",
            "rules",
            "format",
            "compression",
            "dialect",
            "$schema",
            "name",
            "title",
            "description");
    private static final String NEEDS_MEMORY =
            "is not supported, since comparing rows needs memory that grows with the file; remove it.";
    private static final Map<String, String> REFUSED = Map.of(
            "primaryKey", NEEDS_MEMORY,
            "uniqueKeys", NEEDS_MEMORY,
            "foreignKeys", "is not supported, since it needs a second table; remove it.");
    private static final List<String> RULE_KEYS = List.of("expression", "reason", "description");

    private final String name;
    private final DocumentPart document;

    SchemaDocument(String name, Map<String, ?> document) {
        this.name = name;
        this.document = new DocumentPart("Schema " + name, "", document);
    }

    TableSchema schema() {
        document.requireKeys(KEYS, REFUSED);
        Dialect dialect = new DialectDocument(document.part("dialect")).dialect();
        List<Field> fields = fields(new Encoding(dialect.encoding()));
        return new TableSchema(
                name, fields, rules(fields, dialect), dialect, fieldsMatch(), contract(), format(), compression());
    }

    private RecordFormat format() {
        String word = document.text("format", null);
        if (word == null) {
            return null;
        }
        return RecordFormat.of(word)
                .filter(format -> RecordFormat.read().contains(format.word()))
                .orElseThrow(() -> document.wrong("format", "\"" + word + "\" is not read; use csv, ndjson or json."));
    }

    private Compression compression() {
        String word = document.text("compression", null);
        if (word == null) {
            return null;
        }
        return Compression.of(word)
                .orElseThrow(() ->
                        document.wrong("compression", "\"" + word + "\" is not supported; use none, gzip or zstd."));
    }

    private List<Field> fields(Encoding encoding) {
        List<String> missingValues = document.scalars("missingValues", List.of(""));
        List<DocumentPart> parts = document.parts("fields");
        if (parts.isEmpty()) {
            throw document.wrong("fields", "is missing or empty; describe one field at least.");
        }
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (DocumentPart part : parts) {
            Field field = new FieldDocument(part, missingValues, encoding).field();
            if (!names.add(field.name())) {
                throw part.wrong("name", "\"" + field.name() + "\" is described twice; remove one.");
            }
            fields.add(field);
        }
        return fields;
    }

    private List<Rule> rules(List<Field> fields, Dialect dialect) {
        List<Rule> rules = new ArrayList<>();
        for (DocumentPart part : document.parts("rules")) {
            part.requireKeys(RULE_KEYS, Map.of());
            String text = part.text("expression", "");
            String reason =
                    part.requiredText("reason", "is missing; name what rejected rows shall carry, such as too_high.");
            try {
                rules.add(new Rule(Expression.parse(text, fields, new Encoding(dialect.encoding())), reason));
            } catch (ExpressionException e) {
                throw part.wrong("expression", e.getMessage());
            }
        }
        return rules;
    }

    private Contract contract() {
        String word = document.text("contract", "none");
        if (Contract.words().contains(word)) {
            return Contract.valueOf(word.toUpperCase(Locale.ROOT));
        }
        if (document.has("contract")) {
            throw document.wrong("contract", "\"" + word + "\" is not supported; use evolve, freeze or discard.");
        }
        return Contract.NONE;
    }

    private FieldsMatch fieldsMatch() {
        String word = document.text("fieldsMatch", "exact");
        if (FieldsMatch.words().contains(word)) {
            return FieldsMatch.valueOf(word.toUpperCase(Locale.ROOT));
        }
        throw document.wrong("fieldsMatch", "\"" + word + "\" is not supported; use exact, equal or subset.");
    }
}
