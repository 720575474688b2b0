package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.function.steps.lineage.LineageRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What S3 has told of the objects of a case, in its events. */
final class KnownObjects {

    private static final Pattern NUMBERED = Pattern.compile("version (\\d+) of (.+)");

    /** The versions of each object, the oldest first. */
    private final Map<String, List<JsonNode>> versions = new ConcurrentHashMap<>();

    private volatile String bucket = "";
    private volatile String route = "";

    /** The bucket of keys that name none. */
    void defaultBucket(String name) {
        bucket = name;
    }

    /** The route whose runs objects cause. */
    void route(String id) {
        route = id;
    }

    /** Takes note of an event of S3. */
    void told(JsonNode event) {
        JsonNode detail = event.path("detail");
        versions.computeIfAbsent(place(detail), each -> new CopyOnWriteArrayList<>())
                .add(detail);
    }

    private static String place(JsonNode detail) {
        return detail.path("bucket").path("name").asText() + "/"
                + detail.path("object").path("key").asText();
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

    /**
     * A fact about an object, if there is one.
     *
     * @param fact {@code etag}, {@code version-id}, {@code sequencer}, {@code correlation}, {@code run} or {@code cause}
     * @param which a key, for its newest version; or {@code version 1 of} and a key
     */
    Optional<String> fact(String fact, String which) {
        Matcher numbered = NUMBERED.matcher(which);
        String key = numbered.matches() ? numbered.group(2) : which;
        List<JsonNode> all = versions.getOrDefault(bucket(key) + "/" + key(key), List.of());
        int number = numbered.matches() ? Integer.parseInt(numbered.group(1)) : all.size();
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(fact(fact, all.get(number - 1)));
    }

    private String fact(String fact, JsonNode detail) {
        JsonNode object = detail.path("object");
        return switch (fact) {
            case "etag" -> object.path("etag").asText();
            case "version-id" -> object.path("version-id").asText();
            case "sequencer" -> object.path("sequencer").asText();
            case "run" -> LineageRun.id(fact("correlation", detail), route).toString();
            case "cause" -> LineageRun.parentId(fact("correlation", detail)).toString();
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
        for (String fact : List.of("run", "cause", "correlation", "version-id", "etag", "sequencer")) {
            for (List<JsonNode> all : versions.values()) {
                for (int number = 1; number <= all.size(); number++) {
                    JsonNode detail = all.get(number - 1);
                    String value = fact(fact, detail);
                    String older = number == all.size() ? "" : "version " + number + " of ";
                    if (!value.isEmpty()) {
                        general = general.replace(value, "<" + fact + " of " + older + name(detail) + ">");
                    }
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
