package dev.dromedary.function.records;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * A row that stands out: what is shown of it. Numbers are Long or BigDecimal of 15 digits at most, booleans are Boolean,
 * all else is text of 200 characters at most; what is missing is null.
 */
public final class Anomaly {

    private final AnalysisRules rules;
    private final long row;
    private final long line;
    private final List<String> identities;
    private final List<Object> values;
    private final List<String> labels;

    Anomaly(
            AnalysisRules rules,
            long row,
            long line,
            List<String> identities,
            List<Object> values,
            List<String> labels) {
        this.rules = rules;
        this.row = row;
        this.line = line;
        this.identities = identities;
        this.values = values;
        this.labels = labels;
    }

    /** The row's place among the rows of the file, from 1. */
    public long row() {
        return row;
    }

    /** The labels of the rules that make it stand out, in their order. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Shows the row with the identities that elsewhere are pseudonymised, whole: {@code row}, {@code line}, the fields,
     * {@code labels}.
     */
    public void forEach(BiConsumer<String, Object> consumer) {
        consumer.accept("row", row);
        consumer.accept("line", line);
        forEachField(identities, consumer);
        consumer.accept("labels", labels);
    }

    void forEachField(List<String> shownIdentities, BiConsumer<String, Object> consumer) {
        int place = 0;
        for (String name : rules.pseudonyms().keySet()) {
            consumer.accept(name, shownIdentities.get(place++));
        }
        place = 0;
        for (String name : rules.fields()) {
            consumer.accept(name, values.get(place++));
        }
    }

    /** The values of the pseudonymised fields; null where there is none. */
    List<String> identities() {
        return identities;
    }

    Anomaly withIdentities(List<String> others) {
        return new Anomaly(rules, row, line, others, values, labels);
    }
}
