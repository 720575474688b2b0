package dev.dromedary.desk.cloud.eventbridge;

import dev.dromedary.desk.cloud.LineFile;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event in the file of the embedded EventBridge, of this run or an earlier one.
 *
 * @param document as targets get it
 */
public record KeptEvent(Map<String, Object> document) {

    /**
     * Reads the newest events, the oldest of them first.
     *
     * @param file {@code events.ndjson}; it may not be there
     * @throws IOException if it can't be read
     */
    public static List<KeptEvent> newest(Path file) throws IOException {
        List<KeptEvent> events = new ArrayList<>();
        for (String line : LineFile.end(file)) {
            try {
                events.add(new KeptEvent(JsonDocument.parse(line)));
            } catch (UnexpectedEventException e) {
                // Cut off where the reading began, or just being written.
                continue;
            }
        }
        return events;
    }

    /** When it was put. */
    public String time() {
        return text(document, "time");
    }

    /** Who has put it. */
    public String source() {
        return text(document, "source");
    }

    /** What it is. */
    public String type() {
        return text(document, "detail-type");
    }

    /** The first cause: what it says itself, of an object's its version. */
    public Optional<String> correlationId() {
        if (!(document.get("detail") instanceof Map<?, ?> detail)) {
            return Optional.empty();
        }
        if (detail.get("correlation_id") instanceof String id) {
            return Optional.of(id);
        }
        if (detail.get("bucket") instanceof Map<?, ?> bucket && detail.get("object") instanceof Map<?, ?> object) {
            String version = text(object, "version-id");
            return Optional.of(text(bucket, "name")
                    + '/'
                    + text(object, "key")
                    + '@'
                    + (version.isEmpty() ? text(object, "sequencer") : version));
        }
        return Optional.empty();
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }
}
