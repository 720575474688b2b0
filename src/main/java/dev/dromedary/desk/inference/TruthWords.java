package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two words for true and false that stand in a column and nothing else.
 *
 * @param yes as they are written there, all spellings
 * @param no the same
 */
record TruthWords(List<String> yes, List<String> no) {

    private static final List<List<String>> PAIRS =
            List.of(List.of("yes", "no"), List.of("y", "n"), List.of("ja", "nein"), List.of("on", "off"));

    /** Those of a column; empty if it holds others. */
    static Optional<TruthWords> of(ColumnProfile column) {
        Set<String> words = column.values().keySet().stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return PAIRS.stream()
                .filter(pair -> words.size() == 2 && words.containsAll(pair))
                .map(pair -> new TruthWords(spellings(column, pair.get(0)), spellings(column, pair.get(1))))
                .findFirst();
    }

    private static List<String> spellings(ColumnProfile column, String word) {
        return column.values().keySet().stream()
                .filter(value -> value.equalsIgnoreCase(word))
                .sorted()
                .toList();
    }

    /** Makes a field a boolean with these words. */
    void describe(ObjectNode field) {
        field.put("type", "boolean");
        ArrayNode trueValues = field.putArray("trueValues");
        yes.forEach(trueValues::add);
        ArrayNode falseValues = field.putArray("falseValues");
        no.forEach(falseValues::add);
    }

    @Override
    public String toString() {
        return String.join(", ", yes) + " and " + String.join(", ", no);
    }
}
