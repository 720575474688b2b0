package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which comparisons may drop decimals. */
class ComparisonsCheckTest {

    @TempDir
    private Path folder;

    private List<Finding> findings(String condition) throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(folder.resolve("orders/take.camel.yaml"), """
                - route:
                    id: orders-take
                    from:
                      uri: direct:orders-take
                      steps:
                        - filter:
                            simple:
                              expression: >-
                                %s
                            steps:
                              - stop: {}
                """.formatted(condition));
        List<Finding> findings = new ArrayList<>();
        new ComparisonsCheck()
                .check(RoutesText.read(new RoutesFolder(folder), new CamelSchema(), new ArrayList<>()), findings);
        return findings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body} > 100",
                "${body[total]} >= 100.50",
                "${body[total]} < ${header.limit}",
                "${body[total]} <= {{orders.limit}}",
                "${body.size()} > 1 && ${body[total]} > 100",
                "${body[total]} > '100'",
                "${body.size()} > ${header.limit}",
                "${body[total]} range '1..100'",
                "${header.a[b]} !range '1..100'",
            })
    void shouldWarnWithItsPlace_whenDecimalsMayBeDropped(String condition) throws IOException {
        assertThat(findings(condition)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.place()).startsWith("orders/take.camel.yaml:9:");
            assertThat(finding.message()).contains("drops decimals");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body.size()} > 0",
                "${body[items].size} >= 10",
                "${body[name].length()} <= '255'",
                "${exchangeProperty.CamelSplitIndex} < 10",
                "${body[date]} > '2026-01-05'",
                "${body[score]} >= '0.85'",
                "${body[total]} != 0",
                "${body[a]} == ${body[b]}",
                "${body} contains '->'",
            })
    void shouldSayNothing_whenBothSidesAreWholeOrTexts(String condition) throws IOException {
        assertThat(findings(condition)).isEmpty();
    }
}
