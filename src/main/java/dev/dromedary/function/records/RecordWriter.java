package dev.dromedary.function.records;

import java.io.IOException;
import java.util.List;

/**
 * Writes one output of a file's records, in one format. When a call returns, all that it is ready to write is in the stream, which is
 * never closed or flushed here. Not for use by several threads at once.
 */
public interface RecordWriter {

    /** Names the header of the file that the rows come from; called once, before all else. */
    void header(Header header);

    /**
     * Writes those rows of a batch that belong into this output, and passes over the others.
     *
     * @return how many were written
     * @throws IOException if the stream fails
     */
    int write(List<Row> rows) throws IOException;

    /** How many rows were written so far. */
    long written();

    /** About how many bytes it holds that are not in the stream yet; 0 for formats that are written row by row. */
    default long buffered() {
        return 0;
    }

    /**
     * Holds less after this, if what it holds can be made smaller, so that many outputs can be open at once. What is written is the
     * larger, the more often this is called.
     *
     * @return whether it holds less
     * @throws IOException if it can't be compressed
     */
    default boolean shrink() throws IOException {
        return false;
    }

    /**
     * Ends the output. Doesn't close the stream.
     *
     * @throws IOException if the stream fails
     */
    void finish() throws IOException;
}
