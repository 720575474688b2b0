package dev.dromedary.function.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void shouldBeDocumentedWithItsUnit_whenThereIsAMetric() throws IOException {
        List<String> rows;
        try (var lines = Files.lines(Path.of("docs/metrics.md"))) {
            rows = lines.filter(line -> line.matches("\\| `[A-Z]\\w+` \\|.*"))
                    .map(line -> line.replaceFirst("\\| `(\\w+)` \\| (\\w+) \\|.*", "$1 $2"))
                    .toList();
        }

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(Metric.values())
                        .map(metric -> metric.title() + " " + metric.unit())
                        .toList());
    }
}
