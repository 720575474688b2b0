package dev.dromedary.function.records;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the records of a file from a stream of bytes, in constant memory, whatever the file's format.
 *
 * <p>A record that can be told apart but not used is handed out as a reject, with its reason. A fault after which records can't be
 * told apart ends the reading: {@link #hasNext} is false and {@link #defect} says why.
 *
 * <p>An I/O failure is an {@link java.io.UncheckedIOException}, at this call and at every later one; it never looks like an end.
 */
public interface RecordReader extends Iterator<Row> {

    /**
     * Reads a file in the format that its schema says it has, or else in the one that its first bytes are of. Reads nothing yet;
     * the stream is not closed by the reader.
     */
    static RecordReader of(InputStream in, TableSchema schema, Limits limits) {
        return new FormatReader(in, schema, limits);
    }

    /** The format of the file; known once the header is. */
    RecordFormat format();

    /**
     * The columns of the records, read on the first call; without a name if there are none that can be used ({@link #defect} then
     * says why).
     */
    Header header();

    /** What ended the reading before the end of the file, if anything has. Known once {@link #hasNext} is false. */
    Optional<Defect> defect();

    /** How the file is written where that is otherwise than the schema says. Known once the header is. */
    Map<String, Object> recognised();

    /** The line breaks in quoted values of the records read so far. */
    default LineBreaks lineBreaks() {
        return LineBreaks.NONE;
    }

    /** How many of the records read so far had a field that the schema does not know, by the field's name; a thousand names at most. */
    default Map<String, Long> unknownFields() {
        return Map.of();
    }

    /**
     * The next records as a list, empty at the end. It ends early when its records reach {@code maxBytes}, so that records of a
     * megabyte don't add up.
     */
    default List<Row> nextBatch(int maxRows, int maxBytes) {
        List<Row> batch = new ArrayList<>(maxRows);
        long size = 0;
        while (batch.size() < maxRows && size < maxBytes && hasNext()) {
            Row row = next();
            size += row.end() - row.start();
            batch.add(row);
        }
        return batch;
    }
}
