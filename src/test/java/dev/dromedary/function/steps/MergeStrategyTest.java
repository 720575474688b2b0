package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class MergeStrategyTest {

    private final MergeStrategy strategy = new MergeStrategy();

    private static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return exchange;
    }

    @Test
    void shouldAddFields_whenBothAreMaps() {
        Map<String, Object> original = new HashMap<>(Map.of("a", 1, "b", 1));
        Exchange exchange = exchange(original);
        exchange.getMessage().setHeader("kept", "yes");

        Exchange merged = strategy.aggregate(exchange, exchange(Map.of("b", 2, "c", 2)));

        assertThat(merged).isSameAs(exchange);
        assertThat(merged.getMessage().getBody()).isEqualTo(Map.of("a", 1, "b", 2, "c", 2));
        assertThat(merged.getMessage().getHeader("kept")).isEqualTo("yes");
        assertThat(original).isEqualTo(Map.of("a", 1, "b", 1));
    }

    @Test
    void shouldSayWhatItGot_whenOneIsNoMap() {
        assertThatThrownBy(() -> strategy.aggregate(exchange("text"), exchange(Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Only maps can be merged, but a body is a String");
        assertThatThrownBy(() -> strategy.aggregate(exchange(Map.of()), exchange(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Only maps can be merged, but a body is empty");
        assertThatThrownBy(() -> strategy.aggregate(exchange(Map.of()), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("answered nothing");
    }
}
