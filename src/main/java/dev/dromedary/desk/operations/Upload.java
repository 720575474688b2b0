package dev.dromedary.desk.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;

/** Puts files where the triggers of a pipeline look: into a bucket, or line by line into a queue. */
public final class Upload {

    private static final List<String> LINES = List.of(".ndjson", ".jsonl");

    /** A message group's id has at most 128 of these: API_SendMessage.html. */
    private static final int LONGEST_GROUP = 128;

    private final Clients clients;
    private final Deployment deployment;

    /** Uploads for a pipeline. */
    public Upload(Clients clients, Deployment deployment) {
        this.clients = clients;
        this.deployment = deployment;
    }

    /**
     * The route that takes a file, by its ending.
     *
     * @throws IllegalArgumentException in one sentence, if none does
     */
    public DeployedRoute routeFor(Path file) {
        List<DeployedRoute> takers = deployment.routes().stream()
                .filter(route -> route.isStartedByObjects() || route.readsQueue())
                .toList();
        return takers.stream()
                .filter(route -> endings(route).stream().anyMatch(file.toString()::endsWith))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        takers.isEmpty()
                                ? "No route of this pipeline begins with lambda-s3 or lambda-sqs, so it takes no files."
                                : "The pipeline takes files that end with "
                                        + String.join(
                                                " or ",
                                                takers.stream()
                                                        .flatMap(route -> endings(route).stream())
                                                        .distinct()
                                                        .toList())
                                        + ", and " + file + " does not."));
    }

    private static List<String> endings(DeployedRoute route) {
        return route.readsQueue() ? LINES : route.objects().suffixes();
    }

    /**
     * Uploads a file under its name.
     *
     * @param file the file
     * @param told is told where it went
     * @throws IOException if it can't be read
     */
    public void put(Path file, Consumer<String> told) throws IOException {
        DeployedRoute route = routeFor(file);
        if (route.readsQueue()) {
            told.accept(send(file, route.queue().orElseThrow()) + " messages in the queue "
                    + route.queue().orElseThrow());
            return;
        }
        String bucket = route.objects().bucket();
        String key = route.objects().prefix() + file.getFileName();
        clients.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file));
        told.accept("s3://" + bucket + "/" + key);
    }

    private int send(Path file, String queue) throws IOException {
        String url =
                clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
        Optional<String> group = queue.endsWith(".fifo") ? Optional.of(group(file)) : Optional.empty();
        int sent = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    String body = line;
                    clients.sqs().sendMessage(message -> message.queueUrl(url)
                            .messageBody(body)
                            .messageGroupId(group.orElse(null))
                            // Lines may be alike.
                            .messageDeduplicationId(
                                    group.isPresent() ? UUID.randomUUID().toString() : null));
                    sent++;
                }
            }
        }
        return sent;
    }

    private static String group(Path file) {
        String name = file.getFileName().toString().replaceAll("[^\\p{Alnum}\\p{Punct}]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_GROUP));
    }
}
