package dev.dromedary.function.steps.window;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.routes.Calls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A route that counts sensors' records in windows of a minute, and one that reads them, over a table and a bucket of their own. */
final class WindowFixture implements AutoCloseable {

    private static final String BUCKET = "shop";

    final Calls calls = new Calls();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Path folder;
    private final EmbeddedDynamoDb tables;
    private final EmbeddedS3 s3;

    WindowFixture() throws Exception {
        folder = Files.createTempDirectory("windows");
        tables = new EmbeddedDynamoDb(folder);
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(BUCKET, false);
        context.disableJMX();
        context.getRegistry()
                .bind("dynamoDb", DynamoDbClient.class, calls.watch(DynamoDbClient.class, "DynamoDb", tables.client()));
        context.getRegistry().bind("s3", S3Client.class, calls.watch(S3Client.class, "S3", s3));
        context.start();
    }

    /** From here on there is nothing. */
    void begin() throws Exception {
        String table = "windows-" + UUID.randomUUID();
        tables.table(table, "id", "part", "ttl");
        for (S3Object object : objects()) {
            s3.deleteObject(delete -> delete.bucket(BUCKET).key(object.key()));
        }
        calls.pass();
        context.getRouteController().stopAllRoutes();
        for (String route : List.of("taps-count", "taps-read")) {
            context.removeRoute(route);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:count-" + table)
                        .routeId("taps-count")
                        .to("window:add?table=" + table
                                + "&time=at&key=tap.name&value=litres&size=60&lower=-5.25&upper=100&bucket=" + BUCKET
                                + "&rejected=RAW(rejected/${exchangeProperty.record}.json)");
                from("direct:read-" + table)
                        .routeId("taps-read")
                        .to("window:read?table=" + table
                                + "&key=RAW(${header.key})&from=RAW(${header.from})&to=RAW(${header.to})");
            }
        });
        this.table = table;
    }

    private String table;

    /** Hands records over, and returns the windows that they belong to; throws what the route fails with. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> count(List<Map<String, Object>> records) {
        return context.createProducerTemplate().requestBody("direct:count-" + table, (Object) records, List.class);
    }

    /** The windows of a key. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> read(String key, String from, String to) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("key", key);
        headers.put("from", from);
        headers.put("to", to);
        return context.createProducerTemplate()
                .requestBodyAndHeaders("direct:read-" + table, null, headers, List.class);
    }

    /** The keys of what was rejected. */
    List<String> rejected() {
        return objects().stream().map(S3Object::key).sorted().toList();
    }

    String object(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private List<S3Object> objects() {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents();
    }

    /** A record as a trigger with batching hands it over. */
    static Map<String, Object> record(String shard, String sequence, int index, Object data) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("shardId", shard);
        record.put("sequenceNumber", sequence);
        record.put("index", index);
        record.put("partitionKey", "any");
        record.put("data", data);
        return record;
    }

    static Map<String, Object> data(String tap, Object at, Object litres) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("tap", Map.of("name", tap));
        data.put("at", at);
        data.put("litres", litres);
        return data;
    }

    @Override
    public void close() throws IOException {
        context.stop();
        tables.close();
        s3.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
