package dev.dromedary.function.records;

import dev.dromedary.function.records.AnalysisRules.AnomalyRule;
import dev.dromedary.function.records.expression.ExpressionException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a document of analysis rules. */
final class AnalysisDocument {

    private static final List<String> KEYS = List.of(
            "schema",
            "fields",
            "pseudonyms",
            "statistics",
            "percentiles",
            "examples",
            "worst",
            "anomalies",
            "$schema",
            "title",
            "description");
    private static final List<String> RULE_KEYS = List.of("name", "expression", "label", "description");

    /** What stands beside the fields in the results. */
    private static final List<String> TAKEN = List.of("row", "line", "labels", "deviation");

    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);
    private static final List<String> PERCENTILES = List.of("5", "25", "50", "75", "95");
    private static final int EXAMPLES = 20;
    private static final int WORST = 10;

    /** They are kept in memory, and shown to readers of limited patience. */
    private static final int MOST_SHOWN = 1000;

    private final DocumentPart document;

    AnalysisDocument(String name, Map<String, ?> document) {
        this.document = new DocumentPart("Analysis " + name, "", document);
    }

    String schema() {
        String schema = document.requiredText(
                "schema", "is missing; name the schema of the rows, such as orders/order.schema.json.");
        return schema;
    }

    AnalysisRules rules(TableSchema schema) {
        document.requireKeys(KEYS, Map.of());
        List<String> names = schema.fields().stream().map(Field::name).toList();
        List<String> sensitive = schema.fields().stream()
                .filter(Field::sensitive)
                .map(Field::name)
                .toList();
        List<String> numeric = schema.fields().stream()
                .filter(field -> field.type().isNumeric() && !field.sensitive())
                .map(Field::name)
                .toList();
        Map<String, String> pseudonyms = pseudonyms(names);
        List<String> rest = names.stream()
                .filter(name -> !pseudonyms.containsKey(name) && !sensitive.contains(name))
                .toList();
        List<String> fields = fields("fields", rest, names);
        requireApart(fields, pseudonyms);
        List<String> statistics = fields("statistics", numeric, names);
        requireShown("fields", fields, sensitive);
        requireShown("statistics", statistics, sensitive);
        for (String name : statistics) {
            if (!numeric.contains(name)) {
                throw document.wrong("statistics", "\"" + name + "\" is no number; leave it out.");
            }
        }
        return new AnalysisRules(
                schema,
                fields,
                pseudonyms,
                statistics,
                percentiles(),
                shown("examples", EXAMPLES),
                shown("worst", WORST),
                anomalies(schema));
    }

    private List<String> fields(String key, List<String> otherwise, List<String> known) {
        List<String> fields = document.scalars(key, otherwise);
        Set<String> once = new HashSet<>();
        for (String name : fields) {
            requireKnown(document, key, name, known);
            if (!once.add(name)) {
                throw document.wrong(key, "\"" + name + "\" stands there twice; remove one.");
            }
        }
        return List.copyOf(fields);
    }

    private static void requireKnown(DocumentPart part, String key, String name, List<String> known) {
        if (!known.contains(name)) {
            throw part.wrong(key, "there is no field \"" + name + "\"" + Nearest.hint(name, known));
        }
    }

    private Map<String, String> pseudonyms(List<String> names) {
        DocumentPart part = document.part("pseudonyms");
        Map<String, String> pseudonyms = new LinkedHashMap<>();
        for (String name : part.keys()) {
            requireKnown(document, "pseudonyms", name, names);
            String word =
                    part.requiredText(name, "is empty; give the word that stands for its values, such as Person.");
            pseudonyms.put(name, word);
        }
        return Collections.unmodifiableMap(pseudonyms);
    }

    /** What an analysis shows goes to events, examples and mails. */
    private void requireShown(String key, List<String> shown, List<String> sensitive) {
        for (String name : shown) {
            if (sensitive.contains(name)) {
                throw document.wrong(
                        key, "\"" + name + "\" is x-sensitive in the schema; leave it out, or give it a pseudonym.");
            }
        }
    }

    private void requireApart(List<String> fields, Map<String, String> pseudonyms) {
        for (String name : fields) {
            if (pseudonyms.containsKey(name)) {
                throw document.wrong(
                        "fields", "\"" + name + "\" has a pseudonym, which is always shown; leave it out here.");
            }
        }
        for (String name : TAKEN) {
            if (fields.contains(name) || pseudonyms.containsKey(name)) {
                throw document.wrong(
                        fields.contains(name) ? "fields" : "pseudonyms",
                        "\"" + name + "\" is what the analysis itself puts beside the fields; leave it out.");
            }
        }
    }

    private List<BigDecimal> percentiles() {
        List<BigDecimal> percentiles = new ArrayList<>();
        for (String text : document.scalars("percentiles", PERCENTILES)) {
            BigDecimal percentile = percentile(text);
            if (percentiles.contains(percentile)) {
                throw document.wrong("percentiles", text + " stands there twice; remove one.");
            }
            percentiles.add(percentile);
        }
        return List.copyOf(percentiles);
    }

    private BigDecimal percentile(String text) {
        try {
            BigDecimal percentile = new BigDecimal(text).stripTrailingZeros();
            if (percentile.signum() >= 0 && percentile.compareTo(MOST_PERCENT) <= 0 && percentile.scale() < 10) {
                return percentile;
            }
        } catch (NumberFormatException e) {
            // Said below, as for one out of range.
        }
        throw document.wrong("percentiles", "\"" + text + "\" is no number from 0 to 100.");
    }

    private int shown(String key, int otherwise) {
        int count = document.count(key, otherwise);
        if (count > MOST_SHOWN) {
            throw document.wrong(key, "must be " + MOST_SHOWN + " at most.");
        }
        return count;
    }

    private List<AnomalyRule> anomalies(TableSchema schema) {
        List<AnomalyRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (DocumentPart part : document.parts("anomalies")) {
            part.requireKeys(RULE_KEYS, Map.of());
            String name = part.requiredText("name", "is missing; give the rule a name, such as too_high.");
            if (!names.add(name)) {
                throw part.wrong("name", "\"" + name + "\" names another rule too; rename one.");
            }
            String label = part.text("label", name);
            if (!labels.add(label)) {
                throw part.wrong("label", "\"" + label + "\" labels another rule too; they would be counted as one.");
            }
            rules.add(new AnomalyRule(name, expression(part, schema), label));
        }
        if (rules.isEmpty()) {
            throw document.wrong("anomalies", "is missing or empty; describe one rule at least.");
        }
        return List.copyOf(rules);
    }

    private static Expression expression(DocumentPart part, TableSchema schema) {
        try {
            return Expression.parse(part.text("expression", ""), schema);
        } catch (ExpressionException e) {
            throw part.wrong("expression", e.getMessage());
        }
    }
}
