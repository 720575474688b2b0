package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.desk.Arns;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.QueueEvent;
import dev.dromedary.desk.source.ScheduledEvent;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.MessageChecksums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Makes the event documents of a case's steps. */
final class Steps {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EmbeddedCloud cloud;
    private final String route;
    private final LambdaEndpoint trigger;
    private final KnownObjects objects;
    private final Placeholders placeholders;
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private final List<Optional<Map<String, Object>>> made = new ArrayList<>();
    private final Map<String, String> uploaded = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> put = new HashSet<>();
    private int messages;

    /** @param trigger what the route begins with; the event bus delivers what its pattern matches */
    Steps(EmbeddedCloud cloud, String route, LambdaEndpoint trigger, KnownObjects objects, Placeholders placeholders) {
        this.cloud = cloud;
        this.route = route;
        this.trigger = trigger;
        this.objects = objects;
        this.placeholders = placeholders;
        if (TriggerSource.feedOf(trigger) instanceof Feed.OfBus events) {
            cloud.eventBridge().bus(events.bus());
            cloud.eventBridge()
                    .rule(events.bus(), "the route under test", JsonDocument.write(events.pattern()), delivered::add);
        }
    }

    /** The document of the next step; empty if the step does not start the route. */
    Optional<Map<String, Object>> next(JsonNode step) throws IOException, InterruptedException {
        settle();
        delivered.clear();
        Optional<Map<String, Object>> document = document(step);
        made.add(document);
        return document;
    }

    private Optional<Map<String, Object>> document(JsonNode step) throws IOException, InterruptedException {
        if (step.has("again")) {
            return made.get(step.get("again").asInt() - 1);
        }
        if (step.has("schedule")) {
            String time = step.get("schedule").asText();
            return Optional.of(ScheduledEvent.of("schedule-" + time, route, cloud.region(), Instant.parse(time)));
        }
        if (step.has("messages")) {
            if (!(TriggerSource.feedOf(trigger) instanceof Feed.Messages queue)) {
                throw new CaseException("The step messages is for a route that begins with lambda-sqs, and " + route
                        + " begins with " + trigger.scheme() + "; use document.");
            }
            return Optional.of(messages(queue.queue(), placeholders.filled(step.get("messages"))));
        }
        if (step.has("document")) {
            JsonNode document = step.get("document");
            String text = document.isTextual()
                    ? new String(Content.file(document.textValue()), StandardCharsets.UTF_8)
                    : document.toString();
            return Optional.of(JsonDocument.parse(placeholders.filled(text)));
        }
        if (step.has("parameters")) {
            Given.putParameters(cloud, step.get("parameters"));
            return Optional.empty();
        }
        if (step.has("upload")) {
            upload(step.get("upload"));
        } else if (step.has("delete")) {
            delete(step.get("delete").asText());
        } else {
            put(placeholders.filled(step.get("event")));
        }
        settle();
        return Optional.ofNullable(delivered.poll()).map(JsonDocument::parse);
    }

    /** A batch of a queue; of a FIFO queue, one message group. */
    private Map<String, Object> messages(String queue, JsonNode bodies) {
        List<Message> batch = new ArrayList<>();
        for (JsonNode body : bodies) {
            String number = String.valueOf(++messages);
            Map<MessageSystemAttributeName, String> attributes = new EnumMap<>(MessageSystemAttributeName.class);
            attributes.put(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
            attributes.put(MessageSystemAttributeName.SENT_TIMESTAMP, String.valueOf(System.currentTimeMillis()));
            if (queue.endsWith(".fifo")) {
                attributes.put(MessageSystemAttributeName.MESSAGE_GROUP_ID, "group");
                attributes.put(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, number);
                attributes.put(MessageSystemAttributeName.SEQUENCE_NUMBER, number);
            }
            batch.add(Message.builder()
                    .messageId("message-" + number)
                    .receiptHandle("receipt-" + number)
                    .body(Content.line(body))
                    .md5OfBody(MessageChecksums.ofBody(Content.line(body)))
                    .attributes(attributes)
                    .build());
        }
        return QueueEvent.of(Arns.of("sqs", cloud.region(), queue), batch);
    }

    private void upload(JsonNode upload) throws IOException {
        String name = upload.get("key").asText();
        String bucket = objects.bucket(name);
        if (bucket.isEmpty()) {
            throw new CaseException("The route names no bucket; say which one: s3://BUCKET/" + name + ".");
        }
        String key = KnownObjects.key(name);
        byte[] content = Content.bytes(upload, placeholders);
        deleted.remove(bucket + "/" + key);
        uploaded.put(
                bucket + "/" + key,
                cloud.s3()
                        .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content))
                        .eTag());
    }

    private void delete(String name) {
        String bucket = objects.bucket(name);
        cloud.s3().deleteObject(delete -> delete.bucket(bucket).key(KnownObjects.key(name)));
        uploaded.remove(bucket + "/" + KnownObjects.key(name));
        deleted.add(bucket + "/" + KnownObjects.key(name));
    }

    private void put(JsonNode event) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(TriggerSource.feedOf(trigger) instanceof Feed.OfBus events ? events.bus() : "default")
                .source(event.get("source").asText())
                .detailType(event.get("detail-type").asText())
                .detail(event.get("detail").toString())
                .build();
        cloud.eventBridge()
                .putEvents(request -> request.entries(List.of(entry)))
                .entries()
                .forEach(result -> put.add(result.eventId()));
    }

    /** Waits until all events have been delivered. */
    void settle() throws InterruptedException {
        if (!cloud.awaitIdle(LONGEST)) {
            throw new IllegalStateException("The events were not delivered within " + LONGEST);
        }
    }

    /** The ETags of what steps have put, by {@code bucket/key}. */
    Map<String, String> uploaded() {
        return uploaded;
    }

    /** What steps have deleted, {@code bucket/key}. */
    Set<String> deleted() {
        return deleted;
    }

    /** The ids of events that steps have put. */
    Set<String> put() {
        return put;
    }
}
