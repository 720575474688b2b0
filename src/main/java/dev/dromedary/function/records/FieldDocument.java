package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.Constraints;
import dev.dromedary.function.records.Field.NumberForm;
import dev.dromedary.function.records.Field.UnusableException;
import dev.dromedary.function.records.expression.Cell;
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
            "examples",
            "missingValues",
            "trueValues",
            "falseValues",
            "formats",
            "bareNumber",
            "decimalChar",
            "groupChar",
            "columnType",
            "rdfType",
            "x-sensitive");
    private static final Map<String, String> REFUSED = Map.of(
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
    private static final Set<String> TYPES_REFUSED = Set.of("geopoint", "geojson", "duration");

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
        String name = part.requiredText("name", "is missing; give the column's name in the header.");
        FieldType type = type();
        requireFor(part, type == FieldType.BOOLEAN, type, "trueValues", "falseValues");
        Field field = new Field(
                name,
                type,
                formats(type),
                numberForm(type),
                part.text("description", part.text("title", "")),
                part.has("example") ? part.scalar("example") : "",
                part.scalars("examples", List.of()),
                part.scalars("missingValues", missingValues),
                part.scalars("trueValues", List.of("true", "True", "TRUE", "1")),
                part.scalars("falseValues", List.of("false", "False", "FALSE", "0")),
                constraints(type),
                part.text("columnType", ""),
                part.flag("x-sensitive", false));
        requireUsable(field);
        return field;
    }

    private FieldType type() {
        String named = part.text("type", "any");
        // What Table Schema calls list has delimiters; an array is written as JSON, and so are our lists.
        String word = named.equals("array") ? FieldType.LIST.word() : named;
        if (TYPES_REFUSED.contains(word)) {
            throw part.wrong("type", word + " is not supported; use string.");
        }
        if (!FieldType.words().contains(word)) {
            throw part.wrong("type", "\"" + word + "\" is unknown" + FieldType.hint(word));
        }
        return FieldType.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** {@code formats} is an addition of ours: Table Schema has one format for a field. */
    private List<String> formats(FieldType type) {
        if (!part.has("formats")) {
            return List.of(part.text("format", "default"));
        }
        requireFor(part, type.isTemporal() && type.kind() != FieldType.Kind.NUMBER, type, "formats");
        List<String> formats = part.scalars("formats", List.of());
        if (formats.isEmpty() || part.has("format") && !part.text("format", "").equals("any")) {
            throw part.wrong("formats", "needs one format at least, and no other format beside it than any.");
        }
        return formats;
    }

    private NumberForm numberForm(FieldType type) {
        requireFor(part, type == FieldType.NUMBER, type, "decimalChar");
        requireFor(part, type.isNumeric(), type, "groupChar", "bareNumber");
        String decimal = part.text("decimalChar", ".");
        String group = part.text("groupChar", "");
        requireMark("decimalChar", decimal);
        if (!group.isEmpty()) {
            requireMark("groupChar", group);
        }
        if (decimal.equals(group)) {
            throw part.wrong("groupChar", "is the decimalChar, too; make them different.");
        }
        return new NumberForm(decimal, group, part.flag("bareNumber", true));
    }

    private void requireMark(String key, String mark) {
        boolean one = mark.codePointCount(0, mark.length()) == 1;
        if (!one || Character.isLetterOrDigit(mark.codePointAt(0)) || "+-\t".contains(mark)) {
            throw part.wrong(key, "must be one character that is no letter, no digit and no sign.");
        }
    }

    private Constraints constraints(FieldType type) {
        constraints.requireKeys(CONSTRAINT_KEYS, CONSTRAINTS_REFUSED);
        boolean ordered = type.kind() != FieldType.Kind.TEXT;
        requireFor(constraints, ordered, type, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
        requireFor(constraints, type.isNumeric(), type, "multipleOf");
        requireFor(
                constraints,
                type == FieldType.STRING || type == FieldType.ANY,
                type,
                "minLength",
                "maxLength",
                "pattern");
        int shortest = constraints.count("minLength", 0);
        int longest = constraints.count("maxLength", Integer.MAX_VALUE);
        if (shortest > longest) {
            throw constraints.wrong(
                    "minLength", "is greater than maxLength, so every value would be rejected; change one of them.");
        }
        return new Constraints(
                constraints.flag("required", false),
                constraints.scalar("minimum"),
                constraints.scalar("maximum"),
                constraints.scalar("exclusiveMinimum"),
                constraints.scalar("exclusiveMaximum"),
                multipleOf(),
                shortest,
                longest,
                pattern(),
                allowed());
    }

    private List<String> allowed() {
        List<String> allowed = constraints.scalars("enum", List.of());
        if (constraints.has("enum") && allowed.isEmpty()) {
            throw constraints.wrong("enum", "needs one value at least; without any, remove it.");
        }
        return allowed;
    }

    private static void requireFor(DocumentPart where, boolean fits, FieldType type, String... keys) {
        for (String key : keys) {
            if (!fits && where.has(key)) {
                throw where.wrong(key, "does not apply to type " + type.word() + "; remove it or change the type.");
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
            ColumnType.of(field);
        } catch (UnusableException e) {
            throw part.wrong(e.key(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw part.wrong("missingValues, trueValues, falseValues or constraints.enum", e.getMessage());
        }
    }
}
