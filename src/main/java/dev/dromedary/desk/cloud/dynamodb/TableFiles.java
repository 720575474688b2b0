package dev.dromedary.desk.cloud.dynamodb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.cloud.EmbeddedCloudException;
import dev.dromedary.desk.cloud.KeyOrder;
import dev.dromedary.desk.cloud.WholeFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Tables between runs: {@code <table>.ndjson}, an item a line as {@link AttributeJson} writes it, by key. */
final class TableFiles {
    private final Path folder;

    TableFiles(Path folder) {
        this.folder = folder;
    }

    private Path file(String table) {
        return folder.resolve(table + ".ndjson");
    }

    /** Puts the items of an earlier run into a table that has just been made. */
    void load(DynamoDbClient client, String table) {
        Path file = file(table);
        if (Files.notExists(file)) {
            return;
        }
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Map<String, AttributeValue> item = AttributeJson.item(object(line));
                client.putItem(put -> put.tableName(table).item(item));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedCloudException(
                    "The table file " + file + " can't be read in line " + Math.max(number, 1) + ".", e);
        }
    }

    private JsonNode object(String line) throws IOException {
        JsonNode json = Json.MAPPER.readTree(line);
        if (!json.isObject()) {
            throw new IllegalArgumentException("not an item");
        }
        return json;
    }

    /** Writes the items of a table, in place of those of an earlier run. */
    void save(DynamoDbClient client, TableDescription table) {
        List<Map<String, AttributeValue>> items = scan(client, table);
        Path file = file(table.tableName());
        Path fresh = folder.resolve("." + table.tableName() + ".new");
        try {
            Files.createDirectories(folder);
            try (BufferedWriter lines = Files.newBufferedWriter(fresh)) {
                for (Map<String, AttributeValue> item : items) {
                    JsonGenerator json = Json.MAPPER
                            .getFactory()
                            .createGenerator(lines)
                            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    AttributeJson.write(item, json);
                    json.close();
                    lines.write('\n');
                }
            }
            WholeFile.replace(file, fresh);
        } catch (IOException e) {
            throw new EmbeddedCloudException("The table file " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    private static List<Map<String, AttributeValue>> scan(DynamoDbClient client, TableDescription table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        ScanRequest scan = ScanRequest.builder()
                .tableName(table.tableName())
                .consistentRead(true)
                .build();
        client.scanPaginator(scan).items().forEach(items::add);
        items.sort(byKey(table));
        return items;
    }

    /** The items of a table by key, each as its line would be. */
    List<ObjectNode> items(DynamoDbClient client, TableDescription table) {
        return scan(client, table).stream().map(this::json).toList();
    }

    private ObjectNode json(Map<String, AttributeValue> item) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(text)) {
            AttributeJson.write(item, json);
            json.flush();
            return (ObjectNode) Json.MAPPER.readTree(text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String table) {
        try {
            Files.deleteIfExists(file(table));
        } catch (IOException e) {
            throw new EmbeddedCloudException("The table file " + file(table) + " can't be deleted.", e);
        }
    }

    private static Comparator<Map<String, AttributeValue>> byKey(TableDescription table) {
        Comparator<Map<String, AttributeValue>> order = (left, right) -> 0;
        for (KeyType type : List.of(KeyType.HASH, KeyType.RANGE)) {
            for (KeySchemaElement element : table.keySchema()) {
                if (element.keyType() == type) {
                    order = order.thenComparing(item -> item.get(element.attributeName()), TableFiles::compare);
                }
            }
        }
        return order;
    }

    /** Keys are strings, numbers or bytes, in DynamoDB's order. */
    private static int compare(AttributeValue left, AttributeValue right) {
        return switch (left.type()) {
            case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            case B ->
                Arrays.compareUnsigned(left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
            default -> new KeyOrder().compare(left.s(), right.s());
        };
    }
}
