package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.SinkRoutes;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.JsonKinesis;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A route that sends records, with services that nobody here has written: a few hundred rows, with odd and long values among them. */
@Tag("emulator")
class SinkServersIT {

    private static final int ROWS = 120;
    private static final String ODD = "é+%20&='\\\u3042😀\u0001\uFFFF";

    @TempDir
    Path folder;

    private String server;
    private String tablesServer;
    private final String name = "sinks-" + UUID.randomUUID();

    private static <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C at(String server, B builder) {
        return builder.endpointOverride(URI.create(System.getenv(server)))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private void table(DynamoDbClient tables, String table, String key) {
        tables.createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
    }

    private static String file() {
        StringBuilder file = new StringBuilder("order_id;customer;quantity;price;gift;ordered_at;ship.city;ship.zip\n");
        for (int i = 1; i <= ROWS; i++) {
            String city = i % 10 == 0 ? "x".repeat(20_000) : i % 3 == 0 ? ODD : "";
            file.append("o" + i + ";c" + i % 4 + ";" + i + ";0,5;true;2026-03-01T10:00:00Z;\"" + city + "\";\n");
        }
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_DYNAMODB, DROMEDARY_MOTO_URL",
        "DROMEDARY_MINISTACK_URL, DROMEDARY_MINISTACK_URL, DROMEDARY_MINISTACK_URL",
        "DROMEDARY_MOTO_URL, DROMEDARY_MOTO_URL, DROMEDARY_MOTO_URL"
    })
    void shouldBringEveryRecord_whenServersAreNotOurs(String chosen, String tablesAt, String deliveryAt)
            throws Exception {
        server = chosen;
        tablesServer = tablesAt;
        // As a function does that has an endpoint of its own.
        JsonKinesis.use();
        try (S3Client s3 = at(server, S3Client.builder().forcePathStyle(true));
                SqsClient sqs = at(server, SqsClient.builder());
                KinesisClient kinesis = at(server, KinesisClient.builder());
                FirehoseClient firehose = at(deliveryAt, FirehoseClient.builder());
                S3Client delivered = at(deliveryAt, S3Client.builder().forcePathStyle(true));
                DynamoDbClient tables = at(tablesServer, DynamoDbClient.builder())) {
            s3.createBucket(create -> create.bucket(name));
            if (!deliveryAt.equals(server)) {
                delivered.createBucket(create -> create.bucket(name));
            }
            table(tables, name, "id");
            table(tables, name + "-items", "order_id");
            String queue = sqs.createQueue(create ->
                            create.queueName(name + ".fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                    .queueUrl();
            kinesis.createStream(
                    create -> create.streamName(name).streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
            kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(name));
            firehose.createDeliveryStream(create -> create.deliveryStreamName(name)
                    .extendedS3DestinationConfiguration(destination -> destination
                            .bucketARN("arn:aws:s3:::" + name)
                            .prefix("delivered/")
                            .roleARN("arn:aws:iam::000000000000:role/firehose")));

            Services services = context -> {
                Properties properties = new Properties();
                properties.setProperty("orders.bucket", name);
                properties.setProperty("dromedary.ledger.table", name);
                properties.setProperty("orders.queue", queue);
                properties.setProperty("orders.items.table", name + "-items");
                properties.setProperty("orders.stream", name);
                properties.setProperty("orders.delivery-stream", name);
                context.getPropertiesComponent().setOverrideProperties(properties);
                var registry = context.getRegistry();
                registry.bind("s3", S3Client.class, s3);
                registry.bind("dynamoDb", DynamoDbClient.class, tables);
                registry.bind("sqs", SqsClient.class, sqs);
                registry.bind("kinesis", KinesisClient.class, kinesis);
                registry.bind("firehose", FirehoseClient.class, firehose);
                registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, tables));
            };
            Path routes = SinkRoutes.copyTo(folder);
            try (RouteFunction function =
                    RouteFunction.start(RouteFiles.of(routes, "orders-fan-out"), "orders-fan-out", services)) {
                function.invoke(event(s3), Invocation.starting("r", Duration.ofMinutes(2)));
            }

            Set<String> ids = new HashSet<>(
                    IntStream.rangeClosed(1, ROWS).mapToObj(i -> "o" + i).toList());
            assertThat(received(sqs, queue)).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(records(kinesis)).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(tables.scanPaginator(scan -> scan.tableName(name + "-items")).items().stream())
                    .hasSize(ROWS)
                    .filteredOn(item -> item.get("order_id").s().equals("o3"))
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.get("quantity")).isEqualTo(AttributeValue.fromN("3"));
                        assertThat(item.get("ship").m()).containsEntry("city", AttributeValue.fromS(ODD));
                    });
            String manifest = s3.getObjectAsBytes(get -> get.bucket(name).key("manifests/day.json"))
                    .asUtf8String();
            assertThat(manifest).contains("\"records\" : " + ROWS);
            if (deliveryAt.equals("DROMEDARY_MOTO_URL")) {
                assertThat(lines(delivered)).containsExactlyInAnyOrderElementsOf(ids);
            }
        }
    }

    private Map<String, Object> event(S3Client s3) {
        byte[] content = file().getBytes(StandardCharsets.UTF_8);
        String etag = s3.putObject(put -> put.bucket(name).key("raw/day.csv"), RequestBody.fromBytes(content))
                .eTag()
                .replace("\"", "");
        Map<String, Object> object = new HashMap<>(
                Map.of("key", "raw/day.csv", "size", content.length, "etag", etag, "sequencer", "0055AED6DCD90281E5"));
        return Map.of(
                "version",
                "0",
                "id",
                "1",
                "detail-type",
                "Object Created",
                "source",
                "aws.s3",
                "time",
                "2026-03-01T10:00:00Z",
                "region",
                "us-east-1",
                "account",
                "000000000000",
                "resources",
                List.of("arn:aws:s3:::" + name),
                "detail",
                Map.of("version", "0", "bucket", Map.of("name", name), "object", object, "reason", "PutObject"));
    }

    private static String id(String json) {
        return String.valueOf(JsonDocument.parse(json).get("order_id"));
    }

    private static List<String> received(SqsClient sqs, String queue) {
        List<String> ids = new ArrayList<>();
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return ids;
            }
            for (Message message : messages) {
                ids.add(id(message.body()));
                sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }

    private List<String> records(KinesisClient kinesis) {
        List<String> ids = new ArrayList<>();
        kinesis.listShards(list -> list.streamName(name)).shards().forEach(shard -> {
            String iterator = kinesis.getShardIterator(get -> get.streamName(name)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            for (int i = 0; i < 20; i++) {
                String from = iterator;
                var read = kinesis.getRecords(get -> get.shardIterator(from));
                for (Record record : read.records()) {
                    ids.add(id(record.data().asUtf8String()));
                }
                iterator = read.nextShardIterator();
            }
        });
        return ids;
    }

    private List<String> lines(S3Client s3) {
        List<String> ids = new ArrayList<>();
        s3.listObjectsV2Paginator(list -> list.bucket(name).prefix("delivered/"))
                .contents()
                .forEach(object -> s3.getObjectAsBytes(get -> get.bucket(name).key(object.key()))
                        .asUtf8String()
                        .lines()
                        .forEach(line -> ids.add(id(line))));
        return ids;
    }
}
