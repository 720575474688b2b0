package dev.dromedary.function.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Event documents in the shapes that AWS documents, from {@code src/test/resources/events}. */
public final class Events {

    /** The bucket that all of them speak of; the health pipeline's by default. */
    public static final String BUCKET = "dromedary-health";

    private Events() {}

    public static String text(String name) {
        try (InputStream in = Events.class.getResourceAsStream("/events/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no event " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Object> event(String name) {
        return JsonDocument.parse(text(name));
    }

    /** A notification that an object was created; the key as it stands in the notification, URL-encoded. */
    public static Map<String, Object> created(String encodedKey) {
        return created(encodedKey, "e");
    }

    public static Map<String, Object> created(String encodedKey, String etag) {
        return Map.of(
                "Records",
                List.of(Map.of(
                        "eventSource",
                        "aws:s3",
                        "eventName",
                        "ObjectCreated:Put",
                        "s3",
                        Map.of(
                                "bucket",
                                Map.of("name", BUCKET),
                                "object",
                                Map.of("key", encodedKey, "eTag", etag, "sequencer", "01")))));
    }

    /** A message of a queue; of a FIFO queue if there is a group. */
    public static Map<String, Object> message(String id, String group, Map<String, Object> body) {
        return message(id, group, JsonDocument.write(body));
    }

    public static Map<String, Object> message(String id, String group, String body) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("messageId", id);
        message.put("body", body);
        message.put("eventSource", "aws:sqs");
        message.put("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:q" + (group == null ? "" : ".fifo"));
        message.put("attributes", group == null ? Map.of() : Map.of("MessageGroupId", group));
        return message;
    }

    /** A record of a stream. */
    public static Map<String, Object> record(String sequenceNumber, byte[] data) {
        return Map.of(
                "eventSource",
                "aws:kinesis",
                "eventID",
                "shardId-000000000006:" + sequenceNumber,
                "eventSourceARN",
                "arn:aws:kinesis:us-east-1:123456789012:stream/s",
                "kinesis",
                Map.of(
                        "partitionKey",
                        "p",
                        "sequenceNumber",
                        sequenceNumber,
                        "data",
                        Base64.getEncoder().encodeToString(data),
                        "approximateArrivalTimestamp",
                        1545084650.987));
    }

    public static Map<String, Object> batch(List<Map<String, Object>> messages) {
        return Map.of("Records", messages);
    }
}
