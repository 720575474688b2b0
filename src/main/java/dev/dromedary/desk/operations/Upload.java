package dev.dromedary.desk.operations;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.s3.KeyFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Puts files where the triggers of a pipeline look: into a bucket, or line by line into a queue or a stream. The same for
 * the embedded cloud, an emulator and AWS.
 */
public final class Upload {

    /** What a file of messages, or of records, ends with. */
    private static final List<String> LINES = List.of(".ndjson", ".jsonl");

    /** A message group's id has at most 128 of these: API_SendMessage.html. */
    private static final int LONGEST_GROUP = 128;

    private final S3Client s3;
    private final SqsClient sqs;
    private final Streams streams;
    private final LongConsumer expected;
    private final List<String> objects = new ArrayList<>();

    /** A file that can't be uploaded; the message is one sentence for the user. */
    public static final class Refusal extends IllegalArgumentException {

        Refusal(String sentence) {
            super(sentence);
        }
    }

    /**
     * A route, and what starts it.
     *
     * @param id the route's id
     * @param feed what its trigger asks for
     */
    public record Taker(String id, Feed feed) {

        /** A route by its trigger. */
        public static Taker of(String id, LambdaEndpoint trigger) {
            return new Taker(id, TriggerSource.feedOf(trigger));
        }
    }

    /** Takes files of records. */
    @FunctionalInterface
    public interface Streams {

        /**
         * Puts the lines of a file into one of the streams that routes read.
         *
         * @param feeds what starts the routes
         * @throws IOException if the file can't be read
         */
        void put(Path file, List<Feed> feeds) throws IOException;
    }

    /**
     * Nothing uploaded yet.
     *
     * @param streams gets files of records; null where there is no way to a stream
     * @param expected is told how many bytes there will be to read, before they can be
     */
    public Upload(S3Client s3, SqsClient sqs, Streams streams, LongConsumer expected) {
        this.s3 = s3;
        this.sqs = sqs;
        this.streams = streams;
        this.expected = expected;
    }

    /** {@code bucket/key} of what was uploaded to S3. */
    public List<String> objects() {
        return List.copyOf(objects);
    }

    /**
     * Uploads files under their names, but none if there is one that no trigger takes.
     *
     * @param routes the pipeline's
     * @param route id of the one that gets them; null for the first whose trigger takes each
     * @param told gets each file and where it went
     * @throws Refusal if there is no such route, or if no trigger takes a file, or what is in it
     * @throws IOException if a file can't be read
     */
    public void put(List<Path> files, List<Taker> routes, String route, BiConsumer<Path, String> told)
            throws IOException {
        if (files.isEmpty() && route == null) {
            // A pipeline that only a request or the time starts.
            return;
        }
        List<Feed> feeds = feeds(routes, route);
        Map<Path, Feed> taken = new LinkedHashMap<>();
        for (Path file : files) {
            taken.put(file, feedFor(file, feeds, route));
        }
        for (Path file : files) {
            Feed feed = taken.get(file);
            if (feed instanceof Feed.Objects watched) {
                told.accept(file, putObject(file, watched.filter()));
            } else if (feed instanceof Feed.Messages messages) {
                told.accept(file, send(file, messages.queue()) + " messages in the queue " + messages.queue());
            } else {
                streams.put(file, feeds);
            }
        }
    }

    private List<Feed> feeds(List<Taker> routes, String route) {
        List<Taker> takers = routes.stream()
                .filter(taker -> !endings(taker.feed()).isEmpty())
                .toList();
        if (takers.isEmpty()) {
            throw new Refusal("No route of this pipeline begins with lambda-s3"
                    + (streams == null ? " or lambda-sqs" : ", lambda-sqs or lambda-kinesis")
                    + ", so it takes no files.");
        }
        List<Feed> feeds = takers.stream()
                .filter(taker -> route == null || taker.id().equals(route))
                .map(Taker::feed)
                .toList();
        if (feeds.isEmpty()) {
            throw new Refusal("No route \"" + route + "\" of this pipeline takes files; these do: "
                    + takers.stream().map(Taker::id).collect(Collectors.joining(", ")) + ".");
        }
        return feeds;
    }

    private Feed feedFor(Path file, List<Feed> feeds, String route) {
        return feeds.stream()
                .filter(feed -> endings(feed).stream().anyMatch(file.toString()::endsWith))
                .findFirst()
                .orElseThrow(() -> new Refusal((route == null ? "The pipeline" : "The route " + route)
                        + " takes files that end with "
                        + feeds.stream()
                                .flatMap(feed -> endings(feed).stream())
                                .distinct()
                                .collect(Collectors.joining(" or "))
                        + ", and " + file + " does not."));
    }

    /** What the files end with that a feed takes; empty if it takes none. */
    private List<String> endings(Feed feed) {
        if (feed instanceof Feed.Objects watched) {
            return watched.filter().suffixes();
        }
        return feed instanceof Feed.Messages || feed instanceof Feed.Records && streams != null ? LINES : List.of();
    }

    private String putObject(Path file, KeyFilter filter) throws IOException {
        String key = filter.prefix() + file.getFileName();
        String object = filter.bucket() + "/" + key;
        if (objects.contains(object)) {
            throw new Refusal("Two of the files are called " + file.getFileName() + "; both would be " + object + ".");
        }
        expected.accept(Files.size(file));
        s3.putObject(request -> request.bucket(filter.bucket()).key(key), RequestBody.fromFile(file));
        objects.add(object);
        return "s3://" + object;
    }

    /** One message a line, empty lines left out. In a FIFO queue the lines of a file are one message group. */
    private int send(Path file, String queue) throws IOException {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        boolean fifo = queue.endsWith(".fifo");
        String name = file.getFileName().toString().replaceAll("[^\\p{Alnum}\\p{Punct}]", "_");
        String group = name.substring(0, Math.min(name.length(), LONGEST_GROUP));
        int number = 0;
        int sent = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String body = line;
                    sqs.sendMessage(message -> message.queueUrl(url)
                            .messageBody(body)
                            .messageGroupId(fifo ? group : null)
                            // Lines may be alike.
                            .messageDeduplicationId(fifo ? UUID.randomUUID().toString() : null));
                    sent++;
                }
            }
        } catch (CharacterCodingException e) {
            throw new Refusal("The file " + file + " is not text in UTF-8 after line " + number + ".");
        } catch (SqsException e) {
            throw new Refusal("Line " + number + " of " + file + " is no message for the queue " + queue + ": "
                    + e.awsErrorDetails().errorMessage());
        }
        return sent;
    }
}
