package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Tripwire;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Hostile values in every field of every document that a shipped route reads: objects, items, answers of models, events. The
 * documents are those of the tests beside the routes, and AWS's own. Nothing is evaluated, no secret is told, the function
 * stays up, and it writes nowhere else.
 */
class HostileValuesTest {

    private static final Path EVENTS = Path.of("src/test/resources/events");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What the shipped routes write. */
    private static final String OUTPUTS =
            "(processed|rejected|analyzed|silver|gold|manifests|report|submitted|staged|archive|profiles|quality|quarantine|stored)/(?s:.*)";

    /** Much more than an event takes, and less than one waits for an item that another event has claimed. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static TestClouds clouds;
    private static LogText log;

    @BeforeAll
    static void open() throws IOException {
        System.setProperty(HostileValues.SECRET_NAME, HostileValues.SECRET);
        clouds = new TestClouds();
        log = LogText.open();
        Tripwire.calls();
    }

    @AfterAll
    static void close() throws IOException {
        log.close();
        clouds.close();
        System.clearProperty(HostileValues.SECRET_NAME);
    }

    /** A value for most places, each another one, so that all have their turn. */
    @TestFactory
    Stream<DynamicTest> shouldEvaluateNothing_whateverADocumentHolds() {
        return files().flatMap(file ->
                sampled(file, 2 * HostileValues.texts().size() + 1).map(each -> test(file, each)));
    }

    @TestFactory
    Stream<DynamicTest> shouldEvaluateNothing_whateverAnEventHolds() {
        return files().map(file -> DynamicTest.dynamicTest(file.route(), () -> events(file, 29)));
    }

    /** Two or three values for each place: a prime, so that over all places each value has its turn. */
    @Tag("simulation")
    @TestFactory
    Stream<DynamicTest> shouldEvaluateNothing_whateverEachDocumentHolds() {
        return files().flatMap(file -> sampled(file, 7).map(each -> test(file, each)));
    }

    @Tag("simulation")
    @TestFactory
    Stream<DynamicTest> shouldEvaluateNothing_whateverEachEventHolds() {
        return files().map(file -> DynamicTest.dynamicTest(file.route(), () -> events(file, 2)));
    }

    private static Stream<TestFile> files() {
        RouteTests tests = new RouteTests(RouteCases.FOLDER);
        return new RoutesFolder(RouteCases.FOLDER)
                .pipelines().stream().flatMap(pipeline -> tests.of(pipeline).stream());
    }

    /**
     * A case with a hostile value.
     *
     * @param place which value stands where
     * @param test what is run
     */
    private record Hostile(String place, TestCase test) {}

    /** Each place of a file's cases once: what several cases have in common is the same place. */
    private static Stream<Hostile> changed(TestFile file) {
        Set<String> seen = new HashSet<>();
        return file.cases().stream().filter(test -> !Rehearsal.isLarge(test)).flatMap(test -> {
            ObjectNode whole = JSON.createObjectNode();
            whole.set("given", test.given().deepCopy().without(List.of("properties", "faults")));
            whole.set("when", test.when());
            Set<String> places = new HashSet<>(HostileValues.places(whole, "").stream()
                    .filter(place -> !place.matches(".*/(file|stop-reason|error|again|schedule|encoding|delete)"))
                    .filter(place -> seen.add(place.replaceAll("/\\d+", "/")))
                    .toList());
            return Stream.concat(
                            HostileValues.texts().stream().flatMap(value -> HostileValues.everywhere(whole, value)
                                    .map(each -> new HostileValues.Changed(
                                            each.place() + " = "
                                                    + JSON.getNodeFactory().textNode(value),
                                            each.document()))
                                    .filter(each -> places.contains(each.place().split(" = ", 2)[0]))),
                            HostileValues.otherKinds(whole).filter(each -> places.contains(each.place())))
                    .map(each -> new Hostile(
                            each.place(),
                            new TestCase(
                                    test.name(),
                                    test.number(),
                                    test.line(),
                                    with(test.given(), (ObjectNode)
                                            each.document().get("given")),
                                    (ArrayNode) each.document().get("when"),
                                    null)));
        });
    }

    private static ObjectNode with(ObjectNode given, ObjectNode changed) {
        ObjectNode whole = given.deepCopy();
        whole.setAll(changed);
        return whole;
    }

    /** Every n-th; each run starts the route anew, in a tenth of a second or more. */
    private static Stream<Hostile> sampled(TestFile file, int step) {
        List<Hostile> all = changed(file).toList();
        return java.util.stream.IntStream.range(0, all.size())
                .filter(index -> index % step == 0)
                .mapToObj(all::get);
    }

    private static DynamicTest test(TestFile file, Hostile hostile) {
        return DynamicTest.dynamicTest(file.name() + ": " + hostile.test().name() + ": " + hostile.place(), () -> {
            try (CaseRun run = clouds.open(file, hostile.test());
                    RouteFunction function = RouteFunction.start(run.files(), file.route(), run.services())) {
                JsonNode told = told(run, function);

                assertHarmless(hostile.place(), function, told + texts(run.folder()));
                assertThat(told.path("objects").fieldNames()).toIterable().allMatch(key -> key.matches(OUTPUTS));
            }
        });
    }

    /** What the function has answered. What can't even be put where the route would read it has no answer. */
    private static JsonNode told(CaseRun run, RouteFunction function) throws IOException, InterruptedException {
        try {
            CaseReport report = run.run(function.context());
            return report.outcome() == null ? JSON.getNodeFactory().textNode(report.problem()) : report.outcome();
        } catch (RuntimeException e) {
            boolean preparing = Stream.of(e.getStackTrace()).anyMatch(frame -> Set.of(
                            Given.class.getName(), Steps.class.getName(), Placeholders.class.getName())
                    .contains(frame.getClassName()));
            if (!preparing) {
                throw e;
            }
            return JSON.createObjectNode();
        }
    }

    /** Every text below a folder: objects, events, messages, mails, items. */
    private static String texts(Path folder) throws IOException {
        StringBuilder texts = new StringBuilder();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return texts.toString();
    }

    private static void assertHarmless(String place, RouteFunction function, String told) {
        assertThat(Tripwire.calls()).as("expressions evaluated with " + place).isZero();
        assertThat(function.context().isStarted())
                .as("the function is up after " + place)
                .isTrue();
        assertThat((told + log.take()).contains(HostileValues.SECRET))
                .as("a secret is told with " + place)
                .isFalse();
    }

    /** AWS's documents, and those of routes, as far as the route takes them, with each value in every n-th field. */
    private static void events(TestFile file, int every) throws Exception {
        try (CaseRun run = clouds.open(file, file.cases().get(0));
                RouteFunction function = RouteFunction.start(run.files(), file.route(), run.services())) {
            run.run(function.context());
            List<String> values = new ArrayList<>(HostileValues.texts());
            values.add(HostileValues.huge());
            int number = 0;
            int tried = 0;
            for (JsonNode event : fixtures(file, function)) {
                for (String value : values) {
                    for (HostileValues.Changed changed :
                            HostileValues.everywhere(event, value).toList()) {
                        if (number++ % every == 0) {
                            tried++;
                            String place = file.route() + changed.place() + " = "
                                    + value.substring(0, Math.min(80, value.length()));
                            assertHarmless(place, function, invoke(function, changed.document()));
                        }
                    }
                }
            }
            assertThat(tried).isPositive();
        }
    }

    private static List<JsonNode> fixtures(TestFile tested, RouteFunction function) throws IOException {
        String bucket = TriggerSource.of(function.endpoint()).buckets(function.endpoint()).stream()
                .findFirst()
                .orElse(null);
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(EVENTS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                JsonNode event = JSON.readTree(bucket == null ? text : text.replace("dromedary-health", bucket));
                if (event.isObject()
                        && !event.isEmpty()
                        && !invoke(function, event).contains("Expected ")) {
                    all.add(event);
                }
            }
        }
        if (all.isEmpty()) {
            // AWS has no documents of calls and of executions; the route's cases do.
            tested.cases().forEach(test -> test.when().forEach(step -> {
                if (step.path("document").isObject()) {
                    all.add(step.get("document"));
                }
            }));
        }
        return all;
    }

    /** The answer, or why there is none. */
    private static String invoke(RouteFunction function, JsonNode event) throws JsonProcessingException {
        Map<String, Object> document = JsonDocument.parse(JSON.writeValueAsString(event));
        try {
            return String.valueOf(function.invoke(document, Invocation.starting("request", LONGEST)));
        } catch (InvocationFailedException e) {
            return e.getMessage();
        }
    }
}
