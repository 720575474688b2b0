package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.trigger.kinesis.ProtobufReader.MalformedProtobufException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Takes apart a record in which the Kinesis Producer Library has put many: four magic bytes, a protocol buffer, and the
 * MD5 of the protocol buffer. Bytes that only begin so are a record like any other.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">Aggregation
 *     format</a>
 */
final class AggregatedRecord {

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST_LENGTH = 16;

    private AggregatedRecord() {}

    /** One of the records inside, with its own partition key. */
    record Child(String partitionKey, byte[] data) {}

    /** A record inside before its partition key is looked up: the table may stand behind it. */
    private record Indexed(long partitionKeyIndex, byte[] data) {}

    /** The records inside what Kinesis holds, in their order; empty if it is not an aggregated record. */
    static Optional<List<Child>> read(byte[] bytes) {
        int end = bytes.length - DIGEST_LENGTH;
        if (end < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        byte[] digest = Md5Utils.computeMD5Hash(Arrays.copyOfRange(bytes, MAGIC.length, end));
        if (!Arrays.equals(digest, Arrays.copyOfRange(bytes, end, bytes.length))) {
            return Optional.empty();
        }
        try {
            return Optional.of(children(new ProtobufReader(bytes, MAGIC.length, end)));
        } catch (MalformedProtobufException e) {
            // As it stands it loses nothing.
            return Optional.empty();
        }
    }

    private static List<Child> children(ProtobufReader reader) {
        List<String> partitionKeys = new ArrayList<>();
        List<Indexed> records = new ArrayList<>();
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> partitionKeys.add(reader.text());
                case 3 -> records.add(record(reader.message()));
                default -> reader.skip();
            }
        }
        List<Child> children = new ArrayList<>();
        for (Indexed record : records) {
            long index = record.partitionKeyIndex();
            if (index < 0 || index >= partitionKeys.size()) {
                throw new MalformedProtobufException();
            }
            children.add(new Child(partitionKeys.get((int) index), record.data()));
        }
        return children;
    }

    private static Indexed record(ProtobufReader reader) {
        Long index = null;
        byte[] data = null;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> index = reader.number();
                case 3 -> data = reader.bytes();
                default -> reader.skip();
            }
        }
        // Both are required fields of the format.
        if (index == null || data == null) {
            throw new MalformedProtobufException();
        }
        return new Indexed(index, data);
    }
}
