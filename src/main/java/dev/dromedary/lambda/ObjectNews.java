package dev.dromedary.lambda;

import dev.dromedary.ledger.LedgerProperties;
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
 * @param change what happened, a value of {@link LedgerProperties#CHANGE}; null if the object was tagged, restored or the
 *     like
 */
record ObjectNews(
        String bucket,
        String key,
        String version,
        String etag,
        String sequencer,
        long size,
        String time,
        String change) {

    private static final String EXPECTED =
            "news of S3 objects (an S3 notification or EventBridge's \"Object Created\", also inside SQS or SNS)";

    /** As S3 names the types of events for EventBridge: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
    static final String OBJECT_CREATED = "Object Created";

    /** Also for what a lifecycle rule deletes. */
    static final String OBJECT_DELETED = "Object Deleted";

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
        String version = Fields.text(object, "versionId");
        return new ObjectNews(
                required(Fields.object(s3, "bucket"), "name", "s3.bucket.name"),
                // Keys are URL-encoded in notifications, with + for a blank; not so in EventBridge events.
                decoded(required(object, "key", "s3.object.key")),
                version,
                Fields.text(object, "eTag"),
                Fields.text(object, "sequencer"),
                size(object),
                Fields.text(record, "eventTime"),
                change(Fields.text(record, "eventName"), version));
    }

    /**
     * Both ObjectRemoved and LifecycleExpiration are followed by Delete or DeleteMarkerCreated.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">
     *     Event types</a>
     */
    private static String change(String eventName, String version) {
        String name = eventName == null ? "" : eventName.replaceFirst("^s3:", "");
        if (name.startsWith("ObjectCreated:")) {
            return LedgerProperties.CREATED;
        }
        boolean deleted = name.startsWith("ObjectRemoved:") || name.startsWith("LifecycleExpiration:");
        return deleted ? deletion(name.endsWith(":DeleteMarkerCreated"), version) : null;
    }

    /** Without versions, what is deleted is the object. With them, a version that is deleted may not be the current one. */
    private static String deletion(boolean marker, String version) {
        return marker || version == null ? LedgerProperties.DELETED : LedgerProperties.VERSION_DELETED;
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
        String version = Fields.text(object, "version-id");
        return new ObjectNews(
                required(Fields.object(detail, "bucket"), "name", "detail.bucket.name"),
                required(object, "key", "detail.object.key"),
                version,
                etag,
                Fields.text(object, "sequencer"),
                size(object),
                Fields.text(event, "time"),
                change(event, detail, version));
    }

    private static String change(Map<String, Object> event, Map<String, Object> detail, String version) {
        if (OBJECT_CREATED.equals(event.get("detail-type"))) {
            return LedgerProperties.CREATED;
        }
        return OBJECT_DELETED.equals(event.get("detail-type"))
                ? deletion("Delete Marker Created".equals(detail.get("deletion-type")), version)
                : null;
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
