package dev.dromedary.function.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;

/** What Kinesis and Firehose would answer in the init phase: a result for each record that is put. */
final class InitPhaseStreams {

    /** Beginnings of the target that a request names. */
    static final String KINESIS = "Kinesis_";

    static final String FIREHOSE = "Firehose_";

    /** In requests of Kinesis, which are CBOR, each record has one. */
    private static final byte[] PARTITION_KEY = text("PartitionKey");

    private InitPhaseStreams() {}

    /**
     * The answer to PutRecords, in CBOR.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">CBOR</a>
     */
    static byte[] records(byte[] request) {
        int count = count(request);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        // A map of two: a number that is zero, and an array whose length has four bytes.
        answer.write(0xA2);
        answer.writeBytes(text("FailedRecordCount"));
        answer.write(0);
        answer.writeBytes(text("Records"));
        answer.write(0x9A);
        answer.writeBytes(new byte[] {(byte) (count >> 24), (byte) (count >> 16), (byte) (count >> 8), (byte) count});
        for (int i = 0; i < count; i++) {
            answer.write(0xA2);
            answer.writeBytes(text("SequenceNumber"));
            answer.writeBytes(text("0"));
            answer.writeBytes(text("ShardId"));
            answer.writeBytes(text("0"));
        }
        return answer.toByteArray();
    }

    /** The answer to PutRecordBatch, in JSON. */
    static String delivered(Map<String, Object> request) {
        int count = Fields.objects(request, "Records").size();
        return JsonDocument.write(Map.of(
                "FailedPutCount", 0, "RequestResponses", Collections.nCopies(count, Map.of("RecordId", "init"))));
    }

    private static int count(byte[] request) {
        int count = 0;
        for (int i = 0; i + PARTITION_KEY.length <= request.length; i++) {
            int same = 0;
            while (same < PARTITION_KEY.length && request[i + same] == PARTITION_KEY[same]) {
                same++;
            }
            count += same == PARTITION_KEY.length ? 1 : 0;
        }
        return count;
    }

    /** A text of less than 24 bytes. */
    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] cbor = new byte[utf8.length + 1];
        cbor[0] = (byte) (0x60 + utf8.length);
        System.arraycopy(utf8, 0, cbor, 1, utf8.length);
        return cbor;
    }
}
