package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.desk.cloud.sqs.QueueCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What became of the messages of one queue.
 *
 * @param place where its messages are: a file, or its URL
 * @param counts of the queue
 * @param waiting the first messages that nobody has handled
 */
record QueueSummary(String place, QueueCounts counts, List<String> waiting) {

    /** More than these are for the file. */
    private static final int SHOWN = 10;

    static QueueSummary of(Path root, QueueCounts counts, EmbeddedSqs sqs) {
        String file = root.resolve("queues").resolve(counts.queue() + ".ndjson").toString();
        return new QueueSummary(file, counts, sqs.waiting(counts.queue(), SHOWN));
    }

    /** Whether there was any message. */
    boolean isUsed() {
        return counts.sent() + counts.deadLetters() + counts.waiting() > 0;
    }

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
        String line = counts.queue() + ": " + String.join(", ", parts);
        return counts.waiting() == 0 ? line : line + " in " + place;
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
