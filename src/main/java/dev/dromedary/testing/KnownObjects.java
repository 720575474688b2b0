package dev.dromedary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What S3 has told of the objects of a case, in its events: the newest version of each. */
final class KnownObjects {

    private final Map<String, JsonNode> newest = new ConcurrentHashMap<>();
    private volatile String bucket = "";

    /** The bucket of keys that name none. */
    void defaultBucket(String name) {
        bucket = name;
    }

    /** Takes note of an event of S3. */
    void told(JsonNode event) {
        JsonNode detail = event.path("detail");
        newest.put(
                detail.path("bucket").path("name").asText() + "/"
                        + detail.path("object").path("key").asText(),
                detail);
    }

    /** The bucket of a key, which may be {@code s3://bucket/key}. */
    String bucket(String key) {
        return key.startsWith("s3://") ? key.substring(5, key.indexOf('/', 5)) : bucket;
    }

    /** The key without its bucket. */
    static String key(String key) {
        return key.startsWith("s3://") ? key.substring(key.indexOf('/', 5) + 1) : key;
    }

    /** The key as a test names it. */
    String name(String inBucket, String key) {
        return inBucket.equals(bucket) ? key : "s3://" + inBucket + "/" + key;
    }

    /** {@code etag}, {@code version}, {@code sequencer} or {@code correlation} of an object, if there is one. */
    Optional<String> fact(String fact, String key) {
        JsonNode detail = newest.get(bucket(key) + "/" + key(key));
        return detail == null ? Optional.empty() : Optional.of(fact(fact, detail));
    }

    private static String fact(String fact, JsonNode detail) {
        JsonNode object = detail.path("object");
        return switch (fact) {
            case "etag" -> object.path("etag").asText();
            case "version" -> object.path("version-id").asText();
            case "sequencer" -> object.path("sequencer").asText();
            default ->
                detail.path("bucket").path("name").asText()
                        + "/" + object.path("key").asText() + "@"
                        + object.path("version-id").asText();
        };
    }

    /** Puts placeholders where facts stand. */
    String generalised(String text) {
        String general = text;
        // The correlation id holds the version.
        for (String fact : new String[] {"correlation", "version", "etag", "sequencer"}) {
            for (JsonNode detail : newest.values()) {
                String value = fact(fact, detail);
                if (!value.isEmpty()) {
                    general = general.replace(value, "<" + fact + " of " + name(detail) + ">");
                }
            }
        }
        return general;
    }

    private String name(JsonNode detail) {
        return name(
                detail.path("bucket").path("name").asText(),
                detail.path("object").path("key").asText());
    }
}
