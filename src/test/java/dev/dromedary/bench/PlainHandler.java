package dev.dromedary.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The yardstick of {@link ColdStart}: a handler by hand that makes the AWS calls of health-ingest, one for one, and as
 * little else as can be. It judges rows by a single comparison and writes its JSON by hand.
 */
public final class PlainHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final String TABLE = "dromedary-ledger";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final S3Client s3 =
            S3Client.builder().httpClient(http).forcePathStyle(true).build();
    private final DynamoDbClient dynamoDb =
            DynamoDbClient.builder().httpClient(http).build();
    private final EventBridgeClient events =
            EventBridgeClient.builder().httpClient(http).build();

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Map<?, ?> record = (Map<?, ?>) ((List<?>) event.get("Records")).get(0);
        Map<?, ?> news = (Map<?, ?>) record.get("s3");
        String bucket = (String) ((Map<?, ?>) news.get("bucket")).get("name");
        Map<?, ?> object = (Map<?, ?>) news.get("object");
        String key = (String) object.get("key");
        String name = key.substring("raw/".length(), key.length() - ".csv".length());
        String id = "health-ingest#" + bucket + "/" + key;

        get(id);
        put(id, "RUNNING");
        String input = s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key).ifMatch("\"" + object.get("eTag") + "\""))
                .asUtf8String();
        StringBuilder valid = new StringBuilder();
        StringBuilder rejected = new StringBuilder();
        input.lines()
                .forEach(line ->
                        (line.contains(",,") ? rejected : valid).append(line).append('\n'));
        put(id, "RUNNING");
        get("content");
        write(bucket, "processed/" + name + ".csv", valid.toString());
        write(bucket, "rejected/" + name + "_rejected.csv", rejected.toString());
        write(bucket, "processed/" + name + "_manifest.json", "{\"input\":" + input.length() + "}");
        write(bucket, "lineage/" + name + ".json", "{\"rows\":" + input.length() + "}");
        events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                .source("health.data.ingestor")
                .detailType("Data Processing Complete")
                .resources("arn:aws:s3:::" + bucket)
                .detail("{\"processed_key\":\"processed/" + name + ".csv\"}")
                .build()));
        put("content", id);
        put(id, "DONE");
        return Map.of("outcome", "success");
    }

    private void get(String id) {
        dynamoDb.getItem(request -> request.tableName(TABLE)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .consistentRead(true));
    }

    private void put(String id, String state) {
        dynamoDb.putItem(request -> request.tableName(TABLE)
                .item(Map.of("id", AttributeValue.fromS(id), "state", AttributeValue.fromS(state)))
                .conditionExpression("attribute_not_exists(id)"));
    }

    private void write(String bucket, String key, String text) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }
}
