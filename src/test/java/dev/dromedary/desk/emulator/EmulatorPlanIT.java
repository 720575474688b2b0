package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.source.PolledQueue;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The plan carried out: real objects and events arrive at the functions that they are for, through the plan's own buckets,
 * buses, rules and notifications, and nowhere else.
 */
@Tag("emulator")
class EmulatorPlanIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Every way in that the shipped pipelines don't use. */
    private static final Map<String, String> MORE = Map.of(
            "direct",
                    "lambda-s3, parameters: { bucketNameOrArn: \"{{shop.direct}}\", prefix: in/, suffix: \".json,.xml\", via: direct }",
            "fetch", "lambda-s3, parameters: { bucketNameOrArn: \"{{shop.fetch}}\", prefix: in/, via: queue }",
            "pay",
                    "lambda-eventbridge, parameters: { eventbusNameOrArn: \"{{shop.bus}}\", source: shop, detailType: Paid }",
            "ship", "lambda-sqs, parameters: { queueNameOrArn: \"{{shop.parcels}}\" }");

    @TempDir
    static Path folder;

    private static Emulator emulator;

    @BeforeAll
    static void createAll() throws IOException {
        for (String pipeline : List.of("health", "customers", "catalog", "shared")) {
            copy(Path.of("routes", pipeline), folder.resolve(pipeline));
        }
        Path shop = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(shop.resolve("shop.properties"), """
                shop.direct=shop-direct
                shop.fetch=shop-fetch
                shop.bus=shop
                shop.parcels=shop-parcels.fifo
                """);
        for (Map.Entry<String, String> route : MORE.entrySet()) {
            Files.writeString(
                    shop.resolve(route.getKey() + ".camel.yaml"), """
                    - route:
                        id: shop-%s
                        from: { uri: %s, steps: [ { log: x } ] }
                    """.formatted(route.getKey(), route.getValue()));
        }
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("DROMEDARY_ENVIRONMENT", "plan");
        Map<String, Object> plan = Plan.of(new RoutesFolder(folder)).document();
        emulator = Emulator.of(plan, Endpoints.of(System.getenv()).orElseThrow(), variables);
        emulator.create(Set.of());
        // Again: what is there already is no failure.
        emulator.create(Set.of());
        // Some services tell of a new subscription.
        arrivals();
    }

    @AfterAll
    static void disconnect() {
        emulator.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void shouldArriveAtTheRightFunctionsOnly_whenObjectsAreCreated() throws Exception {
        for (String key : List.of("raw/a.txt", "processed/a.csv", "Raw/a.csv", "araw/a.csv", "raw/a.csv.bak", "raw")) {
            put("dromedary-health", key);
            put("dromedary-customers", key);
        }
        for (String key : List.of("out/a.json", "in/a.csv", "in.json")) {
            put("shop-direct", key);
            put("shop-fetch", "x" + key);
        }
        List<String> readings = List.of("raw/a.csv", "raw/b.csv.gz", "raw/sub/é +%20.csv");
        readings.forEach(key -> put("dromedary-health", key));
        put("dromedary-customers", "raw/customers_20220130.csv");
        put("dromedary-customers", "raw/b.csv.gz");
        put("dromedary-catalog", "any/thing");
        put("shop-direct", "in/a b.json");
        put("shop-direct", "in/b.xml");
        put("shop-fetch", "in/c");

        Map<String, Set<String>> expected = new TreeMap<>();
        expected.put("health-ingest", new TreeSet<>(readings));
        expected.put("customers-collect", Set.of("raw/customers_20220130.csv"));
        expected.put("catalog-record", Set.of("any/thing"));
        expected.put("shop-direct", new TreeSet<>(Set.of("in/a b.json", "in/b.xml")));
        expected.put("shop-fetch", Set.of("in/c"));
        assertThat(arrivals(expected)).isEqualTo(expected);
    }

    @Test
    void shouldArriveAtTheRightFunctionsOnly_whenEventsAreSent() throws Exception {
        String bus = emulator.names().fill("shop-${environment}");
        String health = emulator.names().fill("dromedary-health-${environment}");
        send("default", "shop", "Paid");
        send("default", "health.data.ingestor", "Data Processing Complete");
        send(bus, "shop", "Unpaid");
        send(bus, "health.data.ingestor", "Data Processing Complete");
        send(health, "health.data.analyzer", "Data Processing Complete");
        send(health, "other", "Data Analysis Failed");
        send(bus, "shop", "Paid");
        send(bus, "shop", "Refunded");
        send(health, "health.data.ingestor", "Data Processing Complete");
        send(health, "health.data.ingestor", "Data Processing Failed");
        send(health, "health.data.analyzer", "Data Analysis Complete");
        send(health, "health.data.analyzer", "Data Analysis Failed");
        emulator.clients().sqs().sendMessage(message -> message.queueUrl(emulator.inputs()
                        .of("shop-ship")
                        .orElseThrow()
                        .queueUrl()
                        .orElseThrow())
                .messageBody("parcel")
                .messageGroupId("g")
                .messageDeduplicationId("d"));

        Map<String, Set<String>> expected = new TreeMap<>();
        expected.put("shop-pay", Set.of("Paid"));
        expected.put("shop-ship", Set.of("parcel"));
        expected.put("health-analyze", new TreeSet<>(Set.of("Data Processing Complete", "Data Processing Failed")));
        expected.put("health-notify", Set.of("Data Analysis Complete"));
        expected.put("health-alert", new TreeSet<>(Set.of("Data Processing Failed", "Data Analysis Failed")));
        assertThat(arrivals(expected)).isEqualTo(expected);
    }

    @Test
    void shouldHaveTheSettingsOfThePlan_whenCreated() {
        var dynamoDb = emulator.clients().dynamoDb();
        assertThat(dynamoDb.describeTable(table -> table.tableName("dromedary-customers-sets-plan"))
                        .table()
                        .globalSecondaryIndexes())
                .singleElement()
                .satisfies(index -> assertThat(index.indexName()).isEqualTo("by-open"));
        assertThat(dynamoDb.describeTimeToLive(table -> table.tableName("dromedary-ledger-plan"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
        assertThat(emulator.clients()
                        .sqs()
                        .getQueueAttributes(queue -> queue.queueUrl(emulator.inputs()
                                        .of("shop-ship")
                                        .orElseThrow()
                                        .queueUrl()
                                        .orElseThrow())
                                .attributeNamesWithStrings("All"))
                        .attributesAsStrings())
                .containsEntry("FifoQueue", "true")
                .containsEntry("VisibilityTimeout", shipVisibility())
                .hasEntrySatisfying("RedrivePolicy", policy -> assertThat(policy)
                        .contains("shop-parcels-dead-letters-plan.fifo", "5"));
        assertThat(emulator.clients().ses().listIdentities().identities()).contains("dromedary@example.com");
    }

    private static String shipVisibility() {
        Part queue = new Part(emulator.plan()).parts("queues").get("shop-parcels.fifo");
        return Integer.toString(queue.number("visibilityTimeout"));
    }

    private static void put(String bucket, String key) {
        String name = emulator.names().fill(bucket + "-${environment}-${account}-${region}");
        emulator.clients().s3().putObject(put -> put.bucket(name).key(key), RequestBody.fromString("x"));
    }

    private static void send(String bus, String source, String type) {
        PutEventsRequestEntry event = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(type)
                .detail("{}")
                .build();
        var reply = emulator.clients().eventBridge().putEvents(put -> put.entries(event));
        assertThat(reply.failedEntryCount()).isZero();
    }

    /** What has arrived, once all that is expected has, and nothing more has come within a second. */
    private static Map<String, Set<String>> arrivals(Map<String, Set<String>> expected) {
        Map<String, Set<String>> all = new TreeMap<>();
        Instant end = Instant.now().plus(LONGEST);
        boolean more = true;
        while (Instant.now().isBefore(end) && (more || !all.equals(expected))) {
            Map<String, Set<String>> now = arrivals();
            now.forEach((function, what) ->
                    all.computeIfAbsent(function, each -> new TreeSet<>()).addAll(what));
            more = !now.isEmpty();
        }
        return all;
    }

    /** What is in each input now, or comes within a second. */
    private static Map<String, Set<String>> arrivals() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        boolean first = true;
        for (Input input : emulator.inputs().all()) {
            if (input.queueUrl().isEmpty()) {
                continue;
            }
            PolledQueue queue =
                    new PolledQueue(emulator.clients().sqs(), input.queueUrl().get());
            List<Message> messages = queue.receive(10, first ? 1 : 0, null);
            first = false;
            queue.delete(messages, Set.of());
            messages.forEach(message -> what(message)
                    .ifPresent(each -> all.computeIfAbsent(input.function(), id -> new TreeSet<>())
                            .add(each)));
        }
        return all;
    }

    private static Optional<String> what(Message message) {
        if (!message.body().startsWith("{")) {
            return Optional.of(message.body());
        }
        Part event = new Part(emulator.kind().event(message));
        if (event.optional("Event").isPresent()) {
            // s3:TestEvent
            return Optional.empty();
        }
        List<Part> records = event.list("Records");
        if (!records.isEmpty()) {
            return Optional.of(records.get(0).part("s3").part("object").text("key"))
                    // Encoded, by AWS too.
                    .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8));
        }
        return event.text("source").equals("aws.s3")
                ? Optional.of(event.part("detail").part("object").text("key"))
                : event.optional("detail-type");
    }
}
