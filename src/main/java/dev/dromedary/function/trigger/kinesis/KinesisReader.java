package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Reads the events of a stream: a record in a Kinesis data stream. One exchange a record, in the order of the shard, with the body
 * and the headers of Camel's own {@code aws2-kinesis} consumer. A record in which the Kinesis Producer Library has put
 * many is taken apart: an exchange for each of them, named {@code <shard>:<sequence number>.<index>}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Lambda and Kinesis</a>
 */
final class KinesisReader {

    /** What the records of a stream have as their {@code eventSource}. */
    static final String SERVICE = "aws:kinesis";

    // Names of org.apache.camel.component.aws2.kinesis.Kinesis2Constants.
    private static final String SEQUENCE_NUMBER = "CamelAwsKinesisSequenceNumber";
    private static final String ARRIVAL_TIME = "CamelAwsKinesisApproximateArrivalTimestamp";
    private static final String PARTITION_KEY = "CamelAwsKinesisPartitionKey";
    static final String SHARD_ID = "CamelAwsKinesisShardId";

    static final String EXPECTED = "records of a Kinesis stream (Records of eventSource " + SERVICE + ")";

    private KinesisReader() {}

    /** An event with one record. */
    static Map<String, Object> sample(String stream) {
        return JsonDocument.parse("""
                {"Records": [{
                  "kinesis": {"partitionKey": "sample", "sequenceNumber": "0", "data": "e30=",
                              "approximateArrivalTimestamp": 0},
                  "eventSource": "aws:kinesis", "eventID": "shardId-000000000000:0",
                  "eventSourceARN": "arn:aws:kinesis:us-east-1:000000000000:stream/%s"}]}
                """.formatted(stream));
    }

    /** The records that one record holds. */
    static List<Map<String, Object>> parts(Map<String, Object> record) {
        Map<String, Object> kinesis = kinesis(record);
        Optional<List<AggregatedRecord.Child>> children = AggregatedRecord.read(data(kinesis));
        if (children.isEmpty()) {
            return List.of(record);
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        for (AggregatedRecord.Child child : children.get()) {
            Map<String, Object> own = new LinkedHashMap<>(kinesis);
            own.put("partitionKey", child.partitionKey());
            own.put("data", Base64.getEncoder().encodeToString(child.data()));
            Map<String, Object> part = new LinkedHashMap<>(record);
            part.put("eventID", required(record, "eventID") + "." + parts.size());
            part.put("kinesis", own);
            parts.add(part);
        }
        return parts;
    }

    /** What a record brings, with a body of the format. */
    static List<Arrival> arrivals(Map<String, Object> record, BodyFormat format) {
        Map<String, Object> kinesis = kinesis(record);
        // Shard and sequence number, joined by a colon.
        String id = required(record, "eventID");
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(SEQUENCE_NUMBER, required(kinesis, "sequenceNumber"));
        headers.put(PARTITION_KEY, required(kinesis, "partitionKey"));
        headers.put(SHARD_ID, id.split(":", 2)[0]);
        if (kinesis.get("approximateArrivalTimestamp") instanceof Number seconds) {
            Instant time = Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
            headers.put(ARRIVAL_TIME, time);
            // Whole seconds, as Camel's consumer has them.
            headers.put(Exchange.MESSAGE_TIMESTAMP, time.getEpochSecond() * 1000);
        }
        return List.of(new Arrival(id, id, null, null, headers, format.body(data(kinesis))));
    }

    static Map<String, Object> kinesis(Map<String, Object> record) {
        if (!SERVICE.equals(record.get("eventSource"))) {
            throw new UnexpectedEventException(EXPECTED, Described.event(record));
        }
        return Fields.object(record, "kinesis");
    }

    static byte[] data(Map<String, Object> kinesis) {
        try {
            return Base64.getDecoder().decode(required(kinesis, "data"));
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(EXPECTED, "one whose data is not base64");
        }
    }

    static String required(Map<String, Object> parent, String field) {
        // Kinesis takes a blank as a partition key, and no bytes as data.
        boolean id = field.equals("eventID") || field.equals("sequenceNumber");
        String value = id ? Fields.id(parent, field) : Fields.text(parent, field);
        if (value == null) {
            throw new UnexpectedEventException(EXPECTED, "one without " + field);
        }
        return value;
    }
}
