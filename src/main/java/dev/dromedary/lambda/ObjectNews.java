package dev.dromedary.lambda;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of news about an S3 object, whichever way it came.
 *
 * @param bucket name of the bucket
 * @param key the key, decoded
 * @param version version id, or null on an unversioned bucket
 * @param etag the ETag without quotes, or null
 * @param sequencer order among the versions of the key, or null
 * @param size bytes, or -1 if unknown
 * @param time when it happened, ISO 8601, or null
 * @param created whether the object was created, rather than deleted, tagged or restored
 */
record ObjectNews(
        String bucket,
        String key,
        String version,
        String etag,
        String sequencer,
        long size,
        String time,
        boolean created) {

    private static final String EXPECTED =
            "news of S3 objects (an S3 notification or EventBridge's \"Object Created\", also inside SQS or SNS)";

    /**
     * Reads a document.
     *
     * @param document an S3 notification or an EventBridge event
     * @return the news in it; empty for {@code s3:TestEvent} and an empty document
     * @throws UnexpectedEventException if it is neither
     */
    static List<ObjectNews> read(Map<String, Object> document) {
        if (document.isEmpty() || "s3:TestEvent".equals(document.get("Event"))) {
            // S3 sends the test event once, when the notification is configured.
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
            return List.of();
        }
        if (document.get("Records") instanceof List<?>) {
            List<ObjectNews> news = new ArrayList<>();
            for (Map<String, Object> record : Fields.objects(document, "Records")) {
                news.add(notification(record));
            }
            return news;
        }
        if (document.containsKey("detail-type")) {
            return List.of(event(document));
        }
        throw new UnexpectedEventException(EXPECTED, "a document with " + Described.keys(document));
    }

    private static ObjectNews notification(Map<String, Object> record) {
        if (!"aws:s3".equals(record.get("eventSource"))) {
            throw new UnexpectedEventException(EXPECTED, "a record of " + Described.text(record.get("eventSource")));
        }
        Map<String, Object> s3 = Fields.object(record, "s3");
        Map<String, Object> object = Fields.object(s3, "object");
        String name = Fields.text(record, "eventName");
        return new ObjectNews(
                required(Fields.object(s3, "bucket"), "name", "s3.bucket.name"),
                // Keys are URL-encoded in notifications, with + for a blank; not so in EventBridge events.
                decoded(required(object, "key", "s3.object.key")),
                Fields.text(object, "versionId"),
                Fields.text(object, "eTag"),
                Fields.text(object, "sequencer"),
                size(object),
                Fields.text(record, "eventTime"),
                name != null && name.replaceFirst("^s3:", "").startsWith("ObjectCreated:"));
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    EXPECTED, "the key " + Described.text(key) + ", which is not URL-encoded,");
        }
    }

    private static ObjectNews event(Map<String, Object> event) {
        if (!"aws.s3".equals(event.get("source"))) {
            throw new UnexpectedEventException(EXPECTED, "an event of source " + Described.text(event.get("source")));
        }
        Map<String, Object> detail = Fields.object(event, "detail");
        Map<String, Object> object = Fields.object(detail, "object");
        // AWS writes "etag"; an emulator was seen to write "eTag".
        String etag = Optional.ofNullable(Fields.text(object, "etag")).orElse(Fields.text(object, "eTag"));
        return new ObjectNews(
                required(Fields.object(detail, "bucket"), "name", "detail.bucket.name"),
                required(object, "key", "detail.object.key"),
                Fields.text(object, "version-id"),
                etag,
                Fields.text(object, "sequencer"),
                size(object),
                Fields.text(event, "time"),
                "Object Created".equals(event.get("detail-type")));
    }

    private static String required(Map<String, Object> parent, String field, String path) {
        String value = Fields.text(parent, field);
        if (value == null || value.isEmpty()) {
            throw new UnexpectedEventException(EXPECTED, "a document without " + path);
        }
        return value;
    }

    private static long size(Map<String, Object> object) {
        return object.get("size") instanceof Number number ? number.longValue() : -1;
    }
}
