package dev.dromedary.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/** A table that is too busy to delete, for a while or for ever. */
class TableContentTest {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private int calls;

    private TableContent content(int busyCalls) {
        return new TableContent(
                new Busy(busyCalls),
                "t",
                "",
                () -> new Backoff(now.plusSeconds(60), () -> now, pause -> {
                    pauses.add(pause);
                    now = now.plus(pause);
                }));
    }

    @Test
    void shouldPauseAndGoOn_whenTheTableIsTooBusyForAWhile() {
        assertThat(content(4).delete()).isEqualTo(2);

        assertThat(calls).isEqualTo(5);
        assertThat(pauses).hasSize(4).doesNotContain(Duration.ZERO);
    }

    @Test
    void shouldSayWhatIsLeft_whenTheTableStaysTooBusy() {
        assertThatThrownBy(() -> content(Integer.MAX_VALUE).delete())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The table t is too busy: 2 of 2 items were not deleted in time. Try again later.");

        assertThat(calls).isBetween(10, 40);
    }

    private final class Busy implements DynamoDbClient {

        private final int busyCalls;

        Busy(int busyCalls) {
            this.busyCalls = busyCalls;
        }

        @Override
        public DescribeTableResponse describeTable(DescribeTableRequest request) {
            return DescribeTableResponse.builder()
                    .table(table -> table.keySchema(
                            KeySchemaElement.builder().attributeName("id").build()))
                    .build();
        }

        @Override
        public ScanIterable scanPaginator(ScanRequest request) {
            return new ScanIterable(this, request);
        }

        @Override
        public ScanResponse scan(ScanRequest request) {
            return ScanResponse.builder()
                    .items(List.of(Map.of("id", AttributeValue.fromS("a")), Map.of("id", AttributeValue.fromS("b"))))
                    .build();
        }

        @Override
        public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
            calls++;
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(calls <= busyCalls ? request.requestItems() : Map.of())
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing to let go of.
        }
    }
}
