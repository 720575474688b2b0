package dev.dromedary.camelrun;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What the health pipeline needs at the emulator that the environment names, and what it leaves there. */
final class Emulator {

    private final Names names;
    private final S3Client s3 = S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .forcePathStyle(true)
            .build();
    private final DynamoDbClient dynamoDb = DynamoDbClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    /**
     * Names of this trial's own, so that it can be repeated, and stand beside others.
     *
     * @param bucket the pipeline's bucket
     * @param ledger the ledger's table
     * @param analyses the table of analyses
     * @param bus the event bus
     */
    record Names(String bucket, String ledger, String analyses, String bus) {

        static Names random() {
            String id = UUID.randomUUID().toString().substring(0, 8);
            return new Names("health-" + id, "ledger-" + id, "analyses-" + id, "bus-" + id);
        }

        /** The environment variables that override the properties of the routes. */
        Map<String, String> environment() {
            return Map.of(
                    "HEALTH_BUCKET", bucket,
                    "DROMEDARY_LEDGER_TABLE", ledger,
                    "HEALTH_ANALYSES_TABLE", analyses,
                    "HEALTH_BUS", bus);
        }
    }

    Emulator(Names names) {
        this.names = names;
    }

    /** Makes bucket, tables, bus, topic and sender. */
    void prepare() {
        s3.createBucket(create -> create.bucket(names.bucket()));
        createTable(names.ledger(), "id", null);
        createTable(names.analyses(), "correlation_id", "analysis_timestamp");
        try (EventBridgeClient eventBridge = EventBridgeClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                SesClient ses = SesClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                SnsClient sns = SnsClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            eventBridge.createEventBus(create -> create.name(names.bus()));
            ses.verifyEmailIdentity(verify -> verify.emailAddress("dromedary@example.com"));
            sns.createTopic(create -> create.name("dromedary-health-alerts"));
        }
    }

    private void createTable(String table, String hash, String range) {
        dynamoDb.createTable(create -> {
            create.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST);
            if (range == null) {
                create.keySchema(key(hash, KeyType.HASH)).attributeDefinitions(text(hash));
            } else {
                create.keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
                        .attributeDefinitions(text(hash), text(range), text("analysis_date"))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-date")
                                .keySchema(key("analysis_date", KeyType.HASH), key(range, KeyType.RANGE))
                                .projection(all -> all.projectionType(ProjectionType.ALL))
                                .build());
            }
        });
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    void upload(Path file, String key) {
        s3.putObject(put -> put.bucket(names.bucket()).key(key), file);
    }

    List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket(names.bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    String read(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(names.bucket()).key(key)).asUtf8String();
    }

    int analyses() {
        return dynamoDb.scan(scan -> scan.tableName(names.analyses())).count();
    }

    /** The mails that LocalStack has sent, as JSON. */
    static String mails(String endpoint) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoint + "/_aws/ses"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
