package dev.dromedary.desk.cloud.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Arns;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.cloud.s3.ObjectChange;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Events as EventBridge delivers them, after <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">Event structure</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event message structure</a>.
 */
public final class EventDocument {
    private final String region;

    /** @param region of the bus, such as {@code us-east-1} */
    public EventDocument(String region) {
        this.region = region;
    }

    /** The detail of an event, which has to be one JSON object; empty when it is not. */
    public Optional<ObjectNode> detail(String json) {
        try {
            JsonNode detail = Json.MAPPER.readTree(json);
            return detail instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** An event of anybody's, as its bus delivers it. */
    public String of(
            UUID id, String source, String detailType, Instant time, List<String> resources, ObjectNode detail) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("version", "0")
                .put("id", id.toString())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", Arns.ACCOUNT)
                .put("time", DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS)))
                .put("region", region);
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        try {
            return Json.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event could not be written as JSON.", e);
        }
    }

    /** The event that S3 sends to the default bus. */
    public String of(ObjectChange change) {
        boolean created = change.type() == ObjectChange.Type.CREATED;
        ObjectNode detail = Json.MAPPER.createObjectNode();
        detail.put("version", "0");
        detail.putObject("bucket").put("name", change.bucket());
        ObjectNode object = detail.putObject("object");
        object.put("key", change.key());
        if (created) {
            object.put("size", change.size());
        }
        if (!change.etag().isEmpty()) {
            object.put("etag", change.etag());
        }
        if (change.versionId() != null) {
            object.put("version-id", change.versionId());
        }
        object.put("sequencer", change.sequencer());
        detail.put(
                        "request-id",
                        UUID.randomUUID()
                                .toString()
                                .replace("-", "")
                                .substring(0, 16)
                                .toUpperCase(Locale.ROOT))
                .put("requester", Arns.ACCOUNT)
                .put("source-ip-address", "127.0.0.1")
                .put("reason", reason(change.reason()));
        if (!created) {
            boolean marked = change.type() == ObjectChange.Type.DELETE_MARKER_CREATED;
            detail.put("deletion-type", marked ? "Delete Marker Created" : "Permanently Deleted");
        }
        return of(
                UUID.randomUUID(),
                "aws.s3",
                created ? "Object Created" : "Object Deleted",
                change.time(),
                List.of("arn:aws:s3:::" + change.bucket()),
                detail);
    }

    /** The page names no reason for DeleteObjects; both are {@code DeleteObject} there. */
    private static String reason(String operation) {
        return operation.equals("DeleteObjects") ? "DeleteObject" : operation;
    }
}
