package dev.dromedary.function.steps.sink;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.Calls;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.TransientFailure;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One batch on its way. Every record's result is looked at, and only what did not arrive is sent again. When its step is repeated after
 * a failure, it goes on with what is left.
 */
final class Delivery<T> {

    private final Sink<T> sink;
    private final String target;
    private final int batch;
    private final List<Row> rows;
    private final List<Entry<T>> needed;
    private final int replaced;
    /** By place in the batch: what need not be sent, or has arrived. */
    private final BitSet done = new BitSet();

    private Delivery(
            Sink<T> sink, String target, int batch, List<Row> rows, List<Entry<T>> all, Progress.Arrived before) {
        this.sink = sink;
        this.target = target;
        this.batch = batch;
        this.rows = rows;
        this.needed = sink.needed(all);
        this.replaced = all.size() - needed.size();
        done.set(0, rows.size());
        needed.stream().filter(entry -> !before.has(entry.row().number())).forEach(entry -> done.clear(entry.index()));
    }

    /**
     * A batch that is to be sent.
     *
     * @param target the service in a sentence
     * @param batch its place in the split
     * @param before what has arrived before
     */
    static <T> Delivery<T> of(Sink<T> sink, String target, int batch, List<Row> rows, Progress.Arrived before) {
        List<Entry<T>> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).valid()) {
                sink.entry(rows.get(i), i).ifPresent(all::add);
            }
        }
        return new Delivery<>(sink, target, batch, rows, all, before);
    }

    boolean isOf(int index) {
        return batch == index;
    }

    /** How many records need not be sent, as a later one of the batch takes their place. */
    int replaced() {
        return replaced;
    }

    /** Whether all has arrived. */
    synchronized boolean isDone() {
        return done.nextClearBit(0) >= rows.size();
    }

    /**
     * What has arrived by now.
     *
     * @param before what had arrived before this batch
     */
    synchronized Progress.Arrived arrived(Progress.Arrived before) {
        int first = done.nextClearBit(0);
        long row = first == 0
                ? before.row()
                : rows.get(Math.min(first, rows.size()) - 1).number();
        List<List<Long>> behind = new ArrayList<>();
        for (int from = done.nextSetBit(first); from >= 0 && from < rows.size(); ) {
            int end = Math.min(done.nextClearBit(from), rows.size());
            behind.add(List.of(rows.get(from).number(), rows.get(end - 1).number()));
            from = done.nextSetBit(end);
        }
        // An earlier run may have had larger batches.
        before.behind().stream()
                .filter(stretch -> stretch.get(1) > rows.get(rows.size() - 1).number())
                .forEach(behind::add);
        return new Progress.Arrived(Math.max(row, before.row()), behind);
    }

    /**
     * Sends what has not arrived.
     *
     * @param ordered whether no two records of a group go by one call, as one of them may fail
     * @throws RuntimeException if something can't be sent; what has arrived is noted
     */
    void send(boolean ordered, ExecutorService threads, Supplier<Backoff> backoffs) throws InterruptedException {
        List<Entry<T>> left =
                needed.stream().filter(entry -> !isDone(entry.index())).toList();
        List<List<Entry<T>>> chunks = chunks(left, sink.most(), ordered);
        if (sink.parallel()) {
            Calls.each(threads, chunks, chunk -> send(chunk, backoffs.get()));
        } else {
            chunks.forEach(chunk -> send(chunk, backoffs.get()));
        }
    }

    private static <T> List<List<Entry<T>>> chunks(List<Entry<T>> list, Sink.Size most, boolean ordered) {
        List<List<Entry<T>>> chunks = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        List<Entry<T>> chunk = List.of();
        long bytes = 0;
        for (Entry<T> each : list) {
            boolean full = chunk.size() == most.entries()
                    || bytes + each.bytes() > most.bytes()
                    || ordered && each.group() != null && groups.contains(each.group());
            if (full || chunk.isEmpty()) {
                chunk = new ArrayList<>();
                chunks.add(chunk);
                groups.clear();
                bytes = 0;
            }
            chunk.add(each);
            groups.add(each.group());
            bytes += each.bytes();
        }
        return chunks;
    }

    private void send(List<Entry<T>> chunk, Backoff backoff) {
        List<Entry<T>> left = chunk;
        while (true) {
            List<Sink.Untaken<T>> untaken = call(left);
            arrived(left, untaken);
            if (untaken.isEmpty()) {
                return;
            }
            requireNoneRefused(untaken);
            if (untaken.size() < left.size()) {
                backoff.progress();
            }
            if (!backoff.pause()) {
                throw DeadlineExceededException.partly("sending to the " + target + ", which was too busy for "
                        + untaken.get(0).entry().place() + " (" + untaken.get(0).code() + ")");
            }
            left = untaken.stream().map(Sink.Untaken::entry).toList();
        }
    }

    private List<Sink.Untaken<T>> call(List<Entry<T>> entries) {
        try {
            return sink.send(entries);
        } catch (AwsServiceException e) {
            if (e.statusCode() != 400 || TransientFailure.mayPass(e) || e.awsErrorDetails() == null) {
                throw e;
            }
            throw new IllegalStateException(
                    "The " + target + " has refused a call with "
                            + entries.get(0).place()
                            + (entries.size() > 1 ? " and " + (entries.size() - 1) + " after it" : "") + ": "
                            + e.awsErrorDetails().errorMessage(),
                    e);
        }
    }

    private synchronized void arrived(List<Entry<T>> sent, List<Sink.Untaken<T>> untaken) {
        sent.forEach(entry -> done.set(entry.index()));
        untaken.forEach(each -> done.clear(each.entry().index()));
    }

    private synchronized boolean isDone(int index) {
        return done.get(index);
    }

    private void requireNoneRefused(List<Sink.Untaken<T>> untaken) {
        untaken.stream().filter(Sink.Untaken::refused).findFirst().ifPresent(first -> {
            throw new IllegalStateException("The " + target + " has refused "
                    + first.entry().place() + ": " + first.code()
                    + (first.message() == null ? "" : ", " + first.message()));
        });
    }
}
