package dev.dromedary.cli;

import dev.dromedary.local.QueueCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the messages of one queue.
 *
 * @param root folder of the embedded cloud
 * @param counts of the queue
 */
record QueueSummary(Path root, QueueCounts counts) {

    Map<String, Object> json() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("queue", counts.queue());
        told.put("sent", counts.sent());
        told.put("handled", counts.deleted());
        told.put("dead_letters", counts.deadLetters());
        told.put("waiting", counts.waiting());
        return told;
    }

    /** On one line; with the file if somebody has to look into it. */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, counts.sent(), "sent");
        add(parts, counts.deleted(), "handled");
        add(parts, counts.deadLetters(), "not handled, in the dead-letter queue");
        add(parts, counts.waiting(), "waiting");
        String line = counts.queue() + ": " + (parts.isEmpty() ? "no messages" : String.join(", ", parts));
        return counts.waiting() == 0
                ? line
                : line + " in " + root.resolve("queues").resolve(counts.queue() + ".ndjson");
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
