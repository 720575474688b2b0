package dev.dromedary.function.records;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shorthands for reading and writing CSV in tests. */
final class CsvFiles {

    private CsvFiles() {}

    static RowReader reader(String text) {
        return reader(text.getBytes(StandardCharsets.UTF_8));
    }

    static RowReader reader(byte[] bytes) {
        return new RowReader(new ByteArrayInputStream(bytes), Dialect.DEFAULT, Limits.DEFAULT);
    }

    static RowReader reader(byte[] bytes, TableSchema schema) {
        return new RowReader(new ByteArrayInputStream(bytes), schema, Limits.DEFAULT);
    }

    static List<Row> rows(RowReader reader) {
        List<Row> rows = new ArrayList<>();
        reader.forEachRemaining(rows::add);
        return rows;
    }

    static List<Row> rows(String text) {
        return rows(reader(text));
    }

    /** The values in the order of the columns, null where a row ends too early. */
    static List<String> values(Row row) {
        List<String> values = new ArrayList<>();
        for (String name : row.names()) {
            values.add(row.get(name));
        }
        return values;
    }

    static Row row(String header, String line) {
        return rows(header + "\n" + line + "\n").get(0);
    }

    static String written(Header header, Dialect dialect, List<Row> rows, boolean withReason) {
        return new String(writtenBytes(header, dialect, rows, withReason), dialect.encoding());
    }

    static byte[] writtenBytes(Header header, Dialect dialect, List<Row> rows, boolean withReason) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            RowWriter writer = new RowWriter(out, dialect, withReason);
            writer.header(header);
            writer.write(rows);
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Hands out a few bytes at a time, one to seven in turn. */
    static InputStream trickling(byte[] bytes) {
        InputStream whole = new ByteArrayInputStream(bytes);
        return new InputStream() {
            private int turn;

            @Override
            public int read() throws IOException {
                return whole.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                turn = turn % 7 + 1;
                return whole.read(target, offset, Math.min(length, turn));
            }
        };
    }
}
