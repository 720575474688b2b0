package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What an analysis of the rows of one schema looks for, and what it shows of the rows that it finds.
 *
 * @param schema the schema of the rows
 * @param fields what is shown of a row that stands out, in this order, without the pseudonymised fields
 * @param pseudonyms for fields whose values are not to be shown, the word that stands for them, such as {@code Person}
 * @param statistics the numeric fields that are summed up
 * @param percentiles from 0 to 100
 * @param examples how many of the first rows that stand out are shown
 * @param worst how many of the rows that stand out most are shown
 * @param anomalies the rules in their order
 */
public record AnalysisRules(
        TableSchema schema,
        List<String> fields,
        Map<String, String> pseudonyms,
        List<String> statistics,
        List<BigDecimal> percentiles,
        int examples,
        int worst,
        List<AnomalyRule> anomalies) {

    /**
     * The schema that a document of a name, such as {@code health/analysis.json}, names: its file, relative to the
     * routes folder.
     *
     * @throws SchemaException if it names none
     */
    public static String schemaOf(String name, Map<String, ?> document) {
        return new AnalysisDocument(name, document).schema();
    }

    /**
     * The rules that a document (parsed JSON: maps, lists, strings, numbers) describes for the schema that it names.
     *
     * @throws SchemaException if something in it is unknown, wrong or not supported
     */
    public static AnalysisRules of(String name, Map<String, ?> document, TableSchema schema) {
        return new AnalysisDocument(name, document).rules(schema);
    }

    /**
     * A row stands out, and gets the label, if the expression holds for it; not if it lacks one of the values looked at.
     */
    public record AnomalyRule(String name, Expression expression, String label) {}
}
