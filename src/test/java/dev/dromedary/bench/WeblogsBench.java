package dev.dromedary.bench;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures a function of the web logs, from its event to its own: {@code silver} on one log, {@code gold} on one object of one day.
 * S3 is a folder, the ledger's table is in another process, and the bus takes all. Run by {@code bench/weblogs-function.sh}, each in a
 * JVM of its own:
 *
 * <pre>
 * WeblogsBench silver|gold FILE PORT WORK
 * </pre>
 *
 * DynamoDB Local listens on the port; the objects stay in the folder WORK.
 */
final class WeblogsBench {

    private static final String BUCKET = "dromedary-weblogs";
    private static final String DAY = "year=2026/month=01/day=05";

    private WeblogsBench() {}

    public static void main(String[] arguments) throws Exception {
        String stage = arguments[0];
        Path file = Path.of(arguments[1]);
        String route = "weblogs-" + stage;
        String table = "ledger-" + UUID.randomUUID();
        try (EmbeddedS3 s3 = new EmbeddedS3(Path.of(arguments[3]), change -> {});
                DynamoDbClient dynamoDb = DynamoDbClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + arguments[2]))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            BenchProcess.table(dynamoDb, table, "id");
            s3.createBucket(BUCKET, true);
            String key = stage.equals("silver") ? "bronze/" + file.getFileName() : "silver/" + DAY + "/a.parquet";
            String etag = s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromFile(file))
                    .eTag()
                    .replace("\"", "");
            try (RouteFunction function = RouteFunction.start(
                    RouteFiles.of(Path.of("routes"), route), route, services(s3, dynamoDb, table))) {
                measure(function, stage.equals("silver") ? uploaded(key, etag) : changed());
            }
        }
        Runtime.getRuntime().exit(0);
    }

    private static void measure(RouteFunction function, Map<String, Object> event) throws Exception {
        long start = System.nanoTime();
        Map<String, Object> reply = function.invoke(event, Invocation.starting("bench", Duration.ofMinutes(60)));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!reply.toString().contains("outcome=success") && !reply.toString().contains("outcome=done")) {
            throw new IllegalStateException(reply.toString());
        }
        System.out.printf(
                Locale.ROOT,
                "%.1f s; CPU with JVM start %.1f s; peak RSS %d MB%n",
                seconds,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3,
                BenchProcess.peakRss());
    }

    private static Services services(S3Client s3, DynamoDbClient dynamoDb, String table) {
        Properties properties = new Properties();
        properties.setProperty("dromedary.ledger.table", table);
        return context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Registry registry = context.getRegistry();
            registry.bind("s3", S3Client.class, s3);
            registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
            registry.bind("eventBridge", EventBridgeClient.class, new TakingAll());
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
        };
    }

    private static Map<String, Object> uploaded(String key, String etag) {
        return Map.of(
                "source", "aws.s3",
                "detail-type", "Object Created",
                "detail",
                        Map.of(
                                "bucket", Map.of("name", BUCKET),
                                "object", Map.of("key", key, "etag", etag, "sequencer", "01")));
    }

    private static Map<String, Object> changed() {
        return Map.of(
                "id",
                UUID.randomUUID().toString(),
                "source",
                "weblogs.silver",
                "detail-type",
                "Silver Complete",
                "detail",
                Map.of("correlation_id", "bench", "status", "success", "partitions", List.of(DAY)));
    }

    /** A bus that takes each event and tells nobody. */
    private static final class TakingAll implements EventBridgeClient {

        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            return PutEventsResponse.builder()
                    .failedEntryCount(0)
                    .entries(request.entries().stream()
                            .map(entry -> PutEventsResultEntry.builder()
                                    .eventId(UUID.randomUUID().toString())
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
