package dev.dromedary.function.records;

import dev.dromedary.function.records.FieldChecker.Verdict;
import dev.dromedary.function.records.TableSchema.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges rows by a schema. It is made once for a file, and never throws on data.
 *
 * <p>The first fault gives the reason: {@code missing_<field>} in the schema's order, then {@code invalid_<field>} in the
 * schema's order, then the rules in theirs. Not for use by several threads at once.
 */
public final class BatchValidator {

    private final TableSchema schema;
    private final Quoting quoting;
    private final byte quote;
    private final FieldChecker[] checkers;
    private final String[] missing;
    private final String[] invalid;
    private final Cell[] cells;
    private final boolean[] absent;
    private final Rule[] rules;
    private Columns columns;
    private int[] positions;

    /** A validator for the rows of a file with this header. */
    public BatchValidator(TableSchema schema, Header header) {
        this.schema = schema;
        this.quoting = header.quoting();
        this.quote = quoting.quote();
        this.rules = schema.rules(quoting.encoding()).toArray(new Rule[0]);
        int count = schema.fields().size();
        this.checkers = new FieldChecker[count];
        this.missing = new String[count];
        this.invalid = new String[count];
        this.absent = new boolean[count];
        for (int i = 0; i < count; i++) {
            Field field = schema.fields().get(i);
            checkers[i] = new FieldChecker(field, quoting.encoding());
            missing[i] = "missing_" + field.name();
            invalid[i] = "invalid_" + field.name();
        }
        this.cells = cells();
        use(header.columns());
    }

    private Cell[] cells() {
        List<Cell> all = new ArrayList<>();
        for (FieldChecker checker : checkers) {
            all.add(checker.cell());
        }
        int spare = 0;
        for (Rule rule : rules) {
            spare = Math.max(spare, rule.expression().spareCells());
        }
        for (int i = 0; i < spare; i++) {
            all.add(new Cell());
        }
        return all.toArray(new Cell[0]);
    }

    /** Rejects the rows that break the schema. Rows that are rejected already keep their reason. */
    public void validate(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.valid()) {
                String reason = reason(row);
                if (reason != null) {
                    row.reject(reason);
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
            if (verdict == Verdict.INVALID && firstInvalid < 0) {
                firstInvalid = i;
            }
        }
        if (firstInvalid >= 0) {
            return invalid[firstInvalid];
        }
        for (Rule rule : rules) {
            Expression expression = rule.expression();
            if (!expression.needs(absent) && !expression.holds(cells)) {
                return rule.reason();
            }
        }
        return null;
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
