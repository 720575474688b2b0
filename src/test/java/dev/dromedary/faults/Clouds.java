package dev.dromedary.faults;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Empty clouds, one after the other, with the same tables: to make tables takes longer than to empty them. */
final class Clouds implements AutoCloseable {

    private final Path root;
    private final EmbeddedDynamoDb tables;
    private final Map<String, List<String>> keys = new HashMap<>();
    private int opened;

    Clouds() {
        try {
            root = Files.createTempDirectory("dromedary-faults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tables = new EmbeddedDynamoDb(root.resolve("tables"));
        tables.start();
    }

    Path folder() {
        return root.resolve(String.valueOf(++opened));
    }

    EmbeddedCloud open(Path folder) {
        empty();
        return new EmbeddedCloud(folder, "us-east-1", 1, (rule, event, cause) -> {}, tables);
    }

    private void empty() {
        DynamoDbClient client = tables.client();
        for (String table : tables.names()) {
            List<String> names = keys.computeIfAbsent(
                    table,
                    name -> client.describeTable(describe -> describe.tableName(name)).table().keySchema().stream()
                            .map(KeySchemaElement::attributeName)
                            .toList());
            for (Map<String, AttributeValue> item :
                    client.scan(scan -> scan.tableName(table)).items()) {
                Map<String, AttributeValue> key = new HashMap<>(item);
                key.keySet().retainAll(names);
                client.deleteItem(delete -> delete.tableName(table).key(key));
            }
        }
    }

    @Override
    public void close() {
        tables.clear();
        tables.close();
        try {
            FileUtils.deleteDirectory(root.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
