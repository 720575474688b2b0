package dev.dromedary.records;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one field of a Table Schema document. */
final class FieldDocument {

    private static final List<String> KEYS = List.of(
            "name",
            "type",
            "format",
            "constraints",
            "title",
            "description",
            "example",
            "missingValues",
            "trueValues",
            "falseValues",
            "bareNumber",
            "decimalChar",
            "rdfType");
    private static final Map<String, String> REFUSED = Map.of(
            "groupChar", "is not supported; write numbers without grouping.",
            "categories", "is not supported; use constraints.enum.",
            "categoriesOrdered", "is not supported; remove it.");
    private static final List<String> CONSTRAINT_KEYS = List.of(
            "required",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "enum");
    private static final Map<String, String> CONSTRAINTS_REFUSED = Map.of(
            "unique", "is not supported, since comparing rows needs memory that grows with the file; remove it.",
            "jsonSchema", "is not supported; remove it.");
    private static final Set<String> TYPES_REFUSED =
            Set.of("object", "array", "list", "geopoint", "geojson", "duration");

    private final DocumentPart part;
    private final DocumentPart constraints;
    private final List<String> missingValues;
    private final Encoding encoding;

    FieldDocument(DocumentPart part, List<String> missingValues, Encoding encoding) {
        this.part = part;
        this.constraints = part.part("constraints");
        this.missingValues = missingValues;
        this.encoding = encoding;
    }

    Field field() {
        part.requireKeys(KEYS, REFUSED);
        String name = part.text("name", "");
        if (name.isBlank()) {
            throw part.wrong("name", "is missing; give the column's name in the header.");
        }
        FieldType type = type();
        requireNumberFormat(type);
        Field field = new Field(
                name,
                type,
                part.text("format", "default"),
                part.text("description", part.text("title", "")),
                part.has("example") ? part.scalar("example") : "",
                part.scalars("missingValues", missingValues),
                part.scalars("trueValues", List.of("true", "True", "TRUE", "1")),
                part.scalars("falseValues", List.of("false", "False", "FALSE", "0")),
                constraints(type));
        requireUsable(field);
        return field;
    }

    private FieldType type() {
        String word = part.text("type", "any");
        if (TYPES_REFUSED.contains(word)) {
            throw part.wrong("type", word + " is not supported in CSV; use string.");
        }
        if (!FieldType.words().contains(word)) {
            throw part.wrong("type", "\"" + word + "\" is unknown" + FieldType.hint(word));
        }
        return FieldType.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void requireNumberFormat(FieldType type) {
        if (!part.flag("bareNumber", true)) {
            throw part.wrong("bareNumber", "must be true: text around numbers is not supported.");
        }
        if (!part.text("decimalChar", ".").equals(".")) {
            throw part.wrong("decimalChar", "must be a point: other decimal characters are not supported.");
        }
        if (type != FieldType.BOOLEAN && (part.has("trueValues") || part.has("falseValues"))) {
            throw part.wrong("trueValues, falseValues", "belong to type boolean; remove them or change the type.");
        }
    }

    private Constraints constraints(FieldType type) {
        constraints.requireKeys(CONSTRAINT_KEYS, CONSTRAINTS_REFUSED);
        boolean ordered = type.kind() != FieldType.Kind.TEXT;
        requireFor(ordered, type, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
        requireFor(type.isNumeric(), type, "multipleOf");
        requireFor(type == FieldType.STRING || type == FieldType.ANY, type, "minLength", "maxLength", "pattern");
        return new Constraints(
                constraints.flag("required", false),
                constraints.scalar("minimum"),
                constraints.scalar("maximum"),
                constraints.scalar("exclusiveMinimum"),
                constraints.scalar("exclusiveMaximum"),
                multipleOf(),
                constraints.count("minLength", 0),
                constraints.count("maxLength", Integer.MAX_VALUE),
                pattern(),
                constraints.scalars("enum", List.of()));
    }

    private void requireFor(boolean fits, FieldType type, String... keys) {
        for (String key : keys) {
            if (!fits && constraints.has(key)) {
                throw constraints.wrong(
                        key, "does not apply to type " + type.word() + "; remove it or change the type.");
            }
        }
    }

    private BigDecimal multipleOf() {
        BigDecimal multiple = constraints.number("multipleOf");
        if (multiple == null) {
            return null;
        }
        BigDecimal plain = multiple.stripTrailingZeros();
        plain = plain.scale() < 0 ? plain.setScale(0) : plain;
        if (plain.signum() <= 0 || plain.precision() > Cell.DIGITS || plain.scale() > Cell.DIGITS) {
            throw constraints.wrong("multipleOf", "must be greater than 0 and of 18 digits at most.");
        }
        return plain;
    }

    private String pattern() {
        String pattern = constraints.text("pattern", null);
        if (pattern != null) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw constraints.wrong(
                        "pattern",
                        "is no regular expression: " + e.getDescription() + " at position " + (e.getIndex() + 1) + ".");
            }
        }
        return pattern;
    }

    /** Builds the checker once, so that a bound or format that can't be read is told here. */
    private void requireUsable(Field field) {
        try {
            new FieldChecker(field, encoding);
        } catch (UnusableException e) {
            throw part.wrong(e.key(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw part.wrong("missingValues, trueValues, falseValues or constraints.enum", e.getMessage());
        }
    }
}
