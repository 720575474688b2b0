package dev.dromedary.function.runtime.stub;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** AWS's DynamoDB Local over HTTP, with an empty ledger table. */
public final class DynamoDbServer implements AutoCloseable {

    /** The ledger. */
    public static final String TABLE = "dromedary-ledger";

    private final DynamoDBProxyServer server;
    private final DynamoDbClient client;
    private final String url;

    /** Starts it on a free port. */
    public DynamoDbServer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-port", Integer.toString(port)});
        server.start();
        url = "http://127.0.0.1:" + port;
        client = DynamoDbClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        createTable(TABLE, "id");
    }

    /** Makes a table. */
    public void createTable(String name, String... keys) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String key : keys) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(key)
                    .attributeType(ScalarAttributeType.S)
                    .build());
            schema.add(KeySchemaElement.builder()
                    .attributeName(key)
                    .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(schema));
    }

    /** The value for {@code AWS_ENDPOINT_URL_DYNAMODB}. */
    public String url() {
        return url;
    }

    /** All items of the ledger. */
    public List<Map<String, AttributeValue>> items() {
        return items(TABLE);
    }

    /** All items of a table. */
    public List<Map<String, AttributeValue>> items(String table) {
        return client.scan(scan -> scan.tableName(table).consistentRead(true)).items();
    }

    /** One item of the ledger; empty if there is none. */
    public Map<String, AttributeValue> item(String id) {
        return client.getItem(get -> get.tableName(TABLE)
                        .key(Map.of("id", AttributeValue.fromS(id)))
                        .consistentRead(true))
                .item();
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}
