package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.records.expression.EvaluationException;
import dev.dromedary.function.records.expression.Formula;
import dev.dromedary.function.records.expression.Formula.KeyOfLookup;
import dev.dromedary.function.records.expression.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Shapes rows by a mapping. It is made once for a file; a row that can't be shaped is rejected as it is, with {@code
 * invalid_<column>}, {@code invalid_where} or {@code duplicate_<column>}. Not for use by several threads at once.
 */
public final class BatchMapper {

    private final Mapping mapping;
    private final Formula where;
    private final String[] names;
    private final String[] invalid;
    private final Formula[] formulas;
    private final boolean[] written;
    private final int fields;
    private final int[] used;
    private final RowCells cells;
    private final Inputs inputs;
    private final UniqueRows unique;
    private final Map<Columns, Shape> shapes = new HashMap<>();
    private final Cell room = new Cell();
    private Columns lastColumns;
    private Shape lastShape;

    /** How the columns of a row become those after. */
    private record Shape(Columns columns, int[] from, int[] added) {}

    /**
     * A mapper that has seen no row yet.
     *
     * @param now what {@code now()} is
     * @param lookups what {@code lookup} finds, by the mapping's {@linkplain Mapping#lookups places}
     * @param uniqueKeys how many different values {@code unique} may keep
     */
    public BatchMapper(Mapping mapping, Instant now, List<? extends LookupValues> lookups, int uniqueKeys) {
        this.mapping = mapping;
        this.where = mapping.where().orElse(null);
        this.fields = mapping.source().fields().size();
        Map<String, Formula> added = mapping.added();
        this.names = added.keySet().toArray(new String[0]);
        this.formulas = added.values().toArray(new Formula[0]);
        this.invalid = new String[names.length];
        this.written = new boolean[names.length];
        TreeSet<Integer> all = new TreeSet<>();
        int spare = where == null ? 0 : use(where, all);
        for (int i = 0; i < formulas.length; i++) {
            spare = Math.max(spare, use(formulas[i], all));
            invalid[i] = "invalid_" + names[i];
            written[i] = mapping.lineage().containsKey(names[i]);
        }
        this.used = all.stream().mapToInt(Integer::intValue).toArray();
        this.cells = new RowCells(mapping.source(), formulas.length);
        this.inputs = new Inputs(cells.cells(), cells.absent(), spare, now, (lookup, key, column) -> lookups.get(lookup)
                .find(key, column));
        this.unique = new UniqueRows(mapping, names, uniqueKeys);
    }

    private int use(Formula formula, TreeSet<Integer> all) {
        for (int index : formula.used()) {
            if (index < fields) {
                all.add(index);
            }
        }
        return formula.spareEnd();
    }

    /**
     * Tells the keys that the rows of a batch look up, so that they can be fetched at once. Keys may come more than once; those that
     * depend on what another lookup finds come when that can be found.
     *
     * @param lookup the lookup's place
     */
    public void keys(List<Row> rows, int lookup, Consumer<Cell> keys) {
        for (Row row : rows) {
            if (row.valid()) {
                cells.read(row, used);
                if (isFilteredWithoutLookup()) {
                    continue;
                }
                if (where != null) {
                    keys(where, lookup, keys);
                }
                for (int i = 0; i < formulas.length; i++) {
                    keys(formulas[i], lookup, keys);
                    work(i);
                }
            }
        }
    }

    private boolean isFilteredWithoutLookup() {
        try {
            return where != null && where.lookups().isEmpty() && !where.isTrue(inputs);
        } catch (EvaluationException e) {
            return true;
        }
    }

    private void keys(Formula formula, int lookup, Consumer<Cell> keys) {
        for (KeyOfLookup key : formula.lookups()) {
            if (key.lookup() == lookup) {
                try {
                    Cell cell = key.of(inputs);
                    if (cell != null) {
                        keys.accept(cell);
                    }
                } catch (EvaluationException e) {
                    // The row is rejected for it when it is shaped.
                }
            }
        }
    }

    /** For the keys of columns that come after; what can't be worked out is told when the row is shaped. */
    private void work(int column) {
        try {
            set(column, formulas[column].value(inputs));
        } catch (EvaluationException e) {
            set(column, null);
        }
    }

    private void set(int column, Cell value) {
        cells.absent()[fields + column] = value == null;
        cells.cells()[fields + column] = value;
    }

    /**
     * Shapes the valid rows of a batch, or rejects them.
     *
     * @return the rows that stay, the rejected ones among them, in their order
     */
    public List<Row> map(List<Row> rows) {
        List<Row> staying = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!row.valid() || map(row)) {
                staying.add(row);
            }
        }
        return staying;
    }

    /** Whether unique values were more than could be kept, so that the rows from then on were not judged. */
    public boolean isFull() {
        return unique.isFull();
    }

    /** What the rows are after. */
    public Mapping mapping() {
        return mapping;
    }

    private boolean map(Row row) {
        cells.read(row, used);
        String reason = "invalid_where";
        try {
            if (where != null && !where.isTrue(inputs)) {
                return false;
            }
            byte[][] values = new byte[formulas.length][];
            for (int i = 0; i < formulas.length; i++) {
                reason = invalid[i];
                Cell value = formulas[i].value(inputs);
                set(i, value);
                if (value != null && written[i]) {
                    values[i] = formulas[i].written(value, room);
                }
            }
            if (!unique.add(row, cells, values)) {
                row.reject(unique.reason());
                return true;
            }
            shape(row, values);
        } catch (EvaluationException e) {
            row.reject(reason);
        }
        return true;
    }

    private void shape(Row row, byte[][] values) {
        if (row.columns() != lastColumns) {
            lastColumns = row.columns();
            lastShape = shapes.computeIfAbsent(lastColumns, this::shape);
        }
        byte[][] added = new byte[lastShape.from().length][];
        for (int i = 0; i < added.length; i++) {
            int index = lastShape.added()[i];
            added[i] = index < 0 ? null : values[index];
        }
        row.reshape(lastShape.columns(), lastShape.from(), added);
    }

    private Shape shape(Columns before) {
        List<String> after = mapping.columns(before.names());
        int[] from = new int[after.size()];
        int[] added = new int[after.size()];
        List<String> addedNames = List.of(names);
        List<String> kept = before.names().stream()
                .map(column -> mapping.kept(column).orElse(""))
                .toList();
        for (int i = 0; i < from.length; i++) {
            added[i] = addedNames.indexOf(after.get(i));
            from[i] = added[i] >= 0 ? -1 : kept.indexOf(after.get(i));
        }
        Columns columns = shapes.values().stream()
                .map(Shape::columns)
                .filter(known -> known.names().equals(after))
                .findFirst()
                .orElseGet(() -> new Columns(after));
        return new Shape(columns, from, added);
    }
}
