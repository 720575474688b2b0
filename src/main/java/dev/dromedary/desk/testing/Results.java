package dev.dromedary.desk.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Replying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is in the cloud of a case, in the form of {@code then}. */
final class Results {

    private final EmbeddedCloud cloud;
    private final Path folder;
    private final KnownObjects objects;
    private final Set<Charset> encodings;
    private final ObjectNode results = Json.MAPPER.createObjectNode();

    /**
     * What comes of a case.
     *
     * @param folder of the cloud
     * @param encodings what objects may be in
     */
    Results(EmbeddedCloud cloud, Path folder, KnownObjects objects, Set<Charset> encodings) {
        this.cloud = cloud;
        this.folder = folder;
        this.objects = objects;
        this.encodings = encodings;
        // In the order in which they are written down.
        List.of(
                        "outcomes",
                        "objects",
                        "items",
                        "events",
                        "mails",
                        "messages",
                        "streams",
                        "delivery-streams",
                        "topics",
                        "invocations",
                        "executions",
                        "calls")
                .forEach(part -> results.set(part, null));
    }

    ObjectNode all() {
        return results;
    }

    void outcomes(List<ObjectNode> outcomes) {
        outcomes.forEach(results.putArray("outcomes")::add);
    }

    void calls(Map<String, Integer> counts, JsonNode expected) {
        ObjectNode calls = results.putObject("calls");
        expected.fieldNames().forEachRemaining(name -> calls.put(name, 0));
        counts.forEach(calls::put);
    }

    /**
     * Objects that were written or deleted.
     *
     * @param before ETags of what is not the route's, by {@code bucket/key}
     * @param lineage the folder of what runs tell of their lineage, which is told of only if something in it is expected
     */
    void objects(Map<String, String> before, String lineage, JsonNode expected) {
        boolean told = lineage.isEmpty()
                || expected.propertyStream()
                        .anyMatch(entry -> KnownObjects.key(entry.getKey()).startsWith(lineage));
        ObjectNode written = results.putObject("objects");
        Set<String> gone = new TreeSet<>(before.keySet());
        cloud.s3().listBuckets().buckets().forEach(bucket -> {
            for (S3Object object : cloud.s3()
                    .listObjectsV2Paginator(list -> list.bucket(bucket.name()))
                    .contents()) {
                String place = bucket.name() + "/" + object.key();
                gone.remove(place);
                if (!object.eTag().equals(before.get(place))
                        && (told || !object.key().startsWith(lineage))) {
                    byte[] bytes = cloud.s3()
                            .getObjectAsBytes(get -> get.bucket(bucket.name()).key(object.key()))
                            .asByteArray();
                    String name = objects.name(bucket.name(), object.key());
                    boolean ofLineage = !lineage.isEmpty() && object.key().startsWith(lineage);
                    written.set(ofLineage ? objects.generalised(name) : name, StoredText.of(bytes, encodings));
                }
            }
        });
        gone.forEach(place -> written.put(
                objects.name(place.substring(0, place.indexOf('/')), place.substring(place.indexOf('/') + 1)),
                "<deleted>"));
    }

    /** The items of all tables. */
    static Map<String, Set<ObjectNode>> items(EmbeddedCloud cloud) {
        Map<String, Set<ObjectNode>> items = new java.util.TreeMap<>();
        cloud.tables()
                .names()
                .forEach(table -> items.put(table, new HashSet<>(cloud.tables().items(table))));
        return items;
    }

    /**
     * Items that were put or changed.
     *
     * @param before what {@link #items} gave
     * @param ledger a table that is told of only if it is expected
     */
    void items(Map<String, Set<ObjectNode>> before, String ledger, JsonNode expected) {
        ObjectNode tables = results.putObject("items");
        requireThere("table", expected, before.keySet());
        before.forEach((table, known) -> {
            List<ObjectNode> written = cloud.tables().items(table).stream()
                    .filter(item -> !known.contains(item))
                    .toList();
            if (expected.has(table) || !table.equals(ledger) && !written.isEmpty()) {
                written.forEach(tables.putArray(table)::add);
            }
        });
    }

    /** @param before ids of events that are not the route's */
    void events(Set<String> before) {
        ArrayNode events = results.putArray("events");
        lines(folder.resolve("events.ndjson")).forEach(event -> {
            if (!event.get("source").asText().startsWith("aws.")
                    && !before.contains(event.get("id").asText())) {
                ObjectNode told = events.addObject();
                told.set("source", event.get("source"));
                told.set("detail-type", event.get("detail-type"));
                told.set("detail", event.get("detail"));
            }
        });
    }

    void mails() {
        ArrayNode mails = results.putArray("mails");
        cloud.ses().mails().forEach(mail -> mails.add(MailParts.of(mail)));
    }

    void messages(JsonNode expected) {
        ObjectNode messages = results.putObject("messages");
        Set<String> queues = new TreeSet<>();
        cloud.sqs().counts().forEach(queue -> queues.add(queue.queue()));
        requireThere("queue", expected, queues);
        for (String queue : queues) {
            List<JsonNode> sent = lines(folder.resolve("queues").resolve(queue + ".ndjson"));
            if (expected.has(queue) || !sent.isEmpty()) {
                ArrayNode told = messages.putArray(queue);
                sent.forEach(line -> {
                    ObjectNode message = told.addObject();
                    if (line.has("message_group_id")) {
                        message.set("group", line.get("message_group_id"));
                    }
                    message.set("body", line.get("body"));
                });
            }
        }
    }

    /** @param expected the streams that are looked into, though nothing may be in them */
    void streams(JsonNode expected) {
        ObjectNode streams = results.putObject("streams");
        expected.fieldNames().forEachRemaining(streams::putArray);
        files("streams")
                .forEach((stream, lines) -> lines.forEach(line -> {
                    ObjectNode record = streams.withArray(stream).addObject();
                    record.set("key", line.get("partition_key"));
                    record.set("data", line.get("data"));
                }));
    }

    /** @param expected the delivery streams that are looked into, though nothing may be in them */
    void deliveryStreams(JsonNode expected) {
        ObjectNode streams = results.putObject("delivery-streams");
        expected.fieldNames().forEachRemaining(streams::putArray);
        files("delivery-streams")
                .forEach((stream, lines) ->
                        lines.forEach(line -> streams.withArray(stream).add(line.toString())));
    }

    /** The lines of a folder's files by their names without the ending; not of what was given up. */
    private Map<String, List<JsonNode>> files(String part) {
        Map<String, List<JsonNode>> files = new TreeMap<>();
        Path parent = folder.resolve(part);
        if (!Files.isDirectory(parent)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(parent)) {
            paths.filter(path -> !path.toString().endsWith("-failed.ndjson"))
                    .forEach(path ->
                            files.put(path.getFileName().toString().replaceFirst("\\.ndjson$", ""), lines(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    void topics(JsonNode expected) {
        ObjectNode topics = results.putObject("topics");
        Set<String> names = new TreeSet<>();
        cloud.sns()
                .listTopics(list -> {})
                .topics()
                .forEach(topic ->
                        names.add(topic.topicArn().substring(topic.topicArn().lastIndexOf(':') + 1)));
        requireThere("topic", expected, names);
        expected.fieldNames().forEachRemaining(topics::putArray);
        cloud.sns().published().forEach(published -> {
            ObjectNode message = topics.withArray(published.topic()).addObject();
            if (published.subject() != null) {
                message.put("subject", published.subject());
            }
            message.put("message", published.message());
            if (!published.attributes().isEmpty()) {
                message.set("attributes", Json.MAPPER.valueToTree(new TreeMap<>(published.attributes())));
            }
        });
    }

    /** The calls of other routes. */
    void invocations() {
        ArrayNode invocations = results.putArray("invocations");
        cloud.lambda().calls().forEach(call -> {
            ObjectNode invocation = invocations.addObject();
            invocation.put("route", call.function());
            invocation.set("body", Json.MAPPER.valueToTree(call.event().get(Replying.BODY)));
        });
    }

    /** The executions of workflows. */
    void executions() {
        ArrayNode executions = results.putArray("executions");
        cloud.stepFunctions().executions().forEach(each -> {
            ObjectNode execution = executions.addObject();
            execution.put("route", each.machine());
            execution.put("name", each.name());
            execution.put("status", each.status());
            execution.set("input", parsed(each.input()));
        });
    }

    private static void requireThere(String kind, JsonNode expected, Set<String> names) {
        expected.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new CaseException("The route has no " + kind + " \"" + name + "\" to look into; "
                        + (names.isEmpty() ? "it has none." : "it has " + String.join(", ", names) + "."));
            }
        });
    }

    private List<JsonNode> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(this::parsed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode parsed(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
