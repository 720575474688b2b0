package dev.dromedary.bench;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.net.URI;
import java.nio.file.Files;
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
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Measures the function customers-collect on the three files of a day, the third of which is joined with the others and makes
 * the messages. S3 is a folder, and the tables of sets and of the ledger are in another process; the table of messages and the
 * queue answer after a fixed time. Run by {@code bench/customers.sh}, one day in a JVM of its own:
 *
 * <pre>
 * CustomersBench FOLDER MILLISECONDS PORT
 * </pre>
 *
 * The folder has the files that {@code bench/customers.py} writes; DynamoDB Local listens on the port.
 */
final class CustomersBench {

    private static final String ROUTE = "customers-collect";
    private static final String BUCKET = "dromedary-customers";
    private static final String MESSAGES = "dromedary-customers-messages";

    private CustomersBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path work = Files.createTempDirectory("dromedary-bench");
        String run = UUID.randomUUID().toString();
        StaticCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        try (AnsweringHttpClient http = new AnsweringHttpClient(
                        UrlConnectionHttpClient.create(), MESSAGES, Long.parseLong(arguments[1]));
                EmbeddedS3 s3 = new EmbeddedS3(work, change -> {});
                DynamoDbClient dynamoDb = DynamoDbClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + arguments[2]))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        .httpClient(http)
                        .build();
                SqsClient sqs = SqsClient.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(credentials)
                        // What the stand-in answers has no checksums.
                        .checksumValidationEnabled(false)
                        .httpClient(http)
                        .build()) {
            BenchProcess.table(dynamoDb, run + "-ledger", "id");
            BenchProcess.table(dynamoDb, run + "-sets", "set");
            s3.createBucket(BUCKET, true);
            try (RouteFunction function = RouteFunction.start(
                    RouteFiles.of(Path.of("routes"), ROUTE), ROUTE, services(s3, dynamoDb, sqs, run))) {
                measure(folder, s3, function, http);
            }
        }
        Runtime.getRuntime().exit(0);
    }

    private static void measure(Path folder, S3Client s3, RouteFunction function, AnsweringHttpClient http)
            throws Exception {
        double seconds = 0;
        double last = 0;
        long rows = 0;
        for (String part : List.of("customers", "orders", "items")) {
            String name = part + "_20220201.csv";
            String etag = s3.putObject(
                            put -> put.bucket(BUCKET).key("raw/" + name), RequestBody.fromFile(folder.resolve(name)))
                    .eTag()
                    .replace("\"", "");
            long start = System.nanoTime();
            Map<String, Object> reply =
                    function.invoke(event("raw/" + name, etag), Invocation.starting("bench", Duration.ofMinutes(15)));
            last = (System.nanoTime() - start) / 1e9;
            seconds += last;
            if (!reply.toString().contains("outcome=success")) {
                throw new IllegalStateException(reply.toString());
            }
            try (var lines = Files.lines(folder.resolve(name))) {
                rows += lines.count() - 1;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d rows, %d messages, %d calls: %.2f s, of which the last file %.2f s; %.0f rows/s; CPU with JVM start %.1f s; peak RSS %d MB%n",
                rows,
                http.messages(),
                http.calls(),
                seconds,
                last,
                rows / seconds,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3,
                BenchProcess.peakRss());
    }

    private static Services services(S3Client s3, DynamoDbClient dynamoDb, SqsClient sqs, String run) {
        Properties properties = new Properties();
        properties.setProperty("customers.sets.table", run + "-sets");
        properties.setProperty("dromedary.ledger.table", run + "-ledger");
        return context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Registry registry = context.getRegistry();
            registry.bind("s3", S3Client.class, s3);
            registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
            registry.bind("sqs", SqsClient.class, sqs);
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
        };
    }

    private static Map<String, Object> event(String key, String etag) {
        return Map.of(
                "source", "aws.s3",
                "detail-type", "Object Created",
                "detail",
                        Map.of(
                                "bucket", Map.of("name", BUCKET),
                                "object", Map.of("key", key, "etag", etag, "sequencer", "01")));
    }
}
