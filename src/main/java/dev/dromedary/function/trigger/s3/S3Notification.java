package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.PercentEncoding;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
 * @param kind what happened
 */
record S3Notification(
        String bucket,
        String key,
        String version,
        String etag,
        String sequencer,
        long size,
        String time,
        S3EventKind kind) {

    static final String EXPECTED =
            "news of S3 objects (an S3 notification or EventBridge's \"Object Created\", also inside SQS or SNS)";

    /**
     * The news in an S3 notification or an EventBridge event; none in {@code s3:TestEvent} and an empty document.
     *
     * @throws UnexpectedEventException if it is neither, or if it does not say what happened to which object
     */
    static List<S3Notification> read(Map<String, Object> document) {
        if (document.isEmpty() || isTest(document)) {
            // S3 sends the test event once, when the notification is configured.
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
            return List.of();
        }
        if (document.get("Records") instanceof List<?>) {
            List<S3Notification> news = new ArrayList<>();
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

    /** Whether S3 only tries out whether its news arrives. */
    static boolean isTest(Map<String, Object> document) {
        return "s3:TestEvent".equals(document.get("Event"));
    }

    private static S3Notification notification(Map<String, Object> record) {
        if (!"aws:s3".equals(record.get("eventSource"))) {
            throw new UnexpectedEventException(EXPECTED, "a record of " + Described.text(record.get("eventSource")));
        }
        S3EventKind kind = S3EventKind.ofNotification(record);
        Map<String, Object> s3 = Fields.object(record, "s3");
        Map<String, Object> object = Fields.object(s3, "object");
        return new S3Notification(
                required(Fields.object(s3, "bucket"), "name", "s3.bucket.name"),
                // Keys are URL-encoded in notifications, with + for a blank; not so in EventBridge events.
                key(required(object, "key", "s3.object.key"), PercentEncoding::decodeForm),
                Fields.id(object, "versionId"),
                Fields.id(object, "eTag"),
                Fields.id(object, "sequencer"),
                size(object),
                Fields.text(record, "eventTime"),
                kind);
    }

    private static S3Notification event(Map<String, Object> event) {
        if (!"aws.s3".equals(event.get("source"))) {
            throw new UnexpectedEventException(EXPECTED, "an event of source " + Described.text(event.get("source")));
        }
        S3EventKind kind = S3EventKind.ofEvent(event);
        Map<String, Object> detail = Fields.object(event, "detail");
        Map<String, Object> object = Fields.object(detail, "object");
        // AWS writes "etag"; an emulator was seen to write "eTag".
        String etag = Optional.ofNullable(Fields.id(object, "etag")).orElse(Fields.id(object, "eTag"));
        return new S3Notification(
                required(Fields.object(detail, "bucket"), "name", "detail.bucket.name"),
                key(required(object, "key", "detail.object.key"), PercentEncoding::requireUtf8),
                Fields.id(object, "version-id"),
                etag,
                Fields.id(object, "sequencer"),
                size(object),
                Fields.text(event, "time"),
                kind);
    }

    private static String key(String key, UnaryOperator<String> reading) {
        try {
            return reading.apply(key);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    EXPECTED, "the key " + Described.text(key) + ", " + e.getMessage() + ",");
        }
    }

    /** What happened to the object, a value of {@link LedgerProperties#CHANGE}; null if it was neither created nor deleted. */
    String change() {
        return kind.change(version);
    }

    /**
     * What tells this version of the object from others: its id, or else its sequencer, or else its ETag.
     *
     * @throws UnexpectedEventException if there is none of them: another version would then pass for this one
     */
    String versionName() {
        return Stream.of(version, sequencer, etag)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new UnexpectedEventException(
                        EXPECTED,
                        "news of " + Described.text(key) + " with neither a version id nor a sequencer nor an ETag"));
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
