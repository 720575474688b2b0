package dev.dromedary.function.steps.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowStepsTest {

    private static final String SHARD = "shardId-000000000000";

    private static WindowFixture fixture;

    private final List<Map<String, Object>> records = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        fixture = new WindowFixture();
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void begin() throws Exception {
        fixture.begin();
    }

    private void record(Object data) {
        records.add(WindowFixture.record(SHARD, Integer.toString(records.size() + 1), 0, data));
    }

    @Test
    void shouldHaveFigures_whenRecordsAreCounted() {
        for (int i = 1; i <= 100; i++) {
            record(WindowFixture.data("bath", "2026-01-05 08:00:" + String.format("%02d", i % 60), i));
        }

        assertThat(fixture.count(records)).singleElement().satisfies(window -> assertThat(window)
                .containsEntry("key", "bath")
                .containsEntry("start", "2026-01-05T08:00:00.000Z")
                .containsEntry("end", "2026-01-05T08:01:00.000Z")
                .containsEntry("count", 100L)
                .containsEntry("sum", new BigDecimal("5050"))
                .containsEntry("mean", new BigDecimal("50.5"))
                .containsEntry("min", new BigDecimal("1"))
                .containsEntry("max", new BigDecimal("100"))
                .containsEntry("late_count", 0L)
                .hasEntrySatisfying("p50", p50 -> assertThat((double) p50).isBetween(49.0, 52.0))
                .hasEntrySatisfying("p99", p99 -> assertThat((double) p99).isBetween(98.0, 100.0)));
    }

    @ParameterizedTest
    @CsvSource({"-5.25,false", "-5.26,true", "100.0,false", "100.5,true"})
    void shouldMarkAWindow_whenANumberIsOutOfBounds(BigDecimal litres, boolean outOfBounds) {
        record(WindowFixture.data("bath", "2026-01-05T08:00:00Z", 1));
        record(WindowFixture.data("bath", "2026-01-05T08:00:01Z", litres));

        assertThat(fixture.count(records)).singleElement().satisfies(window -> assertThat(window)
                .containsEntry("out_of_bounds", outOfBounds));
    }

    @Test
    void shouldHaveTheSameWindows_whenABatchComesAgain() {
        record(WindowFixture.data("bath", "2026-01-05T08:00:00Z", 1.5));
        List<Map<String, Object>> first = fixture.count(records);

        // What follows the step may not have been done the first time.
        assertThat(fixture.count(records)).isEqualTo(first);
    }

    @Test
    void shouldCountALateRecord_whenItsWindowHasEnded() {
        record(WindowFixture.data("bath", "2026-01-05T08:00:30Z", 1));
        record(WindowFixture.data("bath", "2026-01-05T08:01:00Z", 1));
        record(WindowFixture.data("bath", "2026-01-05T08:00:31Z", 1));

        assertThat(fixture.count(records))
                .extracting(window -> window.get("count") + " " + window.get("late_count"))
                .containsExactly("2 1", "1 0");
    }

    @Test
    void shouldTakeSeveralTransactions_whenABatchHasMoreWindowsThanOneTakes() {
        for (int i = 0; i < 250; i++) {
            record(WindowFixture.data("tap" + i, "2026-01-05T08:00:00Z", 1));
        }

        assertThat(fixture.count(records)).hasSize(250);
        assertThat(fixture.calls.operations())
                .filteredOn("transactWriteItems"::equals)
                .hasSize(3);
        assertThat(fixture.read("tap249", null, null)).hasSize(1);
    }

    @Test
    void shouldReadWhatIsAskedFor_whenThereAreMoreWindows() {
        for (int minute = 0; minute < 5; minute++) {
            record(WindowFixture.data("bath", "2026-01-05T08:0" + minute + ":00+00:00", 1));
        }
        fixture.count(records);

        assertThat(fixture.read("bath", "2026-01-05T08:01:00Z", "2026-01-05 08:03:00"))
                .extracting(window -> window.get("start"))
                .containsExactly("2026-01-05T08:01:00.000Z", "2026-01-05T08:02:00.000Z");
        assertThat(fixture.read("sink", null, null)).isEmpty();
        assertThatThrownBy(() -> fixture.read("bath", "yesterday", null))
                .rootCause()
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    null | 2026-01-05T08:00:00Z | 1     | missing_tap.name
                    bath | soon                 | 1     | invalid_at
                    bath | null                 | 1     | missing_at
                    bath | 2026-01-05T08:00:00Z | null  | missing_litres
                    bath | 2026-01-05T08:00:00Z | 1e300 | too_many_digits_litres
                    bath | 2026-01-05T08:00:00Z | 1e-30 | too_many_digits_litres
                    bath | 2026-01-06T08:00:00Z | 1     | future_at
                    """)
    void shouldKeepARecordWithItsReason_whenItCantBeCounted(String tap, String at, BigDecimal litres, String reason) {
        Map<String, Object> data = WindowFixture.data("x", at, litres);
        if (tap == null) {
            data.remove("tap");
        }
        record(data);
        records.get(0).put("arrivalTime", 1_767_600_000_000L); // 2026-01-05T08:00:00Z

        assertThat(fixture.count(records)).isEmpty();
        assertThat(fixture.rejected()).containsExactly("rejected/" + SHARD + "/1.json");
        assertThat(fixture.object("rejected/" + SHARD + "/1.json"))
                .contains("\"reject_reason\":\"" + reason + "\"", "\"sequence_number\":\"1\"", "\"data\":{");
    }

    @Test
    void shouldKeepTheBytes_whenARecordIsNoText() {
        record(new byte[] {(byte) 0xff, 0});

        fixture.count(records);

        assertThat(fixture.object(fixture.rejected().get(0))).contains("malformed_json", "\"data_base64\":\"/wA=\"");
    }

    @Test
    void shouldSaySo_whenTheBodyIsNoBatch() {
        assertThatThrownBy(() -> fixture.count(List.of(Map.of("id", 1))))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("batching: true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window:add?table=t&key=k&time=at&value=v&bucket=b&rejected=RAW(rejected/all.json)",
                "window:add?table=t&key=k&time=at&value=v&bucket=b&rejected=RAW(${exchangeProperty.record})&size=0",
                "window:add?table=t&key=k&time=at&value=v&bucket=b&rejected=RAW(${exchangeProperty.record})&keepDays=0",
                "window:add?table=t&key=k&value=v&bucket=b&rejected=RAW(${exchangeProperty.record})",
                "window:add?table=t&key=k&time=at&value=v&bucket=b&rejected=RAW(${exchangeProperty.record})&upper=high",
                "window:read?table=t"
            })
    void shouldRefuse_whenOptionsCantWork(String uri) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> context.getEndpoint(uri))
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("window:");
        }
    }
}
