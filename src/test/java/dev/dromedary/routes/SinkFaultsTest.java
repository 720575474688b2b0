package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.SinkRoutes;
import dev.dromedary.desk.cloud.ClientProxy;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A route that sends records to a queue, a table, a stream and a delivery stream, which are unwell at times: nothing is lost, and
 * nothing arrives twice but what the sender was not told of.
 */
@ExtendWith(SharedCloud.class)
class SinkFaultsTest {

    private static final String HEADER = "order_id;customer;quantity;price;gift;ordered_at;ship.city;ship.zip\n";
    private static final List<String> SERVICES = List.of("queue", "table", "stream", "delivery");
    private static final int BATCH = 20;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private EmbeddedCloud cloud;
    private Path routes;
    private String name;

    @BeforeEach
    void prepare(EmbeddedCloud shared, @TempDir Path folder) throws IOException {
        cloud = shared;
        routes = folder;
        name = "sinks-" + NUMBER.incrementAndGet();
        SinkRoutes.copyTo(folder);
        cloud.s3().createBucket(name, true);
        cloud.tables().table(name, "id", null, "expires");
    }

    /** A function that reaches services of its own. */
    private RouteFunction start(FlakyServices services, Properties more) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("orders.bucket", name);
        properties.setProperty("dromedary.ledger.table", name);
        properties.setProperty("dromedary.redelivery.delay", "1");
        properties.setProperty("dromedary.batch.rows", Integer.toString(BATCH));
        properties.putAll(more);
        // The ledger is there for whoever is alive.
        DynamoDbClient tables = ClientProxy.of(DynamoDbClient.class, cloud::dynamoDb, (request, operation) -> {
            services.requireAlive();
            return request instanceof BatchWriteItemRequest write ? services.items(write) : operation.call(request);
        });
        S3Client objects = ClientProxy.of(S3Client.class, cloud::s3, (request, operation) -> {
            services.requireAlive();
            return operation.call(request);
        });
        return RouteFunction.start(RouteFiles.of(routes, "orders-fan-out"), "orders-fan-out", context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            var registry = context.getRegistry();
            registry.bind("s3", S3Client.class, objects);
            registry.bind("dynamoDb", DynamoDbClient.class, tables);
            registry.bind("sqs", SqsClient.class, services.client(SqsClient.class));
            registry.bind("kinesis", KinesisClient.class, services.client(KinesisClient.class));
            registry.bind("firehose", FirehoseClient.class, services.client(FirehoseClient.class));
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, tables));
        });
    }

    private Map<String, Object> upload(List<String> lines) {
        String key = "raw/day.csv";
        var put = cloud.s3()
                .putObject(
                        request -> request.bucket(name).key(key),
                        RequestBody.fromString(HEADER + String.join("", lines)));
        return Map.of(
                "version", "0",
                "id", "1",
                "detail-type", "Object Created",
                "source", "aws.s3",
                "time", "2026-03-01T10:00:00Z",
                "region", "eu-central-1",
                "account", "000000000000",
                "resources", List.of("arn:aws:s3:::" + name),
                "detail",
                        Map.of(
                                "version", "0",
                                "bucket", Map.of("name", name),
                                "object",
                                        Map.of(
                                                "key",
                                                key,
                                                "size",
                                                HEADER.length()
                                                        + String.join("", lines).length(),
                                                "etag",
                                                put.eTag().replace("\"", ""),
                                                "version-id",
                                                put.versionId(),
                                                "sequencer",
                                                "0055AED6DCD90281E5"),
                                "request-id", "1",
                                "requester", "1",
                                "reason", "PutObject"));
    }

    /** Rows of which every seventh is not valid. */
    private static List<String> rows(int count, Random random) {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rows.add("o" + i + ";c" + random.nextInt(5) + ";" + (i % 7 == 0 ? "none" : "1") + ";1,5;true;;;\n");
        }
        return rows;
    }

    private static List<String> validIds(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            if (i % 7 != 0) {
                ids.add("o" + i);
            }
        }
        return ids;
    }

    private LedgerView ledger() {
        return new LedgerView(cloud.dynamoDb(), name, "orders-fan-out");
    }

    private Map<String, Object> manifest() {
        return new Store(cloud.s3(), name).json("manifests/day.json");
    }

    private String until(RouteFunction function, FlakyServices services, Map<String, Object> event) {
        for (int attempt = 1; attempt < 50; attempt++) {
            try {
                return Json.outcome(function.invoke(event, Invocation.starting("r", Duration.ofMinutes(5))));
            } catch (InvocationFailedException e) {
                services.revive();
                ledger().lapse();
            }
        }
        throw new AssertionError("It goes on failing");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldLoseNothingAndRepeatOnlyWhatItWasNotToldOf_whenServicesFail(long seed) throws Exception {
        Random random = new Random(seed);
        int count = 50 + random.nextInt(60);
        FlakyServices services = new FlakyServices(seed, 8, false);
        try (RouteFunction function = start(services, new Properties())) {
            Map<String, Object> event = upload(rows(count, random));

            String outcome = until(function, services, event);

            assertThat(outcome).isEqualTo("success");
            for (String service : SERVICES) {
                Map<String, Long> times = times(services, service);
                assertThat(times.keySet()).as(service).containsExactlyInAnyOrderElementsOf(validIds(count));
                times.forEach((id, arrived) -> assertThat(arrived)
                        .as(service + " " + id)
                        .isLessThanOrEqualTo(services.isUntold(service, id) ? 9L : 1L));
            }
            requireManifest(count);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldLoseNothingAndRepeatOnlyTheBatch_whenTheProcessDies(long seed) throws Exception {
        Random random = new Random(seed);
        int count = 100;
        FlakyServices services = new FlakyServices(seed, 6, true);
        try (RouteFunction function = start(services, new Properties())) {
            Map<String, Object> event = upload(rows(count, random));

            String outcome = until(function, services, event);

            assertThat(outcome).isEqualTo("success");
            for (String service : SERVICES) {
                Map<String, Long> times = times(services, service);
                assertThat(times.keySet()).as(service).containsExactlyInAnyOrderElementsOf(validIds(count));
                long repeated = times.entrySet().stream()
                        .filter(each -> each.getValue() > 1 && !services.isUntold(service, each.getKey()))
                        .count();
                assertThat(repeated).as(service).isLessThanOrEqualTo((long) services.deaths() * BATCH);
            }
            requireManifest(count);
        }
    }

    @Test
    void shouldSendAllAgain_whenTheSchemaHasChangedInBetween() throws Exception {
        FlakyServices services = new FlakyServices(1, 0, false);
        Map<String, Object> event = upload(rows(30, new Random(1)));
        Properties none = new Properties();
        try (RouteFunction function = start(services.failingAt("stream", 2), none)) {
            assertThatThrownBy(() -> function.invoke(event, Invocation.starting("r", Duration.ofMinutes(5))))
                    .isInstanceOf(InvocationFailedException.class);
        }
        ledger().lapse();
        Path schema = routes.resolve("orders/order.schema.json");
        Files.writeString(schema, Files.readString(schema).replace("\"minimum\": \"1\"", "\"minimum\": \"0\""));

        FlakyServices later = new FlakyServices(1, 0, false);
        try (RouteFunction function = start(later, none)) {
            function.invoke(event, Invocation.starting("r", Duration.ofMinutes(5)));
        }

        assertThat(later.arrived("queue")).containsExactlyInAnyOrderElementsOf(validIds(30));
    }

    @Test
    void shouldGoOnBehindTheSameRow_whenBatchesHaveAnotherSize() throws Exception {
        Map<String, Object> event = upload(rows(60, new Random(1)));
        FlakyServices services = new FlakyServices(1, 0, false);
        try (RouteFunction function = start(services.failingAt("stream", 2), new Properties())) {
            assertThatThrownBy(() -> function.invoke(event, Invocation.starting("r", Duration.ofMinutes(5))))
                    .isInstanceOf(InvocationFailedException.class);
        }
        ledger().lapse();
        Properties smaller = new Properties();
        smaller.setProperty("dromedary.batch.rows", "7");

        FlakyServices later = new FlakyServices(1, 0, false);
        try (RouteFunction function = start(later, smaller)) {
            function.invoke(event, Invocation.starting("r", Duration.ofMinutes(5)));
        }

        // The first batch arrived everywhere, of the second what comes before the stream.
        assertThat(later.arrived("queue")).containsExactlyElementsOf(idsAfter(60, 40));
        assertThat(later.arrived("stream")).containsExactlyElementsOf(idsAfter(60, 20));
        requireManifest(60);
    }

    private static List<String> idsAfter(int count, int row) {
        return validIds(count).stream()
                .filter(id -> Integer.parseInt(id.substring(1)) > row)
                .toList();
    }

    private static Map<String, Long> times(FlakyServices services, String service) {
        return services.arrived(service).stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private void requireManifest(int count) {
        int valid = validIds(count).size();
        assertThat(manifest())
                .containsEntry("counts", Map.of("input", count, "valid", valid, "rejected", count - valid))
                .doesNotContainKey("processed_key")
                .containsEntry(
                        "sent",
                        List.of(
                                Map.of("queue", "orders.fifo", "records", valid),
                                Map.of("table", "dromedary-order-items", "records", valid),
                                Map.of("stream", "orders", "records", valid),
                                Map.of("delivery_stream", "orders-lake", "records", valid)));
        assertThat(new Store(cloud.s3(), name).outputs()).containsExactly("manifests/day.json");
    }
}
