package dev.dromedary.function.steps.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemUpdateTest {

    @Test
    void shouldSetAndRemove_whenSomeHaveNoValue() {
        ItemUpdate update = new ItemUpdate();
        update.set("status", "Processed");
        update.set("deleted_time", null);
        update.set("order", "01");

        assertThat(update.expression()).isEqualTo("SET #0 = :0, #2 = :2 REMOVE #1");
        assertThat(update.names()).isEqualTo(Map.of("#0", "status", "#1", "deleted_time", "#2", "order"));
        assertThat(update.values()).containsOnlyKeys(":0", ":2");
    }

    @Test
    void shouldKeepTypes_whenValuesAreOfDifferentOnes() {
        ItemUpdate update = new ItemUpdate();
        update.set("x", Arrays.asList("text", 1L, 1e21, true, Instant.EPOCH, Map.of("a", ""), null));

        assertThat(update.values().get(":0").l())
                .containsExactly(
                        AttributeValue.fromS("text"),
                        AttributeValue.fromN("1"),
                        AttributeValue.fromN("1000000000000000000000"),
                        AttributeValue.fromBool(true),
                        AttributeValue.fromS("1970-01-01T00:00:00.000Z"),
                        AttributeValue.fromM(Map.of("a", AttributeValue.fromS(""))),
                        AttributeValue.fromNul(true));
    }
}
