package dev.dromedary.desk.cli;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.trigger.s3.KeyFilter;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Puts files where the triggers of a pipeline look: into a bucket, or line by line into a queue. */
final class Uploads {

    /** What a file of messages ends with. */
    private static final List<String> LINES = List.of(".ndjson", ".jsonl");

    private final Place place;
    private final Progress progress;
    private final List<String> objects = new ArrayList<>();

    /** A cloud with a pipeline that takes files. */
    interface Place {

        S3Client s3();

        SqsClient sqs();

        String queueUrl(String queue);

        List<RouteFunction> functions();

        void putRecords(Path file, List<Feed> triggers) throws IOException;
    }

    /**
     * Nothing uploaded yet.
     *
     * @param place has the triggers
     * @param progress is told how much there is to read
     */
    Uploads(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
    }

    /** {@code bucket/key} of what was uploaded to S3. */
    List<String> objects() {
        return List.copyOf(objects);
    }

    /**
     * Uploads files.
     *
     * @param route id of the route that gets them; null for the first whose trigger takes each
     * @throws UsageException if there is no such route, or if no trigger takes a file, or what is in it
     */
    void put(List<Path> files, String route) throws IOException {
        if (files.isEmpty() && route == null) {
            // A pipeline that only a request or the time starts.
            return;
        }
        List<Feed> triggers = triggers(route);
        for (Path file : files) {
            Feed trigger = triggerFor(file, triggers, route);
            if (trigger instanceof Feed.Objects watched) {
                putObject(file, watched.filter());
            } else if (trigger instanceof Feed.Messages messages) {
                send(file, messages.queue());
            } else {
                place.putRecords(file, triggers);
            }
        }
    }

    private List<Feed> triggers(String route) {
        List<RouteFunction> takers = place.functions().stream()
                .filter(function ->
                        endings(TriggerSource.feedOf(function.endpoint())).isPresent())
                .toList();
        if (takers.isEmpty()) {
            throw new UsageException(
                    "No route of this pipeline begins with lambda-s3, lambda-sqs or lambda-kinesis, so it takes no files.");
        }
        List<Feed> triggers = takers.stream()
                .filter(function -> route == null || function.routeId().equals(route))
                .map(function -> TriggerSource.feedOf(function.endpoint()))
                .toList();
        if (triggers.isEmpty()) {
            throw new UsageException("No route \"" + route + "\" of this pipeline takes files; these do: "
                    + takers.stream().map(RouteFunction::routeId).collect(Collectors.joining(", ")) + ".");
        }
        return triggers;
    }

    private static Feed triggerFor(Path file, List<Feed> triggers, String route) {
        return triggers.stream()
                .filter(trigger -> endings(trigger).orElseThrow().stream().anyMatch(file.toString()::endsWith))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        (route == null ? "The pipeline" : "The route " + route) + " takes files that end with "
                                + String.join(
                                        " or ",
                                        triggers.stream()
                                                .flatMap(trigger -> endings(trigger).orElseThrow().stream())
                                                .distinct()
                                                .toList())
                                + ", and " + file + " does not."));
    }

    /** What the files end with that a feed takes; empty if it takes none. */
    private static Optional<List<String>> endings(Feed feed) {
        if (feed instanceof Feed.Objects objects) {
            return Optional.of(objects.filter().suffixes());
        }
        return feed instanceof Feed.Messages || feed instanceof Feed.Records ? Optional.of(LINES) : Optional.empty();
    }

    private void putObject(Path file, KeyFilter filter) throws IOException {
        String key = filter.prefix() + file.getFileName();
        String object = filter.bucket() + "/" + key;
        if (objects.contains(object)) {
            throw new UsageException(
                    "Two of the files are called " + file.getFileName() + "; both would be " + object + ".");
        }
        progress.expect(Files.size(file));
        place.s3().putObject(request -> request.bucket(filter.bucket()).key(key), RequestBody.fromFile(file));
        objects.add(object);
    }

    /** One message a line, empty lines left out. In a FIFO queue the lines of a file are one message group. */
    private void send(Path file, String queue) throws IOException {
        String url = place.queueUrl(queue);
        boolean fifo = queue.endsWith(".fifo");
        String group = file.getFileName().toString().replaceAll("[^\\p{Alnum}\\p{Punct}]", "_");
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String body = line;
                    place.sqs().sendMessage(message -> message.queueUrl(url)
                            .messageBody(body)
                            .messageGroupId(fifo ? group.substring(0, Math.min(group.length(), 128)) : null)
                            // Lines may be alike.
                            .messageDeduplicationId(fifo ? UUID.randomUUID().toString() : null));
                }
            }
        } catch (CharacterCodingException e) {
            throw new UsageException("The file " + file + " is not text in UTF-8 after line " + number + ".");
        } catch (SqsException e) {
            throw new UsageException("Line " + number + " of " + file + " is no message for the queue " + queue + ": "
                    + e.awsErrorDetails().errorMessage());
        }
    }
}
