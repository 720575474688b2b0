package dev.dromedary.routes;

import dev.dromedary.lambda.Invocation;
import dev.dromedary.lambda.JsonDocument;
import dev.dromedary.lambda.RouteFiles;
import dev.dromedary.lambda.RouteFunction;
import dev.dromedary.lambda.Services;
import dev.dromedary.local.EmbeddedCloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The real route health-ingest, or another in its place, as a function, with a bucket, a bus and a ledger of its own. */
final class Ingest implements AutoCloseable {

    static final String ROUTE = "health-ingest";
    static final Path ROUTES = Path.of("routes");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration LONGEST = Duration.ofMinutes(1);

    final EmbeddedCloud cloud;
    final String bucket = "health-" + NUMBER.incrementAndGet();
    final String table = bucket + "-ledger";
    final Calls calls = new Calls();
    final RouteFunction function;
    private final String route;

    private final List<Map<String, Object>> created = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();

    /** How an ingest differs from that of a deployment. */
    static final class Setup {
        private boolean versioned = true;
        private Path routes = ROUTES;
        private String route = ROUTE;
        private final Properties properties = new Properties();
        private Consumer<Registry> beans = registry -> {};

        Setup unversioned() {
            versioned = false;
            return this;
        }

        Setup routes(Path folder) {
            routes = folder;
            return this;
        }

        Setup route(String id) {
            route = id;
            return this;
        }

        Setup property(String name, Object value) {
            properties.setProperty(name, String.valueOf(value));
            return this;
        }

        Setup beans(Consumer<Registry> binding) {
            beans = binding;
            return this;
        }
    }

    Ingest(EmbeddedCloud cloud) throws Exception {
        this(cloud, new Setup());
    }

    Ingest(EmbeddedCloud cloud, Setup setup) throws Exception {
        this.cloud = cloud;
        this.route = setup.route;
        cloud.s3().createBucket(bucket, setup.versioned);
        cloud.tables().table(table, "id", null, "expires");
        cloud.eventBridge().bus(bucket);
        cloud.eventBridge()
                .rule(bucket, "told", "{\"source\":[\"health.data.ingestor\"]}", e -> told.add(JsonDocument.parse(e)));
        cloud.eventBridge()
                .rule(
                        "default",
                        bucket,
                        "{\"source\":[\"aws.s3\"],\"detail-type\":[\"Object Created\"],\"detail\":{\"bucket\":{\"name\":[\""
                                + bucket + "\"]}}}",
                        e -> created.add(JsonDocument.parse(e)));
        Properties properties = new Properties();
        properties.setProperty("health.bucket", bucket);
        properties.setProperty("health.bus", bucket);
        properties.setProperty("dromedary.ledger.table", table);
        properties.setProperty("dromedary.redelivery.delay", "1");
        properties.putAll(setup.properties);
        DynamoDbClient dynamoDb = calls.watch(DynamoDbClient.class, "DynamoDb", cloud.dynamoDb());
        Services services = context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Registry registry = context.getRegistry();
            registry.bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", cloud.s3()));
            registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
            registry.bind(
                    "eventBridge",
                    EventBridgeClient.class,
                    calls.watch(EventBridgeClient.class, "EventBridge", cloud.eventBridge()));
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
            setup.beans.accept(registry);
        };
        function = RouteFunction.start(RouteFiles.of(setup.routes, setup.route), setup.route, services);
        calls.pass();
    }

    /** Puts an object and gives the event that S3 makes of it. */
    Map<String, Object> upload(String key, byte[] content) {
        cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
        awaitEvents();
        return created.stream()
                .filter(event -> Json.at(event, "detail", "object", "key").equals(key))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    Map<String, Object> upload(String key, String content) {
        return upload(key, content.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, Object> invoke(Map<String, Object> event) {
        return invoke(event, Duration.ofMinutes(5));
    }

    Map<String, Object> invoke(Map<String, Object> event, Duration given) {
        return function.invoke(event, Invocation.starting("request", given));
    }

    /** The calls are no longer meddled with. */
    Map<String, Object> invokeUndisturbed(Map<String, Object> event) {
        calls.pass();
        return invoke(event);
    }

    /** Puts an object, hands its event to the route and gives the outcome. */
    String process(String key, byte[] content) {
        return Json.outcome(invoke(upload(key, content)));
    }

    String process(String key, String content) {
        return process(key, content.getBytes(StandardCharsets.UTF_8));
    }

    /** What the route has put on its bus, in any order. */
    List<Map<String, Object>> told() {
        awaitEvents();
        return List.copyOf(told);
    }

    /** Removes everything that was uploaded, written, told and noted. */
    void wipe() {
        calls.pass();
        store().clear();
        ledger().clear();
        awaitEvents();
        created.clear();
        told.clear();
    }

    private void awaitEvents() {
        try {
            if (!cloud.awaitIdle(LONGEST)) {
                throw new IllegalStateException("The events were not delivered within " + LONGEST);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is in the bucket. */
    Store store() {
        return new Store(cloud.s3(), bucket);
    }

    /** What is in the ledger. */
    LedgerView ledger() {
        return new LedgerView(cloud.dynamoDb(), table, route);
    }

    @Override
    public void close() {
        function.close();
    }
}
