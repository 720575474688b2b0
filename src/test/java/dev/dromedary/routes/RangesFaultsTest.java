package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The example of large files: whichever call of whichever range fails, each record of the file is in one range's output, once. */
class RangesFaultsTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final String BUCKET = "bulk";
    private static final String LEDGER = "dromedary-ledger";
    private static final String ARN = "arn:aws:states:us-east-1:000000000000:stateMachine:bulk-run";
    private static final int RECORDS = 12;
    private static final String FILE = IntStream.range(0, RECORDS)
            .mapToObj(i -> "{\"sensor\":\"s-" + i + "\",\"measured_at\":\"2026-01-05T08:00:00Z\",\"temperature\":"
                    + (i == 5 ? 99 : 20) + "}\n")
            .collect(Collectors.joining());

    /** Of how many calls one is looked at; a prime, so that each kind of fault is met. */
    private static final int SAMPLE = 7;

    @TempDir
    static Path folder;

    private static final Calls CALLS = new Calls();
    private static EmbeddedCloud cloud;
    private static LocalPipeline pipeline;
    private static volatile Runnable invoked = () -> {};
    private static int files;

    @BeforeAll
    static void start() throws Exception {
        cloud = new EmbeddedCloud(folder, "us-east-1", 2, (rule, event, cause) -> {});
        pipeline = new LocalPipeline(cloud);
        cloud.s3().createBucket(BUCKET, true);
        cloud.tables().table(new TableDefinition(LEDGER, "id", null, "expires", List.of()));
        pipeline.add(RouteFiles.of(EXAMPLES, "bulk-run"), "bulk-run", RangesFaultsTest::bind);
        for (String stage : List.of("bulk-cut", "bulk-read", "bulk-merge")) {
            RouteFunction function = pipeline.add(RouteFiles.of(EXAMPLES, stage), stage, RangesFaultsTest::bind);
            cloud.lambda().function(stage, event -> {
                try {
                    return function.handle(
                                    event, Invocation.starting(UUID.randomUUID().toString(), Duration.ofMinutes(5)))
                            .reply();
                } finally {
                    invoked.run();
                }
            });
        }
    }

    private static void bind(CamelContext context) {
        new EmbeddedServices(cloud).bind(context);
        Properties properties = new Properties();
        properties.setProperty("dromedary.redelivery.delay", "1");
        properties.setProperty("bulk.range-bytes", "200");
        properties.setProperty("bulk.smallest", "1");
        context.getPropertiesComponent().setOverrideProperties(properties);
        DynamoDbClient dynamoDb = CALLS.watch(DynamoDbClient.class, "DynamoDb", cloud.dynamoDb());
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        context.getRegistry().bind("s3", S3Client.class, CALLS.watch(S3Client.class, "S3", cloud.s3()));
        context.getRegistry().bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        cloud.close();
    }

    /** Runs a file; the name of its execution. */
    private static String run(Calls.Meddler meddler) throws Exception {
        new LedgerView(cloud.dynamoDb(), LEDGER, "").clear();
        String name = "e-" + ++files;
        String key = "incoming/" + name;
        String etag = cloud.s3()
                .putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(FILE))
                .eTag();
        CALLS.from(meddler);
        cloud.stepFunctions().startExecution(start -> start.stateMachineArn(ARN)
                .name(name)
                .input(JsonDocument.write(Map.of("key", key, "etag", etag.replace("\"", "")))));
        assertThat(cloud.awaitIdle(Duration.ofMinutes(1))).isTrue();
        invoked = () -> {};
        return name;
    }

    private static String text(String key) {
        return cloud.s3().getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static void assertWhole(String name, String what) {
        Map<String, Object> manifest = JsonDocument.parse(text("manifests/" + name + ".json"));
        assertThat(manifest.get("counts"))
                .as(what)
                .hasToString("{input=" + RECORDS + ", valid=" + (RECORDS - 1) + ", rejected=1}");
        List<?> ranges = (List<?>) manifest.get("ranges");
        assertThat(ranges).as(what).hasSizeGreaterThan(3);
        String valid = ranges.stream()
                .map(range -> text(((Map<?, ?>) range).get("processed_key").toString()))
                .collect(Collectors.joining());
        assertThat(valid).as(what).isEqualTo(FILE.replaceFirst(".*:99}\n", ""));
        assertThat(cloud.s3()
                        .listObjectsV2(list -> list.bucket(BUCKET).prefix("ranges/" + name + "/"))
                        .contents())
                .as(what)
                .hasSize(3 * ranges.size());
    }

    /** A function that dies does nothing more; the next one is another process, which comes when the lease has ended. */
    private static void fails(Fault fault, int number) throws Exception {
        LedgerView ledger = new LedgerView(cloud.dynamoDb(), LEDGER, "");
        Calls.Meddler one = fault.at(number, ledger::lapse);
        AtomicBoolean met = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        invoked = () -> {
            if (met.get() && over.compareAndSet(false, true)) {
                ledger.lapse();
            }
        };
        String name = run(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (!over.get()) {
                    met.compareAndSet(false, call.number() == number);
                    one.before(call);
                }
            }

            @Override
            public Object after(Calls.Call call, Object reply) {
                return over.get() ? reply : one.after(call, reply);
            }
        });
        assertThat(met).as(fault + " at " + number + " came to pass").isTrue();
        assertWhole(name, fault + " at " + number);
    }

    private static int calls() throws Exception {
        assertWhole(run(new Calls.Meddler() {}), "no fault");
        assertThat(CALLS.made()).hasSizeGreaterThan(50);
        return CALLS.made().size();
    }

    @Test
    void shouldHaveEachRecordOnce_whenACallFails() throws Exception {
        int calls = calls();

        for (int number = 0; number < calls; number += SAMPLE) {
            fails(Fault.values()[(number / SAMPLE) % Fault.values().length], number);
        }
    }

    @Test
    @Tag("simulation")
    void shouldHaveEachRecordOnce_whenAnyCallFails() throws Exception {
        int calls = calls();

        for (Fault fault : Fault.values()) {
            for (int number = 0; number < calls; number++) {
                fails(fault, number);
            }
        }
    }
}
