package dev.dromedary.function.records;

import dev.dromedary.function.records.AnalysisRules.AnomalyRule;
import dev.dromedary.function.records.Worst.Kept;
import dev.dromedary.function.records.expression.Inputs;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the rows of a file that stand out, and sums up its numeric fields, in one pass and constant memory. Results
 * depend on the rows and their order only. Not for use by several threads at once.
 *
 * <p>A value that is missing or not of its field's type is not summed up, and a rule that looks at it does not hold. Rows
 * that are rejected are passed over: the values of one that is torn may stand under the wrong names.
 */
public final class Analysis {

    private final AnalysisRules rules;
    private final Expression[] expressions;
    private Charset encoding;
    private final RowCells cells;
    private final Inputs inputs;
    private final RowView view;
    /** The fields that are read of every row, as positions in the schema. */
    private final int[] read;

    private final NumericFields numericFields;
    private final boolean[] holds;
    private final long[] counts;
    private final List<Kept> examples = new ArrayList<>();
    private final Worst worst;
    private long rows;
    private long skipped;
    private long anomalous;

    /** An analysis that has seen no row yet. */
    public Analysis(AnalysisRules rules) {
        this.rules = rules;
        this.encoding = rules.schema().dialect().encoding();
        this.expressions =
                rules.anomalies().stream().map(AnomalyRule::expression).toArray(Expression[]::new);
        List<String> names = rules.schema().fields().stream().map(Field::name).toList();
        int spare = 0;
        TreeSet<Integer> all = new TreeSet<>();
        for (Expression expression : expressions) {
            spare = Math.max(spare, expression.spareCells());
            expression.fieldNames().forEach(name -> all.add(names.indexOf(name)));
        }
        rules.statistics().forEach(name -> all.add(names.indexOf(name)));
        this.cells = new RowCells(rules.schema());
        this.inputs = new Inputs(cells.cells(), cells.absent(), spare);
        this.view = new RowView(rules, cells);
        this.read = all.stream().mapToInt(Integer::intValue).toArray();
        this.numericFields = new NumericFields(rules, read);
        this.holds = new boolean[expressions.length];
        this.counts = new long[expressions.length];
        this.worst = new Worst(rules.worst(), numericFields.summaries());
    }

    /** Takes in the rows that follow; returns those of them that stand out, in their order. */
    public List<Anomaly> add(List<Row> batch) {
        List<Anomaly> found = new ArrayList<>();
        if (!batch.isEmpty()) {
            use(batch.get(0).chunk().header.quoting().encoding());
        }
        for (int i = 0; i < batch.size(); i++) {
            Row row = batch.get(i);
            if (!row.valid()) {
                skipped++;
                continue;
            }
            rows++;
            cells.read(row, read);
            numericFields.add(cells);
            if (judge()) {
                found.add(keep(row));
            }
        }
        return found;
    }

    /** A file's byte order mark may say another encoding than the schema, in which texts are compared. */
    private void use(Encoding other) {
        if (!other.charset().equals(encoding)) {
            encoding = other.charset();
            for (int i = 0; i < expressions.length; i++) {
                expressions[i] = Expression.parse(
                        expressions[i].toString(), rules.schema().fields(), other);
            }
        }
    }

    private boolean judge() {
        boolean any = false;
        for (int i = 0; i < expressions.length; i++) {
            holds[i] = expressions[i].holds(inputs, cells.absent());
            if (holds[i]) {
                counts[i]++;
                any = true;
            }
        }
        return any;
    }

    private Anomaly keep(Row row) {
        anomalous++;
        List<String> labels = new ArrayList<>(1);
        for (int i = 0; i < holds.length; i++) {
            if (holds[i]) {
                labels.add(rules.anomalies().get(i).label());
            }
        }
        double[] numbers = numericFields.numbers(cells, holds);
        Anomaly anomaly = view.of(row, labels);
        Kept kept = worst.add(anomaly, numbers);
        if (examples.size() < rules.examples()) {
            examples.add(kept == null ? Kept.of(anomaly, numbers) : kept);
        }
        return anomaly;
    }

    /** How many rows were taken in, with those passed over. */
    public long rows() {
        return rows + skipped;
    }

    /** How many rows stood out. */
    public long anomalous() {
        return anomalous;
    }

    /**
     * What was found so far, ready to become JSON: {@code records_analyzed}, {@code records_skipped}, {@code
     * anomalous_records}, {@code anomaly_counts} by label, {@code statistics} by field, {@code examples}, {@code
     * worst}. No identity is in it. The map is new, and the caller may change it.
     */
    public Map<String, Object> results() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("records_analyzed", rows);
        results.put("records_skipped", skipped);
        results.put("anomalous_records", anomalous);
        Map<String, Object> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            byLabel.put(rules.anomalies().get(i).label(), counts[i]);
        }
        results.put("anomaly_counts", byLabel);
        results.put("statistics", numericFields.statistics());
        show(results);
        return results;
    }

    private void show(Map<String, Object> results) {
        List<Kept> worstRows = worst.rows();
        Pseudonyms pseudonyms = new Pseudonyms(List.copyOf(rules.pseudonyms().values()));
        results.put(
                "examples",
                examples.stream().map(kept -> kept.toMap(pseudonyms)).toList());
        // Numbered in the file's order, shown in theirs.
        worstRows.stream()
                .sorted(Comparator.comparingLong(kept -> kept.anomaly().row()))
                .forEach(kept -> pseudonyms.of(kept.anomaly().identities()));
        List<Map<String, Object>> shown = new ArrayList<>();
        for (Kept kept : worstRows) {
            Map<String, Object> map = kept.toMap(pseudonyms);
            map.put("deviation", ShownValue.rounded(kept.deviation(numericFields.summaries())));
            shown.add(map);
        }
        results.put("worst", shown);
    }
}
