package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.NumberForm;
import dev.dromedary.function.records.JsonScanner.Kind;
import dev.dromedary.function.records.TableSchema.Contract;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rows of JSON objects: one value for each field, in the schema's order, written as the schema's dialect writes them in a
 * file, so that whoever works on rows knows one way only. A value that is null or not there has no bytes at all; a text of no
 * characters is a pair of quotes.
 */
final class JsonRows {

    private final List<Field> fields;
    private final Quoting quoting;
    private final JsonScanner scanner;
    private final Header header;
    /** Whether an object with a member that is no field is rejected. */
    private final boolean frozen;

    private byte[] source;
    private byte[] out;
    private int length;
    private int[] ends;
    private int endCount;
    private Row[] rows = new Row[64];
    private int rowCount;
    private Chunk chunk;

    JsonRows(TableSchema schema, Header header) {
        this.fields = schema.fields();
        this.quoting = header.quoting();
        this.scanner = new JsonScanner(fields);
        this.header = header;
        this.frozen = schema.contract() == Contract.FREEZE;
    }

    JsonScanner scanner() {
        return scanner;
    }

    /** Begins the rows of another stretch of the file, whose bytes never change from now on. */
    void start(byte[] newSource) {
        source = newSource;
        out = new byte[Math.max(1024, newSource.length / 2)];
        length = 0;
        ends = new int[Math.max(64, endCount)];
        endCount = 0;
        rowCount = 0;
        rows = new Row[Math.max(64, rows.length)];
        chunk = new Chunk(out, header, source);
    }

    /** Adds the row of an object that stands between two places. */
    void add(int start, int end, long number, long line) {
        String reason = scanner.scan(source, start, end);
        if (reason == null && !quoting.encoding().isValid(source, start, end)) {
            reason = RowReader.UNDECODABLE_BYTES;
        }
        if (reason == null && frozen && scanner.hasUnknown()) {
            reason = JsonReader.UNEXPECTED_FIELD;
        }
        // Where the object stands goes before the ends of its values.
        addEnd(start);
        addEnd(end);
        int rowStart = length;
        int firstEnd = endCount;
        if (reason == null) {
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    write(quoting.delimiter());
                }
                String fault = value(i, fields.get(i));
                reason = reason == null ? fault : reason;
                addEnd(length);
            }
        }
        if (rowCount == rows.length) {
            rows = Arrays.copyOf(rows, rowCount * 2);
        }
        rows[rowCount++] = new Row(chunk, rowStart, length, firstEnd, endCount - firstEnd, number, line, reason);
        write((byte) '\n');
    }

    /** The rows added since the start; the first {@link #count} count. Nothing is added any more. */
    Row[] rows() {
        reserve(RowScanner.PADDING);
        chunk.bytes = out;
        chunk.ends = ends;
        return rows;
    }

    int count() {
        return rowCount;
    }

    /** Writes a field's value; returns why it is none of the field's, or null. */
    private String value(int index, Field field) {
        Kind kind = scanner.kind(index);
        if (kind == Kind.ABSENT || kind == Kind.NULL) {
            return null;
        }
        int start = scanner.start(index);
        int end = scanner.end(index);
        switch (kind) {
            case STRING -> string(start, end);
            case NUMBER -> number(field, start, end);
            case TRUE -> bool(field.trueValues(), "true");
            case FALSE -> bool(field.falseValues(), "false");
            default -> {
                byte[] compact = JsonGrammar.compact(source, start, end);
                text(compact, 0, compact.length);
            }
        }
        return fits(kind, field.type()) ? null : "invalid_" + field.name();
    }

    /** A string may be whatever the schema says that it is written as; the other kinds are what they are. */
    private static boolean fits(Kind kind, FieldType type) {
        if (type == FieldType.ANY || kind == Kind.STRING) {
            return true;
        }
        return switch (type) {
            case STRING -> false;
            case BOOLEAN -> kind == Kind.TRUE || kind == Kind.FALSE;
            case LIST -> kind == Kind.LIST;
            case OBJECT -> kind == Kind.OBJECT;
            // Moments may be written as seconds since 1970.
            default -> kind == Kind.NUMBER;
        };
    }

    private void string(int start, int end) {
        for (int i = start; i < end; i++) {
            if (source[i] == '\\') {
                byte[] value = JsonGrammar.unescaped(source, start, end);
                text(value, 0, value.length);
                return;
            }
        }
        text(source, start, end);
    }

    private void text(byte[] bytes, int start, int end) {
        if (start == end || needsQuotes(bytes, start, end)) {
            byte[] quoted = quoting.inQuotes(Arrays.copyOfRange(bytes, start, end));
            write(quoted, 0, quoted.length);
        } else {
            write(bytes, start, end);
        }
    }

    private boolean needsQuotes(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            byte each = bytes[i];
            if (each == quoting.delimiter() || each == quoting.quote() || each == '\n' || each == '\r') {
                return true;
            }
        }
        return fields.size() == 1 && Quoting.isBlank(bytes, start, end);
    }

    /** With the mark between whole and fraction that the schema's numbers have. */
    private void number(Field field, int start, int end) {
        if (field.numberForm().decimalChar().equals(NumberForm.DEFAULT.decimalChar())) {
            text(source, start, end);
        } else {
            String text = new String(source, start, end - start, StandardCharsets.US_ASCII);
            byte[] value = text.replace(".", field.numberForm().decimalChar()).getBytes(StandardCharsets.UTF_8);
            text(value, 0, value.length);
        }
    }

    private void bool(List<String> words, String word) {
        byte[] value = (words.contains(word) || words.isEmpty() ? word : words.get(0)).getBytes(StandardCharsets.UTF_8);
        text(value, 0, value.length);
    }

    private void addEnd(int end) {
        if (endCount == ends.length) {
            ends = Arrays.copyOf(ends, endCount * 2);
        }
        ends[endCount++] = end;
    }

    private void write(byte single) {
        reserve(1);
        out[length++] = single;
    }

    private void write(byte[] bytes, int start, int end) {
        reserve(end - start);
        System.arraycopy(bytes, start, out, length, end - start);
        length += end - start;
    }

    private void reserve(int count) {
        if (out.length - length < count) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, length + count));
        }
    }
}
