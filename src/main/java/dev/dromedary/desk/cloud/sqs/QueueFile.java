package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.cloud.EmbeddedCloudException;
import dev.dromedary.desk.cloud.WholeFile;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The messages of one queue, one JSON object a line, in the order in which they were sent. What became of them is noted
 * when the queue is closed, so that a line is written once while the queue is at work. Guarded by the queue's lock.
 */
final class QueueFile {
    private static final String STATE = "state";
    private static final String RECEIVED = "received";

    private final Path path;
    /** Random access, because an interrupt would close a channel. Null until something is sent. */
    private RandomAccessFile file;

    QueueFile(Path path) {
        this.path = path;
    }

    /** Gets what is in the file, line by line. */
    @FunctionalInterface
    interface Lines {
        /**
         * Takes a line.
         *
         * @param received how often the message was handed out
         * @param waiting whether it has not been deleted
         */
        void line(SentMessage message, int received, boolean waiting);
    }

    /** The messages of earlier runs. A last line without its line end was never acknowledged and is taken back. */
    void read(Lines lines) {
        if (Files.notExists(path)) {
            return;
        }
        int number = 0;
        try {
            takeBackUnfinishedLine();
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    Map<String, Object> told = JsonDocument.parse(line);
                    int received = told.get(RECEIVED) instanceof Number count ? count.intValue() : 0;
                    lines.line(SentMessage.of(told), received, !told.containsKey(STATE));
                }
            }
        } catch (IOException e) {
            throw new EmbeddedCloudException("The queue's file " + path + " can't be read: " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            throw new EmbeddedCloudException("The queue's file " + path + " is damaged in line " + number + ".", e);
        }
    }

    private void takeBackUnfinishedLine() throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw")) {
            long end = opened.length();
            while (end > 0) {
                opened.seek(end - 1);
                if (opened.read() == '\n') {
                    break;
                }
                end--;
            }
            opened.setLength(end);
        }
    }

    /** Adds a line whole, or takes back what it wrote of it. */
    void append(SentMessage message) throws IOException {
        if (file == null) {
            Files.createDirectories(path.getParent());
            file = new RandomAccessFile(path.toFile(), "rw");
            file.seek(file.length());
        }
        byte[] line = (JsonDocument.write(message.toJson()) + "\n").getBytes(StandardCharsets.UTF_8);
        long before = file.length();
        try {
            file.write(line);
        } catch (IOException e) {
            file.setLength(before);
            file.seek(before);
            throw e;
        }
    }

    /**
     * Notes what became of the messages, and closes the file.
     *
     * @param waiting how often each message that was not deleted was handed out, by its id
     * @param deadLetters ids of those that went to the dead-letter queue
     */
    void close(Map<String, Integer> waiting, Set<String> deadLetters) throws IOException {
        if (file != null) {
            file.close();
        }
        if (Files.notExists(path)) {
            return;
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (BufferedReader reader = Files.newBufferedReader(path);
                BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Map<String, Object> told = JsonDocument.parse(line);
                String id = (String) told.get("message_id");
                if (waiting.containsKey(id)) {
                    told.put(RECEIVED, waiting.get(id));
                } else {
                    told.putIfAbsent(STATE, deadLetters.contains(id) ? "dead-letter" : "deleted");
                }
                writer.write(JsonDocument.write(told) + "\n");
            }
        }
        WholeFile.replace(path, fresh);
    }
}
