package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.NamedResources;
import dev.dromedary.desk.cloud.eventbridge.EmbeddedEventBridge;
import dev.dromedary.desk.cloud.iam.Denial;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.desk.cloud.sqs.FailedInvocations;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.function.steps.lineage.LineageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * One case, on an embedded cloud of its own. Whoever runs it starts the route with the {@link #services} of the case and
 * hands over its context: the command does it as Lambda does, a JUnit test through Camel's own test support.
 */
public final class CaseRun implements AutoCloseable {

    private final TestFile file;
    private final TestCase test;
    private final Given given;
    private final Path folder;
    private final RouteFiles files;
    private final EmbeddedCloud cloud;
    private final FaultyCalls calls;
    private final FunctionRole role;
    private final CaseCloud services;
    private final KnownObjects objects = new KnownObjects();
    private final Placeholders placeholders = new Placeholders(objects);

    /**
     * @param files of the route
     * @param cloud an empty one of the case's own
     * @param folder of that cloud
     * @param contexts what the contexts of all cases share
     * @param policies what the route may do
     */
    CaseRun(
            TestFile file,
            TestCase test,
            RouteFiles files,
            EmbeddedCloud cloud,
            Path folder,
            CaseContexts contexts,
            CasePolicies policies) {
        this.file = file;
        this.test = test;
        this.folder = folder;
        this.cloud = cloud;
        given = new Given(test.given());
        this.files = files;
        calls = new FaultyCalls(given.faults());
        CaseProperties properties = new CaseProperties(files, given.properties());
        role = new FunctionRole(file.route(), cloud.region(), () -> policies.of(file, files, properties));
        services = new CaseCloud(cloud, calls, properties, role, contexts);
    }

    /** The files of the route. */
    public RouteFiles files() {
        return files;
    }

    /** What the route reaches. */
    public Services services() {
        return services;
    }

    /** The folder of the cloud that it is run on. */
    Path folder() {
        return folder;
    }

    /**
     * Runs the case.
     *
     * @param context the route, started with the files and services of this case
     * @return what it came to
     * @throws IOException if a file can't be read
     * @throws InterruptedException if the thread is told to end
     */
    public CaseReport run(CamelContext context) throws IOException, InterruptedException {
        Instant start = Instant.now();
        try {
            ObjectNode results = results(context);
            Duration time = Duration.between(start, Instant.now());
            if (test.then() == null || test.then().isEmpty()) {
                ObjectNode fresh = new Expectations(placeholders, false).fresh(results);
                String difference = Difference.of(JsonNodeFactory.instance.objectNode(), fresh);
                return new CaseReport(file, test, denied(), difference, fresh, time);
            }
            String difference =
                    Difference.of(test.then(), new Expectations(placeholders, true).project(test.then(), results));
            ObjectNode outcome = new Expectations(placeholders, false).project(test.then(), results);
            return new CaseReport(file, test, problem(), difference, outcome, time);
        } catch (CaseException e) {
            return new CaseReport(file, test, e.getMessage(), "", null, Duration.between(start, Instant.now()));
        }
    }

    /** What is wrong whatever is expected, or null. */
    private String problem() {
        String denied = denied();
        String missed = denied == null ? missedFault() : denied;
        return missed == null ? OpenUploads.sentence(file.route(), cloud, given.faults()) : missed;
    }

    /** What the plan does not grant, though a step swallows it. */
    private String denied() {
        List<Denial> denials = role.denials();
        return denials.isEmpty()
                ? null
                : denials.stream().map(Denial::sentence).distinct().collect(Collectors.joining(" "));
    }

    private String missedFault() {
        List<Fault> missed = calls.missed();
        return missed.isEmpty()
                ? null
                : "The fault of " + missed.get(0) + " never came to pass; these calls were made: " + calls.counts()
                        + ".";
    }

    private ObjectNode results(CamelContext context) throws IOException, InterruptedException {
        LambdaConsumer route = LambdaConsumer.of(context, file.route())
                .orElseThrow(() -> new CaseException("The route " + file.route()
                        + " does not begin with a trigger such as lambda-s3, so nothing can start it as a function."));
        NamedResources named = NamedResources.of(context);
        named.create(cloud);
        Set<String> own = TriggerSource.of(route.getEndpoint()).buckets(route.getEndpoint());
        objects.defaultBucket(
                !own.isEmpty()
                        ? own.iterator().next()
                        : named.buckets().stream().findFirst().orElse(""));
        objects.route(file.route());
        listen();
        Steps steps = new Steps(cloud, file.route(), route.getEndpoint(), objects, placeholders);
        Map<String, String> known = new LinkedHashMap<>(given.putObjects(cloud, objects, placeholders, steps));
        steps.settle();
        given.putItems(cloud, placeholders);
        given.putParameters(cloud);
        given.tellModel(cloud);
        given.tellRoutes(cloud);
        Map<String, Set<ObjectNode>> items = Results.items(cloud);
        calls.begin();
        role.enforce();
        List<ObjectNode> outcomes = new ArrayList<>();
        for (JsonNode step : test.when()) {
            outcomes.addAll(outcomes(route, steps.next(step), outcomes.size()));
        }
        steps.settle();
        known.putAll(steps.uploaded());
        known.keySet().removeAll(steps.deleted());
        String lineage = context.resolvePropertyPlaceholders("{{" + LineageSettings.PREFIX + ":}}");
        String ledger = context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}");
        return results(outcomes, known, items, lineage, ledger, steps.put());
    }

    private ObjectNode results(
            List<ObjectNode> outcomes,
            Map<String, String> known,
            Map<String, Set<ObjectNode>> items,
            String lineage,
            String ledger,
            Set<String> put) {
        ObjectNode expected = test.then() == null ? JsonNodeFactory.instance.objectNode() : test.then();
        Results results = new Results(cloud, folder, objects, Content.encodings(test));
        results.outcomes(outcomes);
        results.calls(calls.counts(), expected.path("calls"));
        results.objects(known, lineage, expected.path("objects"));
        results.items(items, ledger, expected.path("items"));
        results.events(put);
        results.mails();
        results.messages(expected.path("messages"));
        results.streams(expected.path("streams"));
        results.deliveryStreams(expected.path("delivery-streams"));
        results.topics(expected.path("topics"));
        results.invocations();
        results.executions();
        return results.all();
    }

    /** Learns of all objects. */
    private void listen() {
        ObjectMapper mapper = new ObjectMapper();
        cloud.eventBridge()
                .rule(EmbeddedEventBridge.DEFAULT_BUS, "objects of the test", "{\"source\":[\"aws.s3\"]}", event -> {
                    try {
                        objects.told(mapper.readTree(event));
                    } catch (IOException e) {
                        throw new IllegalStateException("An event is no JSON", e);
                    }
                });
    }

    private List<ObjectNode> outcomes(LambdaConsumer route, Optional<Map<String, Object>> document, int number) {
        if (document.isEmpty()) {
            return List.of(JsonNodeFactory.instance.objectNode().put("outcome", "not started"));
        }
        Duration timeout = Duration.ofSeconds(route.getEndpoint().getTimeout());
        try {
            role.requireStart(TriggerSource.feedOf(route.getEndpoint()));
            return Replies.outcomes(route.handle(
                    document.get(), Invocation.starting("request-" + (number + 1), timeout), new Measures()));
        } catch (InvocationFailedException e) {
            if (TriggerSource.feedOf(route.getEndpoint()).keepsFailed()) {
                role.mayKeepFailed(FailedInvocations.queue(file.route()));
            }
            return List.of(JsonNodeFactory.instance.objectNode().put("failed", e.getMessage()));
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
