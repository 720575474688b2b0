package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import dev.dromedary.function.records.expression.EvaluationException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a lookup, by their keys, in memory. Not for use by several threads at once. */
public final class LookupRows implements LookupValues {

    private final String name;
    private final Encoding encoding;
    private final boolean required;
    private final List<String> columns;
    private final Map<Key, byte[][]> rows = new HashMap<>();
    private final Key probe = new Key();

    /**
     * No rows yet.
     *
     * @param name the lookup's name, for messages
     * @param columns the columns that rows have
     * @param header the file's whose rows ask
     * @param required whether a key that is not there is a fault
     */
    public LookupRows(String name, List<String> columns, Header header, boolean required) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.encoding = header.quoting().encoding();
        this.required = required;
    }

    /**
     * A CSV file with a header, in UTF-8 unless it has a byte order mark that says otherwise.
     *
     * @param source what the rows are of, for messages, such as {@code orders/countries.csv}
     * @param key the column with the keys
     * @return the columns' names, and all rows
     * @throws IllegalArgumentException with one sentence if it can't be used
     */
    public static CsvRows read(String source, InputStream in, String key) {
        RowReader reader = new RowReader(in, Dialect.DEFAULT, Limits.DEFAULT);
        List<String> names = reader.header().names();
        int keyIndex = names.indexOf(key);
        List<String[]> rows = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        while (keyIndex >= 0 && reader.hasNext()) {
            Row row = reader.next();
            if (!row.valid()) {
                throw new IllegalArgumentException("The lookup " + source + ", line " + row.line()
                        + ": the row can't be used (" + row.reason() + "); correct it.");
            }
            String[] values = names.stream().map(row::get).toArray(String[]::new);
            Long before = lines.put(values[keyIndex], row.line());
            if (before != null) {
                throw new IllegalArgumentException("The lookup " + source + ", line " + row.line()
                        + ": the key stands on line " + before + ", too; remove one.");
            }
            rows.add(values);
        }
        reader.defect().ifPresent(defect -> {
            throw new IllegalArgumentException("The lookup " + source + " can't be read: " + defect.message() + ".");
        });
        if (keyIndex < 0) {
            throw new IllegalArgumentException(
                    "The lookup " + source + " has no column \"" + key + "\"" + Nearest.hint(key, names));
        }
        return new CsvRows(names, keyIndex, rows);
    }

    /**
     * What a CSV file holds.
     *
     * @param columns the columns' names
     * @param key the place of the column with the keys
     * @param rows the values of each row
     */
    public record CsvRows(List<String> columns, int key, List<String[]> rows) {

        /** No columns and no rows. */
        public static final CsvRows NONE = new CsvRows(List.of(), -1, List.of());

        /** Ready for rows of a file. */
        public LookupRows of(String name, Header header, boolean required) {
            LookupRows lookup = new LookupRows(name, columns, header, required);
            rows.forEach(row -> lookup.put(row[key], row));
            return lookup;
        }
    }

    /** Adds a row: its values in the columns' order, null or empty for none. */
    public void put(String key, String[] values) {
        byte[][] bytes = new byte[columns.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values[i] == null || values[i].isEmpty() ? null : encoded(values[i]);
        }
        byte[] keyBytes = key.getBytes(encoding.charset());
        rows.put(new Key().at(keyBytes, 0, keyBytes.length), bytes);
    }

    /** Notes that there is no row of a key. */
    public void putMissing(String key) {
        byte[] keyBytes = key.getBytes(encoding.charset());
        rows.put(new Key().at(keyBytes, 0, keyBytes.length), null);
    }

    /** A value that the rows' encoding lacks a character for is as good as none that can be written. */
    private byte[] encoded(String value) {
        try {
            return encoding.encode(value);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** A key as a text. */
    public String text(Cell key) {
        return encoding.decode(key.bytes(), key.start(), key.end());
    }

    /** Whether it is known what row has the key, or that none has. */
    public boolean knows(Cell key) {
        return rows.containsKey(probe.at(key.bytes(), key.start(), key.end()));
    }

    /** How many keys are known. */
    public int size() {
        return rows.size();
    }

    /** Forgets all. */
    public void clear() {
        rows.clear();
    }

    @Override
    public byte[] find(Cell key, String column) {
        byte[][] row = rows.get(probe.at(key.bytes(), key.start(), key.end()));
        if (row == null) {
            if (required) {
                throw new EvaluationException("a key that the lookup " + name + " has not");
            }
            return null;
        }
        int index = columns.indexOf(column);
        byte[] value = index < 0 ? null : row[index];
        if (value != null && value.length == 0) {
            throw new EvaluationException("a value of the lookup " + name + " that the file's encoding can't write");
        }
        return value;
    }

    /** Bytes as a key; one that is in the map is never moved. */
    private static final class Key {

        private byte[] bytes;
        private int start;
        private int end;
        private int hash;

        Key at(byte[] newBytes, int newStart, int newEnd) {
            bytes = newBytes;
            start = newStart;
            end = newEnd;
            int sum = 1;
            for (int i = newStart; i < newEnd; i++) {
                sum = 31 * sum + newBytes[i];
            }
            hash = sum;
            return this;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, start, end, key.bytes, key.start, key.end);
        }
    }
}
