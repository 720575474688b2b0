package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the records of an invocation as one exchange. Lambda hands over records of one shard, in its order.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Lambda and Kinesis</a>
 */
final class KinesisBatch {

    private KinesisBatch() {}

    /** One arrival with a list of all records; none if the event has none. */
    static List<Arrival> arrivals(Map<String, Object> event, BodyFormat format) {
        List<Map<String, Object>> records = Fields.objects(event, "Records");
        if (records.isEmpty()) {
            if (Envelope.isEmpty(event)) {
                return List.of();
            }
            throw new UnexpectedEventException(KinesisReader.EXPECTED, Described.event(event));
        }
        List<Map<String, Object>> body = new ArrayList<>();
        for (Map<String, Object> record : records) {
            List<Map<String, Object>> parts = KinesisReader.parts(record);
            for (int index = 0; index < parts.size(); index++) {
                body.add(entry(parts.get(index), shard(record), index, format));
            }
        }
        // Shard and sequence number of the first record, joined by a colon.
        String id = KinesisReader.required(records.get(0), "eventID");
        return List.of(new Arrival(
                id, id, null, null, Map.of(KinesisReader.SHARD_ID, shard(records.get(0))), List.copyOf(body)));
    }

    private static String shard(Map<String, Object> record) {
        KinesisReader.kinesis(record);
        return KinesisReader.required(record, "eventID").split(":", 2)[0];
    }

    private static Map<String, Object> entry(Map<String, Object> record, String shard, int index, BodyFormat format) {
        Map<String, Object> kinesis = KinesisReader.kinesis(record);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("shardId", shard);
        entry.put("sequenceNumber", KinesisReader.required(kinesis, "sequenceNumber"));
        entry.put("index", index);
        entry.put("partitionKey", KinesisReader.required(kinesis, "partitionKey"));
        if (kinesis.get("approximateArrivalTimestamp") instanceof Number seconds) {
            entry.put("arrivalTime", Math.round(seconds.doubleValue() * 1000));
        }
        entry.put("data", data(KinesisReader.data(kinesis), format));
        return entry;
    }

    /** As the format says, or as near to it as the data is: one record that can't be read does not hold up the others. */
    private static Object data(byte[] data, BodyFormat format) {
        for (BodyFormat each : List.of(format, BodyFormat.text)) {
            try {
                return each.body(data);
            } catch (UnexpectedEventException e) {
                // The next one takes more.
            }
        }
        return data;
    }
}
