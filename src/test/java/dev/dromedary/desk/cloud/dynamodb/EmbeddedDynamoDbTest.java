package dev.dromedary.desk.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dromedary.desk.cloud.EmbeddedCloudException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class EmbeddedDynamoDbTest {
    @TempDir
    Path folder;

    private static Map<String, AttributeValue> item(String id, Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(rest);
        item.put("id", AttributeValue.fromS(id));
        return item;
    }

    @Test
    void shouldEnforceConditionsAsDynamoDbDoes_whenAnItemIsWritten() {
        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table("ledger", "id", null, "expires");
            DynamoDbClient client = tables.client();
            client.putItem(put -> put.tableName("ledger")
                    .item(item("a", Map.of("owner", AttributeValue.fromS("one"))))
                    .conditionExpression("attribute_not_exists(id)"));

            ConditionalCheckFailedException error = catchThrowableOfType(
                    ConditionalCheckFailedException.class,
                    () -> client.putItem(put -> put.tableName("ledger")
                            .item(item("a", Map.of("owner", AttributeValue.fromS("two"))))
                            .conditionExpression("attribute_not_exists(id)")
                            .returnValuesOnConditionCheckFailure("ALL_OLD")));
            assertThat(error.statusCode()).isEqualTo(400);
            assertThat(error.item()).containsEntry("owner", AttributeValue.fromS("one"));
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ConditionalCheckFailedException");
            assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(400);
            assertThatThrownBy(() ->
                            client.getItem(get -> get.tableName("none").key(Map.of("id", AttributeValue.fromS("a")))))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(client.describeTimeToLive(describe -> describe.tableName("ledger"))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isIn(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);
            client.close();
            assertThat(client.serviceName()).isEqualTo("dynamodb");
            assertThat(client.listTables().tableNames()).containsExactly("ledger");
        }
    }

    @Test
    void shouldKeepTablesAsPlainJson_whenItIsClosedAndOpenedAgain() throws IOException {
        Map<String, AttributeValue> all = item(
                "b",
                Map.of(
                        "number", AttributeValue.fromN("12345678901234567890.123456789"),
                        "text", AttributeValue.fromS("ü\n\""),
                        "flag", AttributeValue.fromBool(true),
                        "none", AttributeValue.fromNul(true),
                        "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1})),
                        "set", AttributeValue.fromSs(List.of("y", "x")),
                        "numbers", AttributeValue.fromNs(List.of("10", "9.5")),
                        "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromS("1"))),
                        "map", AttributeValue.fromM(Map.of("SS", AttributeValue.fromS("no set"))),
                        "nested",
                                AttributeValue.fromM(Map.of(
                                        "M", AttributeValue.fromM(Map.of("B", AttributeValue.fromS("no bytes")))))));
        Map<String, AttributeValue> before;
        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table("things", "id", null, null);
            tables.client().putItem(put -> put.tableName("things").item(all));
            tables.client().putItem(put -> put.tableName("things").item(item("a", Map.of())));
            before = read(tables, "b");
        }

        List<String> lines = Files.readAllLines(folder.resolve("things.ndjson"));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).isEqualTo("{\"id\":\"a\"}");
        assertThat(lines.get(1))
                .isEqualTo("{\"bytes\":{\"B\":\"AP8=\"},\"flag\":true,\"id\":\"b\",\"list\":[1,\"1\"],"
                        + "\"map\":{\"M\":{\"SS\":\"no set\"}},\"nested\":{\"M\":{\"M\":{\"M\":{\"B\":\"no bytes\"}}}},"
                        + "\"none\":null,\"number\":12345678901234567890.123456789,\"numbers\":{\"NS\":[9.5,10]},"
                        + "\"set\":{\"SS\":[\"x\",\"y\"]},\"text\":\"ü\\n\\\"\"}");

        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table("things", "id", null, null);
            tables.table("things", "id", null, null);
            assertThat(read(tables, "b")).isEqualTo(before);
            tables.client()
                    .deleteItem(delete -> delete.tableName("things").key(Map.of("id", AttributeValue.fromS("a"))));
        }
        assertThat(Files.readAllLines(folder.resolve("things.ndjson"))).containsExactly(lines.get(1));
    }

    private static Map<String, AttributeValue> read(EmbeddedDynamoDb tables, String id) {
        return tables.client()
                .getItem(get -> get.tableName("things").key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }

    @Test
    void shouldWriteItemsByKey_whenThereIsARangeKey() throws IOException {
        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            tables.table("insights", "id", "at", null);
            for (String at : List.of("2", "10", "1")) {
                tables.client().putItem(put -> put.tableName("insights")
                        .item(item("a", Map.of("at", AttributeValue.fromS(at)))));
            }
        }
        assertThat(Files.readAllLines(folder.resolve("insights.ndjson")))
                .containsExactly(
                        "{\"at\":\"1\",\"id\":\"a\"}", "{\"at\":\"10\",\"id\":\"a\"}", "{\"at\":\"2\",\"id\":\"a\"}");
    }

    @Test
    void shouldSayWhichLine_whenATableFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("things.ndjson"), "{\"id\":\"a\"}\n{\"id\":\n");
        try (EmbeddedDynamoDb tables = new EmbeddedDynamoDb(folder)) {
            assertThatThrownBy(() -> tables.table("things", "id", null, null))
                    .isInstanceOf(EmbeddedCloudException.class)
                    .hasMessageMatching("The table file .*things.ndjson can't be read in line 2\\.");
        }
    }

    @Test
    void shouldNotStart_whenNobodyAsks() {
        Path nowhere = folder.resolve("nowhere");
        new EmbeddedDynamoDb(nowhere).close();

        assertThat(nowhere).doesNotExist();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldSayWhatMayBeWrongAndEnd_whenItNeverStarts() {
        CountDownLatch never = new CountDownLatch(1);
        EmbeddedDynamoDb tables = new EmbeddedDynamoDb(
                folder,
                () -> {
                    never.await();
                    return null;
                },
                Duration.ofSeconds(1));

        assertThatThrownBy(tables::names)
                .isInstanceOf(EmbeddedCloudException.class)
                .hasMessage(
                        "DynamoDB Local, which keeps the tables of the embedded cloud, has not started within 1 s. A"
                                + " library on the class path may be older than it needs, such as Jackson: take out what with= in"
                                + " dromedary.properties, --with or pom.xml adds, one after the other, or take newer versions.");
        assertThatThrownBy(tables::names).isInstanceOf(EmbeddedCloudException.class);
        tables.close();
    }

    @Test
    void shouldSayWhatIsMissing_whenALibraryIsOfAnotherVersion() {
        EmbeddedDynamoDb tables = new EmbeddedDynamoDb(
                folder,
                () -> {
                    throw new NoSuchMethodError("'void BufferRecycler.releaseToPool()'");
                },
                Duration.ofSeconds(30));

        assertThatThrownBy(tables::names)
                .isInstanceOf(EmbeddedCloudException.class)
                .hasMessageContaining(
                        "did not start (java.lang.NoSuchMethodError: 'void BufferRecycler.releaseToPool()'). A"
                                + " library on the class path may be older");
        tables.close();
    }
}
