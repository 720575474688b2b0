package dev.dromedary.function.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    private final Measures total = new Measures();
    private final Measures exchange = new Measures();

    @Test
    void shouldAddEverything_whenExchangesSucceed() {
        exchange.use(Metric.BYTES_IN, 7);
        exchange.judge(2, Map.of("a", 1L, "b", 3L));
        exchange.skipDuplicate();

        total.add(exchange, true);
        total.add(exchange, true);

        assertThat(total.sums())
                .isEqualTo(Map.of(
                        Metric.BYTES_IN, BigDecimal.valueOf(14),
                        Metric.RECORDS_IN, BigDecimal.valueOf(12),
                        Metric.RECORDS_VALID, BigDecimal.valueOf(4),
                        Metric.RECORDS_REJECTED, BigDecimal.valueOf(8),
                        Metric.DUPLICATES_SKIPPED, BigDecimal.valueOf(2)));
        assertThat(total.reasons()).isEqualTo(Map.of("a", 2L, "b", 6L));
        assertThat(total.judged()).isTrue();
    }

    @Test
    void shouldAddJustWhatWasUsed_whenAnExchangeFails() {
        exchange.use(Metric.BYTES_IN, 7);
        exchange.judge(2, Map.of("a", 1L));
        exchange.skipDuplicate();

        total.add(exchange, false);

        assertThat(total.sums()).isEqualTo(Map.of(Metric.BYTES_IN, BigDecimal.valueOf(7)));
        assertThat(total.reasons()).isEmpty();
        assertThat(total.judged()).isFalse();
    }

    @Test
    void shouldTakeAll_whenNothingIsJudged() {
        total.take(5);

        assertThat(total.sums())
                .isEqualTo(Map.of(
                        Metric.RECORDS_IN, BigDecimal.valueOf(5),
                        Metric.RECORDS_VALID, BigDecimal.valueOf(5),
                        Metric.RECORDS_REJECTED, BigDecimal.ZERO));
        assertThat(total.judged()).isFalse();
    }

    @Test
    void shouldGiveThoseThatAreBound_orOnesThatNobodyLooksAt() {
        Exchange bound = new DefaultExchange(new DefaultCamelContext());
        bound.setProperty(Measures.PROPERTY, exchange);

        assertThat(Measures.of(bound)).isSameAs(exchange);
        assertThat(Measures.of(new DefaultExchange(new DefaultCamelContext())).sums())
                .isEmpty();
    }
}
