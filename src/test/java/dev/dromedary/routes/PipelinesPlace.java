package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.function.steps.DynamoDbItem;
import dev.dromedary.plan.TableDefinition;
import dev.dromedary.plan.TableProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The pipeline {@code pipelines} on a cloud of its own, whose functions' calls a test can meddle with. */
final class PipelinesPlace implements AutoCloseable {

    static final String BUCKET = "dromedary-pipelines";
    private static final String LEDGER = "dromedary-ledger";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final List<String> STAGES = List.of(
            "pipelines-cut",
            "pipelines-validate",
            "pipelines-profile",
            "pipelines-archive",
            "pipelines-score",
            "pipelines-merge",
            "pipelines-store",
            "pipelines-complete",
            "pipelines-quarantine");

    final Calls calls = new Calls();
    private final EmbeddedCloud cloud;
    private final LocalPipeline pipeline;
    private final Map<String, Map<String, Object>> events = new ConcurrentHashMap<>();
    private volatile Runnable invoked = () -> {};

    private final Map<String, String> properties;
    private volatile AtomicBoolean met = new AtomicBoolean();

    PipelinesPlace(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /** With properties in place of the pipeline's. */
    PipelinesPlace(Path folder, Map<String, String> properties) throws Exception {
        this.properties = properties;
        cloud = new EmbeddedCloud(folder, "us-east-1", 2, (rule, event, cause) -> {});
        pipeline = new LocalPipeline(cloud);
        cloud.s3().createBucket(BUCKET, true);
        cloud.sns().topic("dromedary-pipelines-quarantine");
        cloud.tables().table(new TableDefinition(LEDGER, "id", null, "expires", List.of()));
        cloud.eventBridge().rule("default", "files", "{\"source\":[\"aws.s3\"]}", event -> {
            Map<String, Object> document = JsonDocument.parse(event);
            events.put(String.valueOf(Json.at(document, "detail", "object", "key")), document);
        });
        Services services = this::bind;
        pipeline.add(RouteFiles.of(Shipped.ROUTES, "pipelines-track"), "pipelines-track", services);
        pipeline.add(RouteFiles.of(Shipped.ROUTES, "pipelines-run"), "pipelines-run", services);
        for (String stage : STAGES) {
            RouteFunction function = pipeline.add(RouteFiles.of(Shipped.ROUTES, stage), stage, services);
            cloud.lambda().function(stage, event -> call(function, event));
        }
        arrive = RouteFunction.start(RouteFiles.of(Shipped.ROUTES, "pipelines-arrive"), "pipelines-arrive", services);
        TableProperties.of(arrive.context()).forEach(cloud.tables()::table);
    }

    private final RouteFunction arrive;

    private void bind(CamelContext context) {
        new EmbeddedServices(cloud).bind(context);
        Properties overriding = new Properties();
        overriding.setProperty("dromedary.redelivery.delay", "1");
        overriding.putAll(properties);
        context.getPropertiesComponent().setOverrideProperties(overriding);
        Registry registry = context.getRegistry();
        DynamoDbClient dynamoDb = calls.watch(DynamoDbClient.class, "DynamoDb", cloud.dynamoDb());
        registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        registry.bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", cloud.s3()));
        registry.bind("sns", SnsClient.class, calls.watch(SnsClient.class, "Sns", cloud.sns()));
        registry.bind("stepFunctions", SfnClient.class, calls.watch(SfnClient.class, "Sfn", cloud.stepFunctions()));
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }

    private static Invocation starting() {
        return Invocation.starting(UUID.randomUUID().toString(), Duration.ofMinutes(5));
    }

    private Map<String, Object> call(RouteFunction function, Map<String, Object> event) {
        try {
            return function.handle(event, starting()).reply();
        } finally {
            invoked.run();
        }
    }

    /** What happens at the end of each invocation. */
    void afterEach(Runnable next) {
        invoked = next;
    }

    /** Puts a file; gives the event that S3 makes of it. */
    Map<String, Object> put(String name, String content) throws InterruptedException {
        String key = "incoming/" + name;
        cloud.s3().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
        rest();
        return events.get(key);
    }

    /** Hands an event to the function that arrivals start, and waits until all that it causes is done. */
    void deliver(Map<String, Object> event) throws InterruptedException {
        try {
            arrive.invoke(event, starting());
        } finally {
            invoked.run();
            rest();
        }
    }

    /** A function that dies does nothing more; the next one is another process, which comes when the lease has ended. */
    private Calls.Meddler at(Fault fault, int number) {
        Calls.Meddler one = fault.at(number, this::lapse);
        AtomicBoolean came = new AtomicBoolean();
        met = came;
        AtomicBoolean over = new AtomicBoolean();
        afterEach(() -> {
            if (came.get() && over.compareAndSet(false, true)) {
                lapse();
            }
        });
        return new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (!over.get()) {
                    came.compareAndSet(false, call.number() == number);
                    one.before(call);
                }
            }

            @Override
            public Object after(Calls.Call call, Object reply) {
                return over.get() ? reply : one.after(call, reply);
            }
        };
    }

    /** Runs a file whose run has a fault at a call, and is delivered again, twice; its one state. */
    Map<String, Object> run(String name, String content, Fault fault, int number) throws Exception {
        forget();
        Map<String, Object> event = put(name, content);
        calls.from(at(fault, number));
        try {
            deliver(event);
        } catch (InvocationFailedException e) {
            // Lambda delivers it again.
        }
        assertThat(met).as(fault + " at " + number + " came to pass").isTrue();
        calls.pass();
        lapse();
        deliver(event);
        deliver(event);
        List<Map<String, Object>> states = states(name);
        assertThat(states).as(fault + " at " + number).hasSize(1);
        return states.get(0);
    }

    private void rest() throws InterruptedException {
        if (!cloud.awaitIdle(LONGEST)) {
            throw new IllegalStateException("The pipeline did not come to rest");
        }
    }

    /** Lets all leases of the ledger end. */
    void lapse() {
        new LedgerView(cloud.dynamoDb(), LEDGER, "").lapse();
    }

    /** Forgets what was done before, of other files. */
    void forget() {
        new LedgerView(cloud.dynamoDb(), LEDGER, "").clear();
    }

    /** The states of all pipelines of a file. */
    List<Map<String, Object>> states(String name) {
        return cloud.dynamoDb().scan(scan -> scan.tableName(BUCKET)).items().stream()
                .map(DynamoDbItem::toMap)
                .filter(item -> ("incoming/" + name).equals(item.get("key")))
                .toList();
    }

    /** The lines of all JSON objects that are stored of a pipeline. */
    List<String> lines(Object id) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String key : keys("stored/json/", id)) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(
                            cloud.s3().getObject(get -> get.bucket(BUCKET).key(key))),
                    StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /** The text of an object. */
    String text(String key) {
        return cloud.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    /** The keys of objects of a pipeline. */
    List<String> keys(String prefix, Object id) {
        return cloud.s3().listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains(id.toString()))
                .toList();
    }

    /** How many messages were published. */
    int messages() {
        return cloud.sns().published().size();
    }

    @Override
    public void close() {
        arrive.close();
        pipeline.close();
        cloud.close();
    }
}
