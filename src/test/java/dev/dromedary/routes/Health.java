package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The functions of the health pipeline at a place of their own, joined by a test: it hands a function the event that another
 * has told, as EventBridge would.
 */
final class Health implements AutoCloseable {

    static final String INGEST = "health-ingest";
    static final String ANALYZE = "health-analyze";
    static final String NOTIFY = "health-notify";
    static final String DIGEST = "health-digest";
    static final String ALERT = "health-alert";

    final Place place;
    final Calls calls;

    private final Services services;
    private final Map<String, RouteFunction> functions = new LinkedHashMap<>();

    Health(EmbeddedCloud cloud) {
        this(cloud, Map.of());
    }

    /** @param properties override those of the pipeline */
    Health(EmbeddedCloud cloud, Map<String, String> properties) {
        place = new Place(cloud, true);
        calls = place.calls;
        Properties overrides = new Properties();
        overrides.putAll(properties);
        services = place.services(overrides, registry -> {});
    }

    /** A function, started when it is first needed. */
    RouteFunction function(String route) {
        return functions.computeIfAbsent(route, this::start);
    }

    private RouteFunction start(String route) {
        try {
            return RouteFunction.start(RouteFiles.of(Ingest.ROUTES, route), route, services);
        } catch (Exception e) {
            throw new IllegalStateException(route + " does not start", e);
        }
    }

    Map<String, Object> invoke(String route, Map<String, Object> event) {
        return function(route).invoke(event, Invocation.starting("request", Duration.ofMinutes(5)));
    }

    /** The outcome, or null if the invocation failed. */
    String outcome(String route, Map<String, Object> event) {
        try {
            return Json.outcome(invoke(route, event));
        } catch (InvocationFailedException e) {
            return null;
        }
    }

    Map<String, Object> upload(String name, String content) {
        return place.upload("raw/" + name + ".csv", content.getBytes(StandardCharsets.UTF_8));
    }

    /** Uploads a file, lets it be split, and gives the event that tells of it. */
    Map<String, Object> ingest(String name, String content) {
        Map<String, Object> uploaded = upload(name, content);
        List<Map<String, Object>> before = place.told();
        invoke(INGEST, uploaded);
        return toldSince(before);
    }

    /** Lets a processed file be analyzed, and gives the event that tells of it. */
    Map<String, Object> analyze(Map<String, Object> processed) {
        List<Map<String, Object>> before = place.told();
        invoke(ANALYZE, processed);
        return toldSince(before);
    }

    /** Uploads a file and lets it be analyzed; gives the event that tells of it. */
    Map<String, Object> analyzed(String name, String content) {
        return analyze(ingest(name, content));
    }

    private Map<String, Object> toldSince(List<Map<String, Object>> before) {
        List<Map<String, Object>> since =
                place.told().stream().filter(event -> !before.contains(event)).toList();
        if (since.size() != 1) {
            throw new AssertionError("Not one event: " + since);
        }
        return since.get(0);
    }

    /** What Scheduler hands to the digest at a time. */
    static Map<String, Object> scheduled(Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("source", "aws.scheduler");
        event.put("detail-type", "Scheduled Event");
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("id", "d32c5kddcf5bb8c3");
        event.put("resources", List.of("arn:aws:scheduler:eu-central-1:000000000000:schedule/default/" + DIGEST));
        event.put("detail", Map.of());
        return event;
    }

    /** All functions, joined by the bus itself. */
    LocalPipeline pipeline() throws Exception {
        LocalPipeline pipeline = new LocalPipeline(place.cloud);
        for (String route : List.of(INGEST, ANALYZE, NOTIFY, DIGEST, ALERT)) {
            pipeline.add(RouteFiles.of(Ingest.ROUTES, route), route, services);
        }
        calls.pass();
        return pipeline;
    }

    /** The items of analyses. */
    AnalysesView analyses() {
        return new AnalysesView(place.cloud.dynamoDb(), place.analysesTable);
    }

    @Override
    public void close() {
        functions.values().forEach(RouteFunction::close);
    }
}
