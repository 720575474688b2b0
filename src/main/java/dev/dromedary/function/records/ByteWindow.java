package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The bytes of a stream that nobody has taken yet. Filling puts them at the front of a new array, so that arrays that rows
 * are slices of never change.
 *
 * <p>An I/O failure is an {@link UncheckedIOException}, at this call and at every later one; it never looks like an end.
 */
final class ByteWindow {

    private final InputStream in;
    private final int chunkBytes;

    /** Ends in {@link RowScanner#PADDING} zeros. */
    private byte[] bytes = new byte[RowScanner.PADDING];
    /** Where the bytes that nobody has taken yet start and end. */
    private int from;

    private int to;
    private boolean ended;
    private Defect defect;
    private RuntimeException failure;
    private boolean carriageReturnsEndLines;

    ByteWindow(InputStream in, int chunkBytes) {
        this.in = in;
        this.chunkBytes = chunkBytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Takes the bytes before a place. */
    void takeTo(int place) {
        from = place;
    }

    /** Whether the stream has no more bytes than these. */
    boolean ended() {
        return ended;
    }

    /** What is wrong with the stream's content, if it ended for that; else null. */
    Defect defect() {
        return defect;
    }

    /** From now on CRs count as line feeds; so do those that are here. */
    void endLinesAtCarriageReturns() {
        carriageReturnsEndLines = true;
        replaceCarriageReturns(from);
    }

    private void replaceCarriageReturns(int start) {
        for (int i = start; i < to; i++) {
            if (bytes[i] == '\r') {
                bytes[i] = '\n';
            }
        }
    }

    /** The place of the first line feed; -1 if there is none yet. */
    int lineEnd() {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads about as much as fits a chunk, or to the end. */
    void fill() {
        failAgain();
        int kept = to - from;
        int size = Math.max(chunkBytes, Math.min(kept * 2, kept + chunkBytes));
        byte[] fresh = new byte[size + RowScanner.PADDING];
        System.arraycopy(bytes, from, fresh, 0, kept);
        bytes = fresh;
        from = 0;
        to = kept;
        try {
            while (to < size && !ended) {
                int read = in.read(bytes, to, size - to);
                ended = read < 0;
                to += Math.max(read, 0);
            }
        } catch (DefectException e) {
            ended = true;
            defect = e.defect();
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
            throw failure;
        } catch (RuntimeException e) {
            // Some clients' streams fail in this way; the next read must not look like the end either.
            failure = e;
            throw failure;
        }
        if (carriageReturnsEndLines) {
            replaceCarriageReturns(kept);
        }
    }

    void failAgain() {
        if (failure != null) {
            throw failure;
        }
    }
}
