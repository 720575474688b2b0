package dev.dromedary.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.testing.Rehearsal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** All that runs have left, without what differs from run to run. */
final class FinalState {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> parts = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>(
            (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(b.length(), a.length()));
    private final Map<String, String> etags = new TreeMap<>();

    private final Set<String> orders = new TreeSet<>();
    private final Rehearsal rehearsal;

    private FinalState(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    static FinalState of(Rehearsal rehearsal, EmbeddedCloud cloud, Path folder) {
        rehearsal.settle();
        FinalState state = new FinalState(rehearsal);
        ObjectNode all = rehearsal.state(folder);
        state.collect(all);
        state.order();
        state.learnEtags(cloud);
        state.objects(all.path("objects"), cloud);
        all.path("items").properties().forEach(table -> state.items(table.getKey(), table.getValue()));
        state.events(all.path("events"));
        for (String part : List.of("mails", "messages", "topics")) {
            state.put(part, state.sorted(all.path(part)));
        }
        return state;
    }

    /** Names come first, as what they stand for would give another order each time. */
    private String sorted(JsonNode node) {
        if (!node.isArray()) {
            List<String> each = new ArrayList<>();
            node.properties().forEach(entry -> each.add(entry.getKey() + " " + sorted(entry.getValue())));
            return each.isEmpty() ? node.toString() : String.join("\n", each);
        }
        List<String> lines = new ArrayList<>();
        node.forEach(one -> lines.add(named(one.toString())));
        lines.sort(null);
        return String.join("\n", lines);
    }

    private void put(String part, String text) {
        parts.put(named(part), named(text));
    }

    /** Learns the values of volatile fields, also in documents that are texts. */
    private void collect(JsonNode node) {
        node.properties().forEach(field -> {
            String value = field.getValue().asText();
            if (VolatileFields.VALUES.contains(field.getKey()) && value.length() >= 8) {
                values.put(value, "<" + field.getKey() + ">");
            }
            if (VolatileFields.ORDER.matcher(value).matches()) {
                orders.add(value);
            }
            collect(field.getValue());
        });
        if (node.isArray()) {
            node.forEach(this::collect);
        }
        if (node.isTextual() && node.textValue().startsWith("{")) {
            parsed(node.textValue()).forEach(this::collect);
        }
    }

    /** Which came before which matters, not how many arrivals there were, as a retry arrives again. */
    private void order() {
        int number = 0;
        for (String order : orders) {
            values.put(order, "<arrivals " + ++number + ">");
        }
    }

    /** A document, or a line each; nothing if it is none. */
    private static List<JsonNode> parsed(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try {
            JSON.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(documents::add);
            return documents;
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private void learnEtags(EmbeddedCloud cloud) {
        cloud.s3().listBuckets().buckets().forEach(bucket -> cloud.s3()
                .listObjectsV2Paginator(list -> list.bucket(bucket.name()))
                .contents()
                .forEach(object -> etags.put(object.eTag().replace("\"", ""), "<etag of " + object.key() + ">")));
    }

    private void objects(JsonNode objects, EmbeddedCloud cloud) {
        cloud.s3().listBuckets().buckets().forEach(bucket -> {
            cloud.s3()
                    .listObjectsV2Paginator(list -> list.bucket(bucket.name()))
                    .contents()
                    .forEach(object -> {
                        HeadObjectResponse head = cloud.s3().headObject(request -> request.bucket(bucket.name())
                                .key(object.key()));
                        Map<String, String> metadata = new TreeMap<>(head.metadata());
                        metadata.remove(VolatileFields.UPLOAD);
                        put(
                                "metadata of " + bucket.name() + "/" + object.key(),
                                head.contentType() + " " + head.contentEncoding() + " " + metadata);
                    });
            put(
                    "uploads in " + bucket.name(),
                    cloud.s3()
                                    .listMultipartUploads(list -> list.bucket(bucket.name()))
                                    .uploads()
                                    .size()
                            + " open");
        });
        objects.properties().forEach(object -> {
            // Of Parquet the rows are looked at, as of other objects the documents.
            JsonNode stored = object.getValue();
            String text = stored.isTextual()
                    ? stored.textValue()
                    : stored.path("rows").asText();
            List<JsonNode> documents = text.startsWith("{") ? parsed(text) : List.of();
            String told = documents.isEmpty()
                    ? text
                    : documents.stream().map(this::stable).toList().toString();
            boolean ofLineage = object.getKey().contains("lineage/");
            if (ofLineage) {
                // Of the runs of one event each has its job.
                String job = documents.get(0).path("job").path("name").asText();
                put(
                        "object " + object.getKey() + " of " + job,
                        VolatileFields.SIZE.matcher(told).replaceAll("of some size"));
            } else {
                put("object " + object.getKey(), told);
                parts.computeIfPresent(
                        named("object " + object.getKey()),
                        (part, was) -> VolatileFields.PARQUET_BYTES.matcher(was).replaceAll("of some size"));
            }
        });
    }

    /** Without the fields that differ from run to run. */
    private JsonNode stable(JsonNode document) {
        JsonNode copy = document.deepCopy();
        blank(copy);
        return copy;
    }

    private void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (VolatileFields.VALUES.contains(field.getKey())) {
                    field.setValue(object.textNode("<" + field.getKey() + ">"));
                }
            }
        }
        node.forEach(this::blank);
    }

    private void items(String table, JsonNode items) {
        Set<String> turns = new HashSet<>();
        items.forEach(item -> turns.add(item.path("id").asText()));
        for (JsonNode item : items) {
            ObjectNode known = (ObjectNode) stable(item);
            known.remove(VolatileFields.OF_ATTEMPTS);
            if (turns.contains(VolatileFields.TURN + item.path("id").asText())) {
                List.of("claimed", "completed").stream()
                        .filter(known::has)
                        .forEach(order -> known.put(order, "<turn>"));
            }
            if (!item.path("id").asText().startsWith(VolatileFields.RESERVATIONS)) {
                put("item of " + table + " " + name(known), known.toString());
            }
        }
    }

    private static String name(ObjectNode item) {
        for (String key : List.of("id", "hash", "set", "pipeline_id", "correlation_id")) {
            if (item.has(key)) {
                return item.get(key).asText();
            }
        }
        return item.toString();
    }

    /** What was told, however often, as a retry may tell it again; the last of each names the objects that are there. */
    private void events(JsonNode events) {
        Map<String, String> last = new TreeMap<>();
        for (JsonNode event : events) {
            ObjectNode known = (ObjectNode) stable(event);
            ObjectNode without = known.deepCopy();
            if (without.path("detail") instanceof ObjectNode detail) {
                detail.remove(VolatileFields.ETAGS);
            }
            last.put(named(without.toString()), named(known.toString()));
        }
        put("events", String.join("\n", new TreeSet<>(last.values())));
    }

    private String named(String text) {
        String named = text;
        for (Map<String, String> names : List.of(values, etags)) {
            for (Map.Entry<String, String> name : names.entrySet()) {
                named = named.replace(name.getKey(), name.getValue());
            }
        }
        named = VolatileFields.DRAWN.matcher(rehearsal.generalised(named)).replaceAll("<id>");
        return VolatileFields.REPLACED.matcher(named).replaceAll("<etag of an earlier $1>");
    }

    /**
     * In what a state differs from the expected one.
     *
     * @return by part, from where on
     */
    Map<String, String> differences(FinalState expected) {
        Set<String> all = new TreeSet<>(expected.parts.keySet());
        all.addAll(parts.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String part : all) {
            if (!Objects.equals(expected.parts.get(part), parts.get(part))) {
                differences.put(part, difference(parts.get(part), expected.parts.get(part)));
            }
        }
        return differences;
    }

    /** Where two texts begin to differ; all of both would hide it. */
    private static String difference(String was, String expected) {
        if (was == null || expected == null) {
            return "was " + was + ", should be " + expected;
        }
        int at = 0;
        while (at < Math.min(was.length(), expected.length()) && was.charAt(at) == expected.charAt(at)) {
            at++;
        }
        return "from character " + at + " on was " + from(was, at) + ", should be " + from(expected, at);
    }

    private static String from(String text, int at) {
        return "…" + text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 200)) + "…";
    }
}
