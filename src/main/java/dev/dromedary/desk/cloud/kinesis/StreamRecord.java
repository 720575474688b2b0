package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.Arns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record in a stream.
 *
 * @param sequenceNumber its place in the shard; greater than those before it
 * @param partitionKey as its producer has set it
 * @param data its bytes
 * @param arrival when the stream got it
 */
public record StreamRecord(String sequenceNumber, String partitionKey, byte[] data, Instant arrival) {

    /** The only shard there is. */
    static final String SHARD = "shardId-000000000000";

    /** What a record takes in an event beside its data, in bytes, at most. */
    private static final int AROUND = 1500;

    /**
     * The record as Lambda hands it to a function.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Kinesis event</a>
     */
    public Map<String, Object> document(String stream, String region, String routeId) {
        Map<String, Object> kinesis = new LinkedHashMap<>();
        kinesis.put("kinesisSchemaVersion", "1.0");
        kinesis.put("partitionKey", partitionKey);
        kinesis.put("sequenceNumber", sequenceNumber);
        kinesis.put("data", Base64.getEncoder().encodeToString(data));
        kinesis.put("approximateArrivalTimestamp", BigDecimal.valueOf(arrival.toEpochMilli(), 3));
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("kinesis", kinesis);
        record.put("eventSource", "aws:kinesis");
        record.put("eventVersion", "1.0");
        record.put("eventID", SHARD + ":" + sequenceNumber);
        record.put("eventName", "aws:kinesis:record");
        record.put("invokeIdentityArn", "arn:aws:iam::" + Arns.ACCOUNT + ":role/" + routeId);
        record.put("awsRegion", region);
        record.put("eventSourceARN", arn(stream, region));
        return record;
    }

    static String arn(String stream, String region) {
        return Arns.of("kinesis", region, "stream/" + stream);
    }

    /** How many bytes it takes in an event, at most. */
    int size() {
        return (data.length + 2) / 3 * 4 + AROUND;
    }
}
