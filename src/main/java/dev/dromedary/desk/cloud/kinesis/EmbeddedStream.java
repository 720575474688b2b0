package dev.dromedary.desk.cloud.kinesis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A Kinesis stream of one shard, without a memory: what is put goes to the functions that read the stream now, in their
 * batches. Putting waits until a batch that is complete with the record has succeeded or is given up.
 */
public final class EmbeddedStream {

    /**
     * Bytes of one record, in a stream that nobody has given a greater limit.
     *
     * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas</a>
     */
    public static final int LARGEST_RECORD = 1024 * 1024;

    private static final int LONGEST_KEY = 256;

    private final String name;
    private final List<StreamPoller> readers = new ArrayList<>();
    private final long opened;
    private long number;

    /** @param opened milliseconds since 1970; sequence numbers of a later stream are greater */
    EmbeddedStream(String name, long opened) {
        this.name = name;
        this.opened = opened;
    }

    synchronized void read(StreamPoller reader) {
        readers.add(reader);
    }

    /**
     * Puts a record.
     *
     * @param data its bytes, up to {@link #LARGEST_RECORD}
     * @param partitionKey 1 to 256 characters
     * @return its sequence number
     * @throws IllegalArgumentException with one sentence, if Kinesis would refuse it
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html">PutRecord</a>
     */
    public synchronized String put(byte[] data, String partitionKey) {
        StreamRecord record = take(data, partitionKey);
        deliver(record);
        return record.sequenceNumber();
    }

    /**
     * Gives a record its place, and delivers it to nobody yet.
     *
     * @throws IllegalArgumentException with one sentence, if Kinesis would refuse it
     */
    synchronized StreamRecord take(byte[] data, String partitionKey) {
        if (data.length > LARGEST_RECORD) {
            throw new IllegalArgumentException("A record for the stream " + name + " has " + data.length
                    + " bytes; it may have " + LARGEST_RECORD + ".");
        }
        if (partitionKey.isEmpty() || partitionKey.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("The partition key of a record for the stream " + name + " has "
                    + partitionKey.length() + " characters; it has to be 1 to " + LONGEST_KEY + ".");
        }
        // 56 digits, as those of Kinesis. They are compared as numbers, and as texts of one length.
        String sequenceNumber = String.format("49%014d%040d", opened, ++number);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new StreamRecord(sequenceNumber, partitionKey, data.clone(), now);
    }

    synchronized void deliver(StreamRecord record) {
        readers.forEach(reader -> reader.add(record));
    }

    synchronized boolean isRead() {
        return !readers.isEmpty();
    }

    /** Delivers what has been put and is no complete batch. */
    public synchronized void flush() {
        readers.forEach(StreamPoller::flush);
    }

    /** What became of the records, for each function that reads the stream. */
    public synchronized List<StreamCounts> counts() {
        return readers.stream().map(StreamPoller::counts).toList();
    }
}
