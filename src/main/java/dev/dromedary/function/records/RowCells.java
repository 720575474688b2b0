package dev.dromedary.function.records;

import java.util.List;

/**
 * The values of one row after the other, understood by a schema's types; whether they keep its constraints is not asked.
 * For rows that nothing has rejected.
 */
final class RowCells {

    private final List<Field> fields;
    private Quoting quoting;
    private byte quote;
    private final ValueParser[] parsers;
    private final boolean[] texts;
    private final ByteStrings[] missing;
    private final Cell[] cells;
    private final boolean[] absent;
    private final int[] positions;
    private Columns columns;

    /** Where the value that was last found is. */
    private byte[] bytes;

    private int start;
    private int end;

    /** @param spare how many cells more there are to be, for what expressions work out */
    RowCells(TableSchema schema, int spare) {
        fields = schema.fields();
        int count = fields.size();
        parsers = new ValueParser[count];
        texts = new boolean[count];
        missing = new ByteStrings[count];
        absent = new boolean[count];
        positions = new int[count];
        cells = new Cell[count + spare];
        for (int i = 0; i < count; i++) {
            texts[i] = fields.get(i).type().kind() == FieldType.Kind.TEXT;
        }
        use(new Quoting(schema.dialect()));
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    /** One for each field, then the spare ones. What those of absent fields hold means nothing. */
    Cell[] cells() {
        return cells;
    }

    /** Whether a field that was last read had no value of its type. */
    boolean[] absent() {
        return absent;
    }

    void read(Row row, int[] wanted) {
        if (row.columns() != columns) {
            use(row.columns());
        }
        if (row.chunk().header.quoting() != quoting) {
            // A file's byte order mark may say another encoding than the schema.
            use(row.chunk().header.quoting());
        }
        for (int field : wanted) {
            absent[field] = !find(row, field) || !parse(field);
        }
    }

    /** The text of a value whatever its type, or null if it is missing. */
    String text(Row row, int field) {
        return find(row, field) ? quoting.encoding().decode(bytes, start, end) : null;
    }

    private boolean parse(int field) {
        return (start < end || texts[field]) && parsers[field].parse(bytes, start, end, cells[field]);
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
        for (int i = 0; i < parsers.length; i++) {
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
