package dev.dromedary.desk.console;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.steps.DynamoDbItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * The tables and the first items of one: the ledger's, if no other is asked for.
 *
 * @param site what is shown
 */
record TablesView(Site site) implements View {

    private static final int SHOWN = 200;

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        DynamoDbClient client = site.cloud().dynamoDb();
        List<String> tables = client.listTables().tableNames();
        String ledger = site.deployment().ledger();
        String table = asked.value("name").isEmpty()
                ? tables.stream().filter(ledger::equals).findFirst().orElse(tables.isEmpty() ? "" : tables.get(0))
                : asked.value("name");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("tables", tables);
        model.put("table", table);
        if (table.isEmpty()) {
            return model;
        }
        try {
            List<String> keys = client.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .toList();
            ScanResponse scanned =
                    client.scan(request -> request.tableName(table).limit(SHOWN));
            model.put(
                    "items",
                    scanned.items().stream().map(item -> told(item, keys)).toList());
            model.put("more", scanned.hasLastEvaluatedKey());
            return model;
        } catch (DynamoDbException e) {
            // Also where no table can have such a name, and while a watched run begins anew.
            throw RefusedException.notFound("There is no table " + table + ".");
        }
    }

    private static Map<String, Object> told(Map<String, AttributeValue> item, List<String> keys) {
        Map<String, Object> fields = DynamoDbItem.toMap(item);
        return Map.of(
                "key",
                keys.stream().map(key -> String.valueOf(fields.get(key))).collect(Collectors.joining(" / ")),
                "json",
                JsonDocument.writePretty(fields));
    }
}
