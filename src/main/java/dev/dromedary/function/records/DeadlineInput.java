package dev.dromedary.function.records;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A stream that is read ahead by a thread of its own, so that a read that stalls can be left alone at the deadline: neither
 * interrupting nor closing ends a read of the JDK's HTTP connection, whose lock the reading thread holds. Such a thread is
 * a daemon and ends with the socket's timeout. Reading ahead also goes on while rows are judged and parts are uploaded.
 */
public final class DeadlineInput extends BlockInput {

    private static final int PIECE_BYTES = 64 * 1024;
    private static final int PIECES = 8;

    /** What one read of the source came to; a length of -1 is the end. */
    private record Piece(byte[] bytes, int length, Throwable failure) {}

    private final InputStream source;
    private final Instant deadline;
    private final Runnable release;
    private final UnaryOperator<Runnable> carried;
    private final BlockingQueue<Piece> filled = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(PIECES);

    private Thread reader;
    private volatile boolean stopped;
    private Piece current;
    private int position;

    /**
     * A stream that is read from its first read on and given up at the deadline (null: never); release lets the source
     * go, once.
     */
    public DeadlineInput(InputStream source, Instant deadline, Runnable release) {
        this(source, deadline, release, UnaryOperator.identity());
    }

    /**
     * A stream whose thread takes something along.
     *
     * @param source what is read
     * @param deadline when to give up, or null for never
     * @param release lets the source go; called once, when nobody reads it any more
     * @param carried makes of what the thread does the same in the log context of the caller
     */
    public DeadlineInput(InputStream source, Instant deadline, Runnable release, UnaryOperator<Runnable> carried) {
        this.source = source;
        this.deadline = deadline;
        this.release = release;
        this.carried = carried;
        for (int i = 0; i < PIECES; i++) {
            empty.add(new byte[PIECE_BYTES]);
        }
    }

    private void readAhead() {
        boolean more = true;
        try {
            while (more) {
                byte[] bytes = empty.take();
                if (stopped) {
                    return;
                }
                Piece piece = readPiece(bytes);
                filled.put(piece);
                more = piece.length() >= 0 && piece.failure() == null;
            }
        } catch (InterruptedException e) {
            // Nobody wants more of it.
            stopped = true;
        } finally {
            release.run();
        }
    }

    private Piece readPiece(byte[] bytes) {
        try {
            return new Piece(bytes, source.read(bytes), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Piece(bytes, 0, e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (current == null || position == current.length()) {
            next();
        }
        if (current.length() < 0) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes(), position, bytes, offset, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        if (current != null) {
            empty.add(current.bytes());
            current = null;
        }
        Piece piece = take();
        // A failure stays: a stream that broke off is never taken for one that ended.
        if (piece.failure() != null) {
            filled.add(piece);
            throwFailure(piece.failure());
        }
        current = piece;
        position = 0;
    }

    private Piece take() throws IOException {
        if (reader == null) {
            reader = new Thread(carried.apply(this::readAhead), "read-ahead");
            reader.setDaemon(true);
            reader.start();
        }
        try {
            Piece piece = deadline == null ? filled.take() : filled.poll(millisecondsLeft(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new IOException("no more bytes came in the time that was left");
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for bytes", e);
        }
    }

    private long millisecondsLeft() {
        return Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
    }

    private static void throwFailure(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }

    /** Stops reading ahead, without waiting for a read that is under way. What the stream holds is not read further. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        if (reader == null) {
            release.run();
        } else {
            // Wakes the thread if it waits. An interrupt would not do: the SDK's streams fail at it when they are
            // closed.
            empty.offer(new byte[0]);
        }
    }
}
