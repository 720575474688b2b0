package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.kinesis.EmbeddedStream;
import dev.dromedary.desk.cloud.kinesis.EmbeddedStreams;
import dev.dromedary.desk.source.Feed;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * NDJSON files, whose lines become records of the stream that a pipeline reads.
 *
 * @param streams what delivers the records
 * @param feeds those that the pipeline's routes begin with
 */
record StreamFiles(EmbeddedStreams streams, List<Feed> feeds) {

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        feeds.stream()
                .filter(Feed.Records.class::isInstance)
                .map(Feed.Records.class::cast)
                .forEach(records -> names.add(records.stream()));
        return names;
    }

    /**
     * Puts each line that is not blank, without its end, as one record. Its partition key is the number of the line. The
     * functions have got all of them when this returns.
     *
     * @throws UsageException if it is not known which stream is meant, or a line is too long
     */
    void put(Path file) throws IOException {
        EmbeddedStream stream = streams.stream(name(file));
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            for (int next = input.read(); next >= 0; next = input.read()) {
                if (next == '\n') {
                    put(stream, line.toByteArray(), number++);
                    line.reset();
                } else if (line.size() == EmbeddedStream.LARGEST_RECORD) {
                    throw new UsageException("Line " + number + " of " + file + " has more than "
                            + EmbeddedStream.LARGEST_RECORD + " bytes, which a record of a stream can't have.");
                } else {
                    line.write(next);
                }
            }
            put(stream, line.toByteArray(), number);
        }
        stream.flush();
    }

    private static void put(EmbeddedStream stream, byte[] line, long number) {
        // Blank is the same in UTF-8 and in all that it might be instead. JSON does not mind a carriage return.
        if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            stream.put(line, Long.toString(number));
        }
    }

    private String name(Path file) {
        Set<String> streams = names();
        String base = file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
        if (streams.size() > 1 && !streams.contains(base)) {
            throw new UsageException("The pipeline reads the streams " + String.join(", ", streams)
                    + "; call the file after one of them, such as "
                    + streams.iterator().next() + ".ndjson, instead of " + file + ".");
        }
        return streams.size() > 1 ? base : streams.iterator().next();
    }
}
