package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.util.List;

/**
 * The values of one row after the other, understood by a schema's types; whether they keep its constraints is not asked.
 * For rows that nothing has rejected.
 */
final class RowCells {

    private final List<Field> fields;
    private Quoting quoting;
    private byte quote;
    private boolean nulls;
    private final ValueParser[] parsers;
    private final boolean[] texts;
    private final ByteStrings[] missing;
    private final boolean[] emptyIsMissing;
    private final Cell[] cells;
    private final boolean[] absent;
    private final boolean[] unreadable;
    private final int[] positions;
    private Columns columns;

    /** Where the value that was last found is. */
    private byte[] bytes;

    private int start;
    private int end;

    RowCells(TableSchema schema) {
        this(schema.fields(), schema.dialect(), 0);
    }

    RowCells(List<Field> fields, Dialect dialect) {
        this(fields, dialect, 0);
    }

    /** @param more how many places there are to be after those of the fields, for what is worked out; they are absent */
    RowCells(TableSchema schema, int more) {
        this(schema.fields(), schema.dialect(), more);
    }

    private RowCells(List<Field> fields, Dialect dialect, int more) {
        this.fields = List.copyOf(fields);
        int count = fields.size();
        parsers = new ValueParser[count];
        texts = new boolean[count];
        missing = new ByteStrings[count];
        emptyIsMissing = new boolean[count];
        absent = new boolean[count + more];
        unreadable = new boolean[count];
        positions = new int[count];
        cells = new Cell[count + more];
        for (int i = 0; i < count; i++) {
            texts[i] = fields.get(i).type().kind() == FieldType.Kind.TEXT;
            emptyIsMissing[i] = fields.get(i).missingValues().contains("");
        }
        use(new Quoting(dialect));
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    /** One for each field, then those after them. What those of absent fields hold means nothing. */
    Cell[] cells() {
        return cells;
    }

    /** Whether a field that was last read had no value of its type. */
    boolean[] absent() {
        return absent;
    }

    /** Whether a field that was last read had a value, but none of its type. */
    boolean[] unreadable() {
        return unreadable;
    }

    /** How texts in the cells are encoded. */
    Encoding encoding() {
        return quoting.encoding();
    }

    void read(Row row, int[] wanted) {
        use(row);
        for (int field : wanted) {
            boolean found = find(row, field);
            absent[field] = !found || !parse(field);
            unreadable[field] = found && absent[field] && !isBlank(field);
        }
    }

    private void use(Row row) {
        if (row.columns() != columns) {
            use(row.columns());
        }
        nulls = row.chunk().header.nulls();
        if (row.chunk().header.quoting() != quoting) {
            // A file's byte order mark may say another encoding than the schema.
            use(row.chunk().header.quoting());
        }
    }

    /** The text of a value whatever its type, or null if it is missing. */
    String text(Row row, int field) {
        return find(row, field) ? quoting.encoding().decode(bytes, start, end) : null;
    }

    /** Where the value of a field is, whatever its type; false if it is missing. */
    boolean text(Row row, int field, Cell into) {
        use(row);
        boolean found = find(row, field);
        if (found) {
            into.setText(bytes, start, end);
        }
        return found;
    }

    private boolean parse(int field) {
        return (start < end || texts[field]) && parsers[field].parse(bytes, start, end, cells[field]);
    }

    /** Whether a value counts as nothing although some bytes are there, as for validation. */
    private boolean isBlank(int field) {
        return emptyIsMissing[field] && parsers[field].isBlank(bytes, start, end);
    }

    private boolean find(Row row, int field) {
        int position = positions[field];
        if (position < 0) {
            return false;
        }
        if (row.isChanged()) {
            return findChanged(row, field, position);
        }
        bytes = row.chunk().bytes;
        return find(field, row.valueStart(position), row.valueEnd(position));
    }

    private boolean findChanged(Row row, int field, int position) {
        Changes changes = row.changesOrNull();
        byte[] value = changes.value(position);
        if (value != null) {
            bytes = value;
            start = 0;
            end = value.length;
            return !missing[field].contains(bytes, start, end);
        }
        int source = changes.source(position);
        bytes = row.chunk().bytes;
        return source >= 0 && find(field, row.valueStart(source), row.valueEnd(source));
    }

    private boolean find(int field, int first, int last) {
        start = first;
        end = last;
        if (start < end && bytes[start] == quote) {
            unquote();
        } else if (start == end && nulls) {
            return false;
        }
        return !missing[field].contains(bytes, start, end);
    }

    private void unquote() {
        if (quoting.hasInnerQuote(bytes, start, end)) {
            bytes = quoting.unquoted(bytes, start, end);
            start = 0;
            end = bytes.length;
        } else {
            start++;
            end--;
        }
    }

    private void use(Quoting newQuoting) {
        quoting = newQuoting;
        quote = quoting.quote();
        for (int i = 0; i < fields.size(); i++) {
            parsers[i] = ValueParser.of(fields.get(i), quoting.encoding());
            missing[i] = new ByteStrings(quoting.encoding(), fields.get(i).missingValues());
        }
    }

    private void use(Columns newColumns) {
        columns = newColumns;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = newColumns.indexOf(fields.get(i).name());
        }
    }
}
