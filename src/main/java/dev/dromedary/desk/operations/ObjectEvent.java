package dev.dromedary.desk.operations;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.ledger.Sequencer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The event that S3 would send of an object, with a replay in its detail.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge event message structure</a>
 */
final class ObjectEvent {

    /** Lower than every sequencer of S3's, so that whatever S3 tells of the object goes before it. */
    static final Sequencer LOWEST = Sequencer.of("0");

    private ObjectEvent() {}

    /**
     * Makes the event.
     *
     * @param object the current version
     * @param version its version id, or null
     * @param sequencer its order, as far as the ledger knows
     * @param replay the replay; the same one makes the same event
     */
    static Map<String, Object> created(
            StoredObject object, String version, Sequencer sequencer, Optional<Replay> replay) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("key", object.key());
        described.put("size", object.size());
        described.put("etag", object.etag());
        if (version != null) {
            described.put("version-id", version);
        }
        if (sequencer.ordered()) {
            described.put("sequencer", sequencer.value());
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("version", "0");
        detail.put("bucket", Map.of("name", object.bucket()));
        detail.put("object", described);
        detail.put("reason", "Replay");
        replay.ifPresent(named -> detail.put(Replay.PROPERTY, named.document()));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", id(object, replay).toString());
        event.put("detail-type", "Object Created");
        event.put("source", "aws.s3");
        event.put("time", object.modified().toString());
        event.put("resources", List.of("arn:aws:s3:::" + object.bucket()));
        event.put("detail", detail);
        return event;
    }

    private static UUID id(StoredObject object, Optional<Replay> replay) {
        String seed = replay.map(Replay::id).orElse("") + ' ' + object.name() + ' ' + object.etag();
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }
}
