package dev.dromedary.function.records;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numeric fields of an analysis: those whose statistics are asked for, and those that rules look at. */
final class NumericFields {

    private final AnalysisRules rules;
    private final List<String> names;
    /** Their positions in the schema. */
    private final int[] positions;

    private final NumberSummary[] summaries;
    /** For each rule the places here of the fields that it looks at. */
    private final int[][] looksAt;

    private final double[] numbers;

    /** @param read positions in the schema of all fields that are read */
    NumericFields(AnalysisRules rules, int[] read) {
        this.rules = rules;
        List<Field> fields = rules.schema().fields();
        positions = Arrays.stream(read)
                .filter(position -> fields.get(position).type().isNumeric())
                .toArray();
        names = Arrays.stream(positions)
                .mapToObj(position -> fields.get(position).name())
                .toList();
        summaries = names.stream()
                .map(name -> new NumberSummary(rules.statistics().contains(name)))
                .toArray(NumberSummary[]::new);
        looksAt = rules.anomalies().stream()
                .map(rule -> rule.expression().fieldNames().stream()
                        .filter(names::contains)
                        .mapToInt(names::indexOf)
                        .toArray())
                .toArray(int[][]::new);
        numbers = new double[positions.length];
    }

    /** Sums up the values of a row that was read. */
    void add(RowCells cells) {
        for (int i = 0; i < positions.length; i++) {
            if (!cells.absent()[positions[i]]) {
                summaries[i].add(cells.cells()[positions[i]].toDouble());
            }
        }
    }

    /**
     * For each field that one of the rules that hold looks at, its value in the row that was read; NaN for the others;
     * good until the next call.
     */
    double[] numbers(RowCells cells, boolean[] holds) {
        Arrays.fill(numbers, Double.NaN);
        for (int i = 0; i < holds.length; i++) {
            for (int place : looksAt[i]) {
                if (holds[i]) {
                    double number = cells.cells()[positions[place]].toDouble();
                    numbers[place] = Math.max(-NumberSummary.GREATEST, Math.min(NumberSummary.GREATEST, number));
                }
            }
        }
        return numbers;
    }

    NumberSummary[] summaries() {
        return summaries;
    }

    /** What was summed up, by field, in the order in which the rules ask for it. */
    Map<String, Object> statistics() {
        Map<String, Object> statistics = new LinkedHashMap<>();
        for (String name : rules.statistics()) {
            statistics.put(name, summaries[names.indexOf(name)].toMap(rules.percentiles()));
        }
        return statistics;
    }
}
