package dev.dromedary.function.records;

import dev.dromedary.function.records.FieldChecker.Verdict;
import dev.dromedary.function.records.TableSchema.Contract;
import dev.dromedary.function.records.TableSchema.Rule;
import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.records.expression.Inputs;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Judges rows by a schema. It is made once for a file, and never throws on data.
 *
 * <p>The first fault gives the reason: {@code missing_<field>} in the schema's order, then {@code invalid_<field>} in the
 * schema's order, then the rules in theirs. Not for use by several threads at once.
 */
public final class BatchValidator {

    /** A few wrong values are rows' faults; that many, and no right one, are a column of another type. */
    private static final int LEAST_MISTYPED = 10;

    private final TableSchema schema;
    private final Quoting quoting;
    private final byte quote;
    private final boolean nulls;
    private final FieldChecker[] checkers;
    private final String[] missing;
    private final String[] invalid;
    private final Inputs inputs;
    private final boolean[] absent;
    private final Rule[] rules;
    private final Header header;
    /** Of each field, how many values were not of its type, and how many rows had none. */
    private final long[] mistyped;

    private final long[] without;
    /** Rows all of whose values were looked at. */
    private long whole;
    /** Fields of the row whose values are left out, as they are not of their type. */
    private final BitSet unfit = new BitSet();

    private long discarded;
    private Columns columns;
    private int[] positions;

    /** A validator for the rows of a file with this header. */
    public BatchValidator(TableSchema schema, Header header) {
        this.schema = schema;
        this.header = header;
        this.quoting = header.quoting();
        this.quote = quoting.quote();
        this.nulls = header.nulls();
        this.rules = schema.rules(quoting.encoding()).toArray(new Rule[0]);
        int count = schema.fields().size();
        this.checkers = new FieldChecker[count];
        this.missing = new String[count];
        this.invalid = new String[count];
        this.absent = new boolean[count];
        this.mistyped = new long[count];
        this.without = new long[count];
        for (int i = 0; i < count; i++) {
            Field field = schema.fields().get(i);
            checkers[i] = new FieldChecker(field, quoting.encoding());
            missing[i] = "missing_" + field.name();
            invalid[i] = "invalid_" + field.name();
        }
        this.inputs = inputs();
        use(header.columns());
    }

    private Inputs inputs() {
        Cell[] cells = new Cell[checkers.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = checkers[i].cell();
        }
        int spare = 0;
        for (Rule rule : rules) {
            spare = Math.max(spare, rule.expression().spareCells());
        }
        return new Inputs(cells, absent, spare);
    }

    /** Rejects the rows that break the schema. Rows that are rejected already keep their reason. */
    public void validate(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.valid()) {
                unfit.clear();
                String reason = reason(row);
                if (reason != null) {
                    row.reject(reason);
                } else if (!unfit.isEmpty()) {
                    discard(row);
                }
            }
        }
    }

    private String reason(Row row) {
        if (row.columns() != columns) {
            use(row.columns());
        }
        boolean changed = row.isChanged();
        Chunk chunk = row.chunk();
        byte[] bytes = chunk.bytes;
        int[] ends = chunk.ends;
        int rowStart = row.start();
        int firstEnd = row.firstEnd();
        int firstInvalid = -1;
        for (int i = 0; i < checkers.length; i++) {
            int position = positions[i];
            Verdict verdict;
            if (changed || position < 0) {
                verdict = checkChanged(row, i);
            } else {
                int start = position == 0 ? rowStart : ends[firstEnd + position - 1] + 1;
                verdict = check(checkers[i], bytes, start, ends[firstEnd + position]);
            }
            absent[i] = verdict == Verdict.ABSENT;
            if (verdict == Verdict.MISSING) {
                return missing[i];
            }
            if (verdict == Verdict.ABSENT) {
                without[i]++;
            } else if (verdict == Verdict.MISTYPED && isDiscarded(i)) {
                absent[i] = true;
            } else if (verdict != Verdict.VALID && firstInvalid < 0) {
                firstInvalid = i;
            }
        }
        whole++;
        if (firstInvalid >= 0) {
            return invalid[firstInvalid];
        }
        for (Rule rule : rules) {
            if (rule.expression().isBroken(inputs, absent)) {
                return rule.reason();
            }
        }
        return null;
    }

    /** Counts a value that is not of its type; whether the schema says that it is left out for that. */
    private boolean isDiscarded(int field) {
        mistyped[field]++;
        boolean discarded = schema.contract() == Contract.DISCARD && !checkers[field].isRequired();
        if (discarded) {
            unfit.set(field);
        }
        return discarded;
    }

    /** Takes the values out of a row that are left out. */
    private void discard(Row row) {
        for (int field = unfit.nextSetBit(0); field >= 0; field = unfit.nextSetBit(field + 1)) {
            row.set(schema.fields().get(field).name(), null);
            discarded++;
        }
    }

    /** How the columns of the file differ from the schema's, as far as the rows were judged. */
    public Drift drift() {
        List<String> fields = schema.fields().stream().map(Field::name).toList();
        List<Integer> fresh = ColumnNames.unknown(header.names(), fields).stream()
                .map(place -> place + 1)
                .toList();
        List<String> gone =
                fields.stream().filter(field -> !header.names().contains(field)).toList();
        List<String> retyped = new ArrayList<>();
        for (int i = 0; i < mistyped.length; i++) {
            if (mistyped[i] >= LEAST_MISTYPED && mistyped[i] + without[i] >= whole) {
                retyped.add(fields.get(i));
            }
        }
        return new Drift(fresh, gone, retyped, discarded);
    }

    private Verdict checkChanged(Row row, int field) {
        Changes changes = row.changesOrNull();
        FieldChecker checker = checkers[field];
        int position = positions[field];
        byte[] value = position < 0 ? null : changes.value(position);
        if (value != null) {
            return checker.check(value, 0, value.length);
        }
        int source = position < 0 ? -1 : changes.source(position);
        if (source < 0) {
            return checker.absent();
        }
        return check(checker, row.chunk().bytes, row.valueStart(source), row.valueEnd(source));
    }

    private Verdict check(FieldChecker checker, byte[] bytes, int start, int end) {
        if (start < end && bytes[start] == quote) {
            return checkQuoted(checker, bytes, start, end);
        }
        if (start == end && nulls) {
            return checker.absent();
        }
        return checker.check(bytes, start, end);
    }

    private Verdict checkQuoted(FieldChecker checker, byte[] bytes, int start, int end) {
        if (!quoting.hasInnerQuote(bytes, start, end)) {
            return checker.check(bytes, start + 1, end - 1);
        }
        byte[] value = quoting.unquoted(bytes, start, end);
        return checker.check(value, 0, value.length);
    }

    private void use(Columns newColumns) {
        columns = newColumns;
        positions = new int[checkers.length];
        for (int i = 0; i < checkers.length; i++) {
            positions[i] = newColumns.indexOf(schema.fields().get(i).name());
        }
    }
}
