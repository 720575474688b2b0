package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The function catalog-record with a bucket and a table of its own; a test hands it the bucket's events. */
final class Catalog implements AutoCloseable {

    static final String ROUTE = "catalog-record";

    final Place place;
    final String table;

    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private RouteFunction function;

    Catalog(EmbeddedCloud cloud, boolean versioned) {
        place = new Place(cloud, versioned);
        table = place.bucket + "-catalog";
        cloud.tables().table(table, "id", null, null);
        cloud.eventBridge()
                .rule(
                        "default",
                        place.bucket + "-catalog",
                        "{\"source\":[\"aws.s3\"],\"detail\":{\"bucket\":{\"name\":[\"" + place.bucket + "\"]}}}",
                        event -> events.add(JsonDocument.parse(event)));
    }

    Services services() {
        Properties properties = new Properties();
        properties.setProperty("catalog.bucket", place.bucket);
        properties.setProperty("catalog.table", table);
        return place.services(properties, Catalog::nothing);
    }

    private static void nothing(Registry registry) {
        // The route has no beans of its own.
    }

    void put(String key, String content) {
        put(key, content, Map.of());
    }

    void put(String key, String content, Map<String, String> metadata) {
        place.cloud
                .s3()
                .putObject(
                        put -> put.bucket(place.bucket)
                                .key(key)
                                .contentType("text/plain")
                                .metadata(metadata),
                        RequestBody.fromBytes(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** What S3 says of a key's object, or null if there is none. */
    HeadObjectResponse head(String key) {
        try {
            return place.cloud.s3().headObject(head -> head.bucket(place.bucket).key(key));
        } catch (S3Exception e) {
            return null;
        }
    }

    /** The bucket's events since the last time, in order. */
    List<Map<String, Object>> events() {
        place.told();
        List<Map<String, Object>> since = events.stream()
                .sorted((a, b) -> sequencer(a).compareTo(sequencer(b)))
                .toList();
        events.clear();
        return since;
    }

    static String sequencer(Map<String, Object> event) {
        return Json.at(event, "detail", "object", "sequencer").toString();
    }

    Map<String, Object> invoke(Map<String, Object> event) {
        if (function == null) {
            function = start();
        }
        return function.invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    /** The outcome, or null if the invocation failed. */
    String outcome(Map<String, Object> event) {
        try {
            return Json.outcome(invoke(event));
        } catch (InvocationFailedException e) {
            return null;
        }
    }

    private RouteFunction start() {
        try {
            return RouteFunction.start(RouteFiles.of(Ingest.ROUTES, ROUTE), ROUTE, services());
        } catch (Exception e) {
            throw new IllegalStateException(ROUTE + " does not start", e);
        }
    }

    /** The item of a key, or null; found as a reader of the table would. */
    Map<String, AttributeValue> item(String key) {
        Map<String, AttributeValue> item = place.cloud
                .dynamoDb()
                .getItem(get -> get.tableName(table)
                        .key(Map.of("id", AttributeValue.fromS(Json.sha256(place.bucket + "/" + key))))
                        .consistentRead(true))
                .item();
        return item == null || item.isEmpty() ? null : item;
    }

    /** An item's texts and numbers. */
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        item(key).forEach((name, value) -> {
            if (value.s() != null || value.n() != null) {
                texts.put(name, value.s() == null ? value.n() : value.s());
            }
        });
        return texts;
    }

    int items() {
        return place.cloud.dynamoDb().scan(scan -> scan.tableName(table)).count();
    }

    @Override
    public void close() {
        if (function != null) {
            function.close();
        }
    }
}
