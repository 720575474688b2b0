package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The functions of the customers pipeline, with a bucket, tables and queues of their own, and a test in EventBridge's place. */
final class Customers implements AutoCloseable {

    static final String COLLECT = "customers-collect";
    static final String CHECK = "customers-check";
    static final String CUSTOMERS = "id,first_name,last_name,customer_reference,status\n";
    static final String ORDERS = "id,customer_reference,order_status,order_reference,order_timestamp\n";
    static final String ITEMS = "id,order_reference,item_name,quantity,total_price\n";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String MESSAGES = "messages.fifo";
    private static final String ERRORS = "errors.fifo";

    final String bucket = "customers-" + NUMBER.incrementAndGet();
    final Calls calls = new Calls();
    final LedgerView ledger;

    private final EmbeddedCloud cloud;
    private final Path folder;
    private final EmbeddedSqs sqs;
    private final List<RouteFunction> functions = new ArrayList<>();
    private final List<Map<String, Object>> created = new CopyOnWriteArrayList<>();
    private RouteFunction collect;
    private RouteFunction check;

    Customers(EmbeddedCloud cloud) {
        this.cloud = cloud;
        try {
            folder = Files.createTempDirectory("dromedary-queues");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sqs = new EmbeddedSqs(folder, "eu-central-1", Clock.systemUTC());
        sqs.queue(MESSAGES);
        sqs.queue(ERRORS);
        cloud.s3().createBucket(bucket, true);
        cloud.tables().table(bucket + "-ledger", "id", null, "expires");
        cloud.tables()
                .table(new TableDefinition(
                        bucket + "-sets",
                        "set",
                        null,
                        null,
                        List.of(new TableDefinition.Index("by-open", "open", "since"))));
        cloud.tables()
                .table(new TableDefinition(
                        bucket + "-messages",
                        "hash",
                        null,
                        "ttl",
                        List.of(new TableDefinition.Index("by-customer", "customer_reference", null))));
        ledger = new LedgerView(cloud.dynamoDb(), bucket + "-ledger", COLLECT);
        cloud.eventBridge()
                .rule(
                        "default",
                        bucket,
                        "{\"source\":[\"aws.s3\"],\"detail-type\":[\"Object Created\"],\"detail\":{\"bucket\":{\"name\":[\""
                                + bucket + "\"]}}}",
                        event -> created.add(JsonDocument.parse(event)));
    }

    /** What a function reaches. */
    Services services() {
        Properties properties = new Properties();
        properties.setProperty("customers.bucket", bucket);
        properties.setProperty("customers.sets.table", bucket + "-sets");
        properties.setProperty("customers.messages.table", bucket + "-messages");
        properties.setProperty("customers.messages.queue-url", "https://sqs.test/000000000000/" + MESSAGES);
        properties.setProperty("customers.errors.queue", ERRORS);
        properties.setProperty("customers.errors.queue-url", "https://sqs.test/000000000000/" + ERRORS);
        properties.setProperty("dromedary.ledger.table", bucket + "-ledger");
        properties.setProperty("dromedary.redelivery.delay", "1");
        DynamoDbClient dynamoDb = calls.watch(DynamoDbClient.class, "DynamoDb", cloud.dynamoDb());
        return context -> {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Registry registry = context.getRegistry();
            registry.bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", cloud.s3()));
            registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
            registry.bind("sqs", SqsClient.class, calls.watch(SqsClient.class, "Sqs", sqs));
            registry.bind("eventBridge", EventBridgeClient.class, cloud.eventBridge());
            registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
        };
    }

    /** One more function of that route; each works at one invocation at a time. */
    RouteFunction start(String route) {
        try {
            RouteFunction function = RouteFunction.start(RouteFiles.of(Ingest.ROUTES, route), route, services());
            functions.add(function);
            return function;
        } catch (Exception e) {
            throw new IllegalStateException(route + " does not start", e);
        }
    }

    /** Puts a file and gives the event that S3 makes of it. */
    Map<String, Object> upload(String name, String content) {
        String key = "raw/" + name;
        cloud.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
        try {
            if (!cloud.awaitIdle(Duration.ofMinutes(1))) {
                throw new IllegalStateException("The events were not delivered");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return created.stream()
                .filter(event -> Json.at(event, "detail", "object", "key").equals(key))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The outcome, or null if the invocation failed. */
    static String outcome(RouteFunction function, Map<String, Object> event) {
        try {
            return Json.outcome(function.invoke(event, Invocation.starting("request", Duration.ofMinutes(5))));
        } catch (InvocationFailedException e) {
            return null;
        }
    }

    String collect(Map<String, Object> event) {
        if (collect == null) {
            collect = start(COLLECT);
        }
        return outcome(collect, event);
    }

    String check(Map<String, Object> event) {
        if (check == null) {
            check = start(CHECK);
        }
        return outcome(check, event);
    }

    /** The three files of a day, small and right, and the events of their uploads. */
    List<Map<String, Object>> day(String date) {
        return List.of(
                upload("customers_" + date + ".csv", CUSTOMERS + "1,A,B,C1,active\n2,C,D,C2,active\n"),
                upload(
                        "orders_" + date + ".csv",
                        ORDERS + "1,C1,new,O1,2022-01-30T08:00:00Z\n2,C1,new,O2,2022-01-30T09:00:00Z\n"),
                upload("items_" + date + ".csv", ITEMS + "1,O1,x,1,12.30\n2,O2,y,1,20.00\n"));
    }

    /** The messages that the queue has taken, as lines of its file, without those that it has hidden as repeats. */
    List<Map<String, Object>> sent() {
        return lines(MESSAGES);
    }

    /** The bodies of messages about customers. */
    List<String> messages() {
        return bodies(MESSAGES);
    }

    /** The bodies of messages about errors. */
    List<Map<String, Object>> errors() {
        return bodies(ERRORS).stream().map(JsonDocument::parse).toList();
    }

    private List<String> bodies(String queue) {
        return lines(queue).stream().map(line -> (String) line.get("body")).toList();
    }

    private List<Map<String, Object>> lines(String queue) {
        Path file = folder.resolve(queue + ".ndjson");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(JsonDocument::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, AttributeValue> set(String date) {
        return cloud.dynamoDb()
                .getItem(get -> get.tableName(bucket + "-sets")
                        .key(Map.of("set", AttributeValue.fromS(date)))
                        .consistentRead(true))
                .item();
    }

    Map<String, AttributeValue> item(String date, String customer) {
        return cloud.dynamoDb()
                .getItem(get -> get.tableName(bucket + "-messages")
                        .key(Map.of("hash", AttributeValue.fromS(Json.sha256(date + "_" + customer))))
                        .consistentRead(true))
                .item();
    }

    Store store() {
        return new Store(cloud.s3(), bucket);
    }

    @Override
    public void close() {
        functions.forEach(RouteFunction::close);
        sqs.close();
    }
}
