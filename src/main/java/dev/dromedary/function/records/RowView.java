package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.List;

/** What is shown of rows that stand out. */
final class RowView {

    private final AnalysisRules rules;
    private final RowCells cells;
    private final List<Field> fields = new ArrayList<>();
    /** Positions in the schema of the fields that are shown. */
    private final int[] shown;
    /** Those of them that are numbers. */
    private final int[] numbers;

    private final int[] identities;

    RowView(AnalysisRules rules, RowCells cells) {
        this.rules = rules;
        this.cells = cells;
        List<String> names = rules.schema().fields().stream().map(Field::name).toList();
        shown = rules.fields().stream().mapToInt(names::indexOf).toArray();
        identities =
                rules.pseudonyms().keySet().stream().mapToInt(names::indexOf).toArray();
        for (int position : shown) {
            fields.add(rules.schema().fields().get(position));
        }
        numbers = rules.schema().fields().stream()
                .filter(field -> rules.fields().contains(field.name()))
                .filter(field -> field.type().kind() == FieldType.Kind.NUMBER)
                .mapToInt(field -> names.indexOf(field.name()))
                .toArray();
    }

    Anomaly of(Row row, List<String> labels) {
        cells.read(row, numbers);
        List<Object> values = new ArrayList<>(shown.length);
        for (int i = 0; i < shown.length; i++) {
            values.add(value(row, shown[i], fields.get(i)));
        }
        List<String> whole = new ArrayList<>(identities.length);
        for (int position : identities) {
            whole.add(cells.text(row, position));
        }
        return new Anomaly(rules, row.number(), row.line(), whole, values, labels);
    }

    private Object value(Row row, int position, Field field) {
        if (field.type().kind() == FieldType.Kind.NUMBER && !cells.absent()[position]) {
            Object number = ShownValue.number(cells.cells()[position]);
            if (number != null) {
                return number;
            }
        }
        String text = cells.text(row, position);
        if (text == null) {
            return null;
        }
        if (field.type() == FieldType.BOOLEAN) {
            if (field.trueValues().contains(text)) {
                return true;
            }
            if (field.falseValues().contains(text)) {
                return false;
            }
        }
        return ShownValue.text(text);
    }
}
