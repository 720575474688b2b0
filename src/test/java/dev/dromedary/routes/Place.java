package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrock;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrockAsync;
import dev.dromedary.desk.cloud.sns.PublishedMessage;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.TableDefinition;
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
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A bucket, a bus, tables, a topic and a mailbox of a test's own on the shared cloud, and the clients by which a function
 * reaches them, with which a test can meddle.
 */
final class Place {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration LONGEST = Duration.ofMinutes(1);

    final EmbeddedCloud cloud;
    /** Also the name of the bus, of the topic, and of whoever gets the mails. */
    final String bucket = "health-" + NUMBER.incrementAndGet();

    final String ledgerTable = bucket + "-ledger";
    final String analysesTable = bucket + "-analyses";
    final Calls calls = new Calls();
    final EmbeddedBedrock bedrock = new EmbeddedBedrock();

    private final DynamoDbClient dynamoDb;
    private final List<Map<String, Object>> created = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();

    Place(EmbeddedCloud cloud, boolean versioned) {
        this.cloud = cloud;
        dynamoDb = calls.watch(DynamoDbClient.class, "DynamoDb", cloud.dynamoDb());
        cloud.s3().createBucket(bucket, versioned);
        cloud.sns().topic(bucket);
        cloud.tables().table(ledgerTable, "id", null, "expires");
        cloud.tables()
                .table(new TableDefinition(
                        analysesTable,
                        "correlation_id",
                        "analysis_timestamp",
                        "ttl",
                        List.of(new TableDefinition.Index("by-date", "analysis_date", "analysis_timestamp"))));
        cloud.eventBridge().bus(bucket);
        cloud.eventBridge()
                .rule(
                        bucket,
                        "told",
                        "{\"source\":[\"health.data.ingestor\",\"health.data.analyzer\"]}",
                        e -> told.add(JsonDocument.parse(e)));
        cloud.eventBridge()
                .rule(
                        "default",
                        bucket,
                        "{\"source\":[\"aws.s3\"],\"detail-type\":[\"Object Created\"],\"detail\":{\"bucket\":{\"name\":[\""
                                + bucket + "\"]}}}",
                        e -> created.add(JsonDocument.parse(e)));
    }

    /** Names the health pipeline's places, as an environment would. */
    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("health.bucket", bucket);
        properties.setProperty("health.bus", bucket);
        properties.setProperty("health.analyses.table", analysesTable);
        properties.setProperty("health.alerts.topic-arn", "arn:aws:sns:eu-central-1:000000000000:" + bucket);
        properties.setProperty("health.mail.recipients", address());
        properties.setProperty("health.model.id", "offline");
        properties.setProperty("dromedary.ledger.table", ledgerTable);
        properties.setProperty("dromedary.redelivery.delay", "1");
        return properties;
    }

    String address() {
        return bucket + "@example.com";
    }

    /**
     * What a function reaches.
     *
     * @param more properties that override those of the place
     * @param beans binds what a test has of its own
     */
    Services services(Properties more, Consumer<Registry> beans) {
        Properties properties = properties();
        properties.putAll(more);
        return context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Registry registry = context.getRegistry();
            registry.bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", cloud.s3()));
            registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
            registry.bind(
                    "eventBridge",
                    EventBridgeClient.class,
                    calls.watch(EventBridgeClient.class, "EventBridge", cloud.eventBridge()));
            registry.bind("ses", SesClient.class, calls.watch(SesClient.class, "Ses", cloud.ses()));
            registry.bind("sns", SnsClient.class, calls.watch(SnsClient.class, "Sns", cloud.sns()));
            registry.bind(
                    "bedrock", BedrockRuntimeClient.class, calls.watch(BedrockRuntimeClient.class, "Bedrock", bedrock));
            registry.bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new EmbeddedBedrockAsync());
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
            beans.accept(registry);
        };
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

    /** What functions have put on the bus, in any order. */
    List<Map<String, Object>> told() {
        awaitEvents();
        return List.copyOf(told);
    }

    /** Forgets what was told and uploaded so far. */
    void forgetEvents() {
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
        return ledger(Ingest.ROUTE);
    }

    /** The same, to look for items of a route. */
    LedgerView ledger(String route) {
        return new LedgerView(cloud.dynamoDb(), ledgerTable, route);
    }

    /** All mails so far. */
    List<Mail> mails() {
        return cloud.ses().mails().stream()
                .filter(mail -> mail.to().contains(address()))
                .map(Mail::read)
                .toList();
    }

    /** All messages to the topic so far. */
    List<PublishedMessage> messages() {
        return cloud.sns().published().stream()
                .filter(message -> message.topic().equals(bucket))
                .toList();
    }
}
