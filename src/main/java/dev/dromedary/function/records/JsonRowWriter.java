package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/** Writes the valid rows as JSON objects, as {@link JsonRow} does: one a line, or those of one array. */
public final class JsonRowWriter implements RecordWriter {

    private final LineBuffer out;
    private final JsonList list;
    private final JsonRow row;
    private long written;

    /**
     * A writer.
     *
     * @param out takes the bytes
     * @param format NDJSON or JSON
     * @param shape the types of the columns
     * @param without names of columns that are left out
     */
    public JsonRowWriter(OutputStream out, RecordFormat format, TableSchema shape, Set<String> without) {
        this.out = new LineBuffer(out);
        this.list = new JsonList(this.out, format);
        this.row = new JsonRow(shape, false, without);
    }

    @Override
    public void header(Header header) {
        // Objects bring their names along.
    }

    @Override
    public int write(List<Row> rows) throws IOException {
        int count = 0;
        for (Row each : rows) {
            if (each.valid()) {
                list.next();
                row.append(each, out);
                count++;
            }
        }
        out.pass();
        written += count;
        return count;
    }

    @Override
    public long written() {
        return written;
    }

    @Override
    public void finish() throws IOException {
        list.finish();
        out.pass();
    }
}
