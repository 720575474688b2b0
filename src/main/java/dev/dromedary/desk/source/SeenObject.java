package dev.dromedary.desk.source;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A version of an object, as a listing shows it. Its place among the versions of its key is the second of its last change,
 * which is the same whenever it is listed; but a version that replaced another one before our eyes comes after that,
 * whatever its time says (a multipart upload has the time of its beginning).
 *
 * @param etag with its quotes
 * @param modified its last change
 * @param place in steps of which 2^24 are a second
 */
record SeenObject(String etag, Instant modified, long place) {

    private static final int STEPS = 24;

    /** @param before the version that was there before, or null */
    static SeenObject of(S3Object object, SeenObject before) {
        long place = object.lastModified().getEpochSecond() << STEPS;
        return new SeenObject(
                object.eTag(), object.lastModified(), before == null ? place : Math.max(place, before.place() + 1));
    }

    /** Whether the object is still this version. */
    boolean is(S3Object object) {
        return etag.equals(object.eTag()) && modified.equals(object.lastModified());
    }

    /** Hexadecimal and of one length, as S3's own. */
    private static String sequencer(long place) {
        return String.format(Locale.ROOT, "%018X", place);
    }

    /**
     * What S3 would have sent about the object.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">Events of S3</a>
     */
    Map<String, Object> created(String bucket, S3Object object, String version) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("key", object.key());
        told.put("size", object.size());
        told.put("etag", etag.replace("\"", ""));
        // An object that is older than the bucket's versioning has the version null.
        if (version != null && !version.equals("null")) {
            told.put("version-id", version);
        }
        told.put("sequencer", sequencer(place));
        return event("Object Created", bucket, told, modified);
    }

    /** What S3 would have sent when it was deleted. */
    Map<String, Object> deleted(String bucket, String key, Instant now) {
        long after = Math.max(now.getEpochSecond() << STEPS, place + 1);
        return event("Object Deleted", bucket, Map.of("key", key, "sequencer", sequencer(after)), now);
    }

    private static Map<String, Object> event(
            String detailType, String bucket, Map<String, Object> object, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("source", "aws.s3");
        event.put("detail-type", detailType);
        event.put("time", time.toString());
        event.put("detail", Map.of("bucket", Map.of("name", bucket), "object", object));
        return event;
    }
}
