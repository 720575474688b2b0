package dev.dromedary.desk.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.TableDefinition;
import dev.dromedary.plan.TableDefinition.Index;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EmbeddedDynamoDbIndexTest {
    private static final TableDefinition READINGS = new TableDefinition(
            "readings",
            "user",
            "time",
            "ttl",
            List.of(new Index("by-day", "day", "time"), new Index("by-kind", "kind", null)));

    @TempDir
    Path folder;

    private static void put(EmbeddedDynamoDb tables, String user, String time, String day) {
        tables.client().putItem(put -> put.tableName("readings")
                .item(Map.of(
                        "user", AttributeValue.fromS(user),
                        "time", AttributeValue.fromS(time),
                        "day", AttributeValue.fromS(day),
                        "pulse", AttributeValue.fromN("70"))));
    }

    private static List<Map<String, AttributeValue>> onMonday(EmbeddedDynamoDb tables) {
        return tables.client()
                .query(query -> query.tableName("readings")
                        .indexName("by-day")
                        .keyConditionExpression("#day = :day")
                        .expressionAttributeNames(Map.of("#day", "day"))
                        .expressionAttributeValues(Map.of(":day", AttributeValue.fromS("monday"))))
                .items();
    }

    @Test
    void shouldFindItemsByTheIndex_whenItIsClosedAndOpenedAgain() {
        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table(READINGS);
            tables.table(READINGS);
            put(tables, "b", "2", "monday");
            put(tables, "a", "1", "monday");
            put(tables, "a", "3", "tuesday");
            assertThat(onMonday(tables)).hasSize(2);
        }

        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table(READINGS);

            assertThat(onMonday(tables))
                    .extracting(item ->
                            item.get("user").s() + " " + item.get("pulse").n())
                    .containsExactly("a 70", "b 70");
        }
    }
}
