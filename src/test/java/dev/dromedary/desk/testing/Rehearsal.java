package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.NamedResources;
import dev.dromedary.desk.cloud.eventbridge.EmbeddedEventBridge;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.ParameterSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;

/** A case beside a route, made step by step on a cloud; what is expected of it is not looked at. */
public final class Rehearsal {

    private final EmbeddedCloud cloud;
    private final KnownObjects objects = new KnownObjects();
    private final Set<String> times = ConcurrentHashMap.newKeySet();
    private final Set<String> sequencers = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> steps;
    private final Steps documents;

    /**
     * Prepares what is there before.
     *
     * @param file the file of the case
     * @param test the case
     * @param cloud an empty one
     * @param context the route, started
     */
    public Rehearsal(TestFile file, TestCase test, EmbeddedCloud cloud, CamelContext context) {
        this.cloud = cloud;
        this.steps = StreamSupport.stream(test.when().spliterator(), false).toList();
        Placeholders placeholders = new Placeholders(objects);
        LambdaConsumer route = LambdaConsumer.of(context, file.route()).orElseThrow();
        NamedResources named = NamedResources.of(context);
        named.create(cloud);
        Set<String> own = TriggerSource.of(route.getEndpoint()).buckets(route.getEndpoint());
        objects.defaultBucket(
                !own.isEmpty()
                        ? own.iterator().next()
                        : named.buckets().stream().findFirst().orElse(""));
        objects.route(file.route());
        listen();
        documents = new Steps(cloud, file.route(), route.getEndpoint(), objects, placeholders);
        Given given = new Given(test.given());
        try {
            given.putObjects(cloud, objects, placeholders, documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        settle();
        given.putItems(cloud, placeholders);
        given.putParameters(cloud);
        given.tellModel(cloud);
    }

    /** The properties that the case gives. */
    public static Map<String, String> given(TestCase test) {
        return new Given(test.given()).properties();
    }

    /** Sets the properties of the route's files, and those that are given, in a context that is not started yet. */
    public static Consumer<CamelContext> properties(TestFile file, Map<String, String> given) {
        return new CaseProperties(file.files(), given)::set;
    }

    /** Whether the case is about faults itself. */
    public static boolean hasFaults(TestCase test) {
        return !new Given(test.given()).faults().isEmpty();
    }

    /** Whether a case is about settings that a process keeps, or that change: what it comes to depends on what the process has read before. */
    public static boolean isOfKeptSettings(TestCase test) {
        return given(test).containsKey(ParameterSettings.KEPT) || test.when().findValue("parameters") != null;
    }

    /** Whether a case is about many rows, which take a hundred times as long as those of others. */
    public static boolean isLarge(TestCase test) {
        return test.when().findValue("repeat") != null || test.given().findValue("repeat") != null;
    }

    /**
     * A case whose first step uploads the same file, but with its rows again and again, so that outputs go up in parts.
     *
     * @param bytes how large at least
     * @return empty if the case does not begin with an upload of a text with rows
     */
    public static Optional<TestCase> enlarged(TestCase test, int bytes) {
        JsonNode upload = test.when().path(0).path("upload");
        String text = upload.path("text").asText();
        int rows = text.indexOf('\n') + 1;
        if (rows == 0 || rows == text.length()) {
            return Optional.empty();
        }
        String again = text.substring(rows).repeat(bytes / (text.length() - rows) + 1);
        ObjectNode larger = ((ObjectNode) upload.deepCopy()).put("text", text.substring(0, rows) + again);
        ArrayNode when = JsonNodeFactory.instance.arrayNode();
        when.addObject().set("upload", larger);
        ObjectNode then = JsonNodeFactory.instance.objectNode();
        then.putArray("outcomes").add("success");
        return Optional.of(
                new TestCase(test.name() + ", in parts", test.number(), test.line(), test.given(), when, then));
    }

    /** Which steps of a case are expected to succeed. */
    public static List<Boolean> succeeds(TestCase test) {
        return StreamSupport.stream(test.then().path("outcomes").spliterator(), false)
                .map(outcome -> !outcome.has("failed"))
                .toList();
    }

    private void listen() {
        ObjectMapper mapper = new ObjectMapper();
        cloud.eventBridge()
                .rule(EmbeddedEventBridge.DEFAULT_BUS, "objects of the test", "{\"source\":[\"aws.s3\"]}", event -> {
                    try {
                        JsonNode told = mapper.readTree(event);
                        objects.told(told);
                        times.add(told.path("time").asText().replace("Z", ""));
                        sequencers.add(told.at("/detail/object/sequencer").asText());
                    } catch (IOException e) {
                        throw new IllegalStateException("An event is no JSON", e);
                    }
                });
    }

    /** How many steps the case has. */
    public int steps() {
        return steps.size();
    }

    /** Makes a step and gives the document that the route gets; empty if the step does not start it. */
    public Optional<Map<String, Object>> step(int number) {
        try {
            return documents.next(steps.get(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all events have been delivered. */
    public void settle() {
        try {
            documents.settle();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * All that there is now.
     *
     * @param folder of the cloud
     * @return objects, items, events, mails, messages and topics, each as a test beside a route would expect it, but all of
     *     them
     */
    public ObjectNode state(Path folder) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        Map<String, Set<ObjectNode>> tables = new TreeMap<>();
        cloud.tables().names().forEach(table -> tables.put(table, Set.of()));
        Results results = new Results(cloud, folder, objects, Set.of());
        results.objects(Map.of(), "", nothing);
        results.items(tables, "", nothing);
        results.events(documents.put());
        results.mails();
        results.messages(nothing);
        results.topics(nothing);
        return results.all();
    }

    /** Puts names in the place of what S3 gave to objects: versions, sequencers, and the times of their events. */
    public String generalised(String text) {
        String general = objects.generalised(text);
        for (String sequencer : sequencers) {
            // Tables keep them without the zeros at their end.
            general = general.replace(sequencer.replaceFirst("0+$", ""), objects.generalised(sequencer));
        }
        for (String time : times) {
            general = general.replace(time, "<time of an event>");
        }
        return general;
    }
}
