package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTextTest {

    @Test
    void shouldListNames_whenARouteTellsSeveral() {
        StringBuilder text = new StringBuilder();

        new SummaryText(
                        "s3:/",
                        Map.of(
                                "route_id", "weblogs-gold",
                                "status", "done",
                                "correlation_id", "shop/bronze/x.ndjson@1",
                                "changed_days", List.of("day=05", "day=06"),
                                "counted", List.of(1, 2)))
                .appendTo(text);

        assertThat(text.toString().lines())
                .containsExactly(
                        "weblogs-gold: done",
                        "  object         shop/bronze/x.ndjson@1",
                        "  changed days   day=05",
                        "                 day=06",
                        "");
    }
}
