package dev.dromedary.desk.cloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One line of a bucket's journal: a change that took effect. */
sealed interface JournalEntry {

    /** A new newest version; {@code path} is where its file lies, null for a delete marker. */
    record Put(StoredVersion version, String path) implements JournalEntry {}

    /** A version that is gone; {@code path} is where the object that is current now lies, null when there is none. */
    record Remove(String key, String sequencer, String path) implements JournalEntry {}

    /** The versioning status from here on: {@code Enabled}, {@code Suspended}, or empty for never enabled. */
    record Versioning(String status) implements JournalEntry {}

    /** A sequencer below all later ones. */
    record Sequence(String sequencer) implements JournalEntry {}

    /** This entry as one JSON object. */
    default ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (this instanceof Put put) {
            StoredVersion version = put.version();
            json.put("put", version.key())
                    .put("path", put.path())
                    .put("versionId", version.versionId())
                    .put("size", version.size())
                    .put("etag", version.etag())
                    .put("sequencer", version.sequencer())
                    .put("modified", version.modified().toString());
            if (!version.deleteMarker()) {
                json.set("headers", json(version.headers()));
            }
        } else if (this instanceof Remove remove) {
            json.put("remove", remove.key())
                    .put("sequencer", remove.sequencer())
                    .put("path", remove.path());
        } else if (this instanceof Versioning versioning) {
            json.put("versioning", versioning.status());
        } else if (this instanceof Sequence sequence) {
            json.put("sequence", sequence.sequencer());
        }
        return json;
    }

    /** @throws IllegalArgumentException when this is no journal entry */
    static JournalEntry of(JsonNode json) {
        if (json.has("put")) {
            boolean deleteMarker = !json.has("headers");
            StoredVersion version = new StoredVersion(
                    text(json, "put"),
                    text(json, "versionId"),
                    deleteMarker,
                    json.path("size").longValue(),
                    text(json, "etag"),
                    text(json, "sequencer"),
                    Instant.parse(json.path("modified").textValue()),
                    deleteMarker ? null : headers(json.get("headers")));
            return new Put(version, text(json, "path"));
        }
        if (json.has("remove")) {
            return new Remove(text(json, "remove"), text(json, "sequencer"), text(json, "path"));
        }
        if (json.has("versioning")) {
            return new Versioning(text(json, "versioning"));
        }
        if (json.has("sequence")) {
            return new Sequence(text(json, "sequence"));
        }
        throw new IllegalArgumentException("an entry of an unknown kind");
    }

    private static ObjectNode json(ObjectHeaders headers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", headers.contentType());
        json.put("encoding", headers.contentEncoding());
        json.put("disposition", headers.contentDisposition());
        json.put("language", headers.contentLanguage());
        json.put("cache", headers.cacheControl());
        ObjectNode metadata = json.putObject("metadata");
        new TreeMap<>(headers.metadata()).forEach(metadata::put);
        return json;
    }

    private static ObjectHeaders headers(JsonNode json) {
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : json.path("metadata").properties()) {
            metadata.put(each.getKey(), each.getValue().textValue());
        }
        return new ObjectHeaders(
                text(json, "type"),
                text(json, "encoding"),
                text(json, "disposition"),
                text(json, "language"),
                text(json, "cache"),
                metadata);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).textValue();
    }
}
