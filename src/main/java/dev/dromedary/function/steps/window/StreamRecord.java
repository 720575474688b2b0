package dev.dromedary.function.steps.window;

import java.math.BigInteger;
import java.util.Map;

/**
 * One record of a stream as a {@code lambda-kinesis} with batching hands it over.
 *
 * @param shard id of its shard
 * @param place where in the shard it is
 * @param arrived milliseconds since 1970 at which the stream got it; null if that is not told
 * @param data what it holds: a map of JSON, or what could not be parsed
 */
record StreamRecord(String shard, Place place, Long arrived, Object data) {

    /**
     * Where in a shard a record is. Sequence numbers have up to 56 digits and are compared as numbers; those that a producer has packed
     * into one record have its number, and an index.
     *
     * @param sequence the sequence number
     * @param index the place within the packed record, 0 where it is none
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html">Records</a>
     */
    record Place(BigInteger sequence, int index) implements Comparable<Place> {

        /** A place as the table keeps it. */
        static Place of(String text) {
            int dot = text.indexOf('.');
            return dot < 0
                    ? new Place(new BigInteger(text), 0)
                    : new Place(new BigInteger(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        }

        @Override
        public int compareTo(Place other) {
            int bySequence = sequence.compareTo(other.sequence);
            return bySequence == 0 ? Integer.compare(index, other.index) : bySequence;
        }

        @Override
        public String toString() {
            return index == 0 ? sequence.toString() : sequence + "." + index;
        }
    }

    /**
     * A record of a body.
     *
     * @throws IllegalArgumentException if the body is not of records
     */
    static StreamRecord of(Object entry) {
        if (!(entry instanceof Map<?, ?> fields)
                || !(fields.get("shardId") instanceof String shard)
                || !(fields.get("sequenceNumber") instanceof String sequence)
                || !sequence.matches("\\d{1,128}")) {
            throw new IllegalArgumentException("window:add counts the records of a stream; begin the route with a"
                    + " lambda-kinesis that has batching: true");
        }
        int index = fields.get("index") instanceof Integer number ? number : 0;
        Long arrived = fields.get("arrivalTime") instanceof Long time ? time : null;
        return new StreamRecord(shard, new Place(new BigInteger(sequence), index), arrived, fields.get("data"));
    }

    /** What tells it from all others of its stream: the shard and its place. */
    String name() {
        return shard + "/" + place;
    }
}
