package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One record of a file: values by column name, and the reason for which it is rejected, if it is.
 *
 * <p>A row of CSV is a slice of the file's bytes. It stays as it was read for as long as it is kept, and what nobody changed is
 * written byte for byte as it came. Not for use by several threads at once.
 */
public final class Row {

    private final Chunk chunk;
    private final int start;
    private final int end;
    private final int firstEnd;
    private final int count;
    private final long number;
    private final long line;
    private String reason;
    private Changes changes;

    Row(Chunk chunk, int start, int end, int firstEnd, int count, long number, long line, String reason) {
        this.chunk = chunk;
        this.start = start;
        this.end = end;
        this.firstEnd = firstEnd;
        this.count = count;
        this.number = number;
        this.line = line;
        this.reason = reason;
    }

    /**
     * The value of a column, unquoted; empty if nothing stands between its delimiters; null if there is no such column,
     * or if the row came with fewer values and ends before it.
     */
    public String get(String name) {
        int index = columns().indexOf(name);
        if (index < 0) {
            return null;
        }
        if (changes == null) {
            return index < count ? text(index) : null;
        }
        byte[] value = changes.value(index);
        if (value != null) {
            return encoding().decode(value, 0, value.length);
        }
        return changes.source(index) < 0 ? null : text(changes.source(index));
    }

    /**
     * The value of a column as a number, by what the schema says of how its numbers are written; null if there is no such
     * column, no value, or no number.
     */
    public BigDecimal number(String name) {
        String text = get(name);
        return text == null ? null : chunk.header.numbers().number(name, text);
    }

    /**
     * Changes a column's value, or adds a column at the end. It is judged by validation that comes after, and written
     * with quotes if it needs them.
     *
     * @param value the value, unquoted; null is the empty value
     * @throws IllegalArgumentException if the name is blank, or the file's encoding lacks a character of the value
     */
    public void set(String name, String value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A column needs a name; give set(…) one that is not blank.");
        }
        byte[] bytes = value == null ? null : encoding().encode(value);
        changes().set(name, bytes);
    }

    /** Drops a column; nothing happens if there is none of that name. */
    public void remove(String name) {
        int index = columns().indexOf(name);
        if (index >= 0) {
            changes().remove(index);
        }
    }

    /** The names of the row's columns in order: the header's, with what {@code set} and {@code remove} did. */
    public List<String> names() {
        return columns().names();
    }

    /** The reason for which the row is rejected; null as long as it is valid. */
    public String reason() {
        return reason;
    }

    /** Whether nothing has rejected the row so far. */
    public boolean valid() {
        return reason == null;
    }

    /** Rejects the row, for a reason that is not blank, a code in snake_case by custom. The first one stays. */
    public void reject(String reason) {
        if (Objects.requireNonNull(reason).isBlank()) {
            throw new IllegalArgumentException("A rejected row needs a reason; give reject(…) one that is not blank.");
        }
        if (this.reason == null) {
            this.reason = reason;
        }
    }

    /** The row's place among the rows of the file, from 1; header and blank lines don't count. */
    public long number() {
        return number;
    }

    /** The line of the file on which the row starts, from 1; the header is on line 1 unless blank lines precede it. */
    public long line() {
        return line;
    }

    /** The row as it came, whatever steps did to it: a copy of its bytes, without its line end. */
    public byte[] bytes() {
        return hasSource()
                ? Arrays.copyOfRange(chunk.source, sourceStart(), sourceEnd())
                : Arrays.copyOfRange(chunk.bytes, start, end);
    }

    /** The row as it came, as text. */
    public String text() {
        return new String(bytes(), hasSource() ? StandardCharsets.UTF_8 : encodingOf());
    }

    /** The row's place, and nothing of what stands in it: exceptions quote what travels in an exchange. */
    @Override
    public String toString() {
        return "row " + number + (reason == null ? "" : " (" + reason + ")");
    }

    Columns columns() {
        return changes == null ? chunk.header.columns() : changes.columns();
    }

    Chunk chunk() {
        return chunk;
    }

    /** The charset of its bytes. */
    Charset encodingOf() {
        return encoding().charset();
    }

    /** Where the row as it came starts in the chunk's bytes. */
    int start() {
        return start;
    }

    /** Where the row as it came ends in the chunk's bytes, without its line end. */
    int end() {
        return end;
    }

    /** How many values the row came with. */
    int count() {
        return count;
    }

    /** The position in the chunk's ends of the first value's. */
    int firstEnd() {
        return firstEnd;
    }

    /** Whether the record was written in another way than its row is. */
    boolean hasSource() {
        return chunk.source != null;
    }

    /** Where the record starts in the chunk's source. */
    int sourceStart() {
        return chunk.ends[firstEnd - 2];
    }

    /** Where the record ends in the chunk's source. */
    int sourceEnd() {
        return chunk.ends[firstEnd - 1];
    }

    int valueStart(int index) {
        return index == 0 ? start : chunk.ends[firstEnd + index - 1] + 1;
    }

    int valueEnd(int index) {
        return chunk.ends[firstEnd + index];
    }

    /** Whether a step changed the row. Cheaper to ask than {@link #changesOrNull}, whose class may not be loaded yet. */
    boolean isChanged() {
        return changes != null;
    }

    /** What was done to the row, or null. */
    Changes changesOrNull() {
        return changes;
    }

    /**
     * Gives the row other columns.
     *
     * @param from for each column its position among those of now, or -1
     * @param added for each column its new value, or null
     */
    void reshape(Columns columns, int[] from, byte[][] added) {
        changes = new Changes(columns, from, added, changes, count);
    }

    private Changes changes() {
        if (changes == null) {
            changes = new Changes(chunk.header.columns(), count);
        }
        return changes;
    }

    private String text(int index) {
        return chunk.header.quoting().text(chunk.bytes, valueStart(index), valueEnd(index));
    }

    private Encoding encoding() {
        return chunk.header.quoting().encoding();
    }
}
