package dev.dromedary.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Nothing is wrong with the shipped routes; and every kind of mistake in a copy of them is found where it is. */
class RoutesCheckTest {

    private static final RoutesCheck CHECK = new RoutesCheck();

    @TempDir
    Path folder;

    @Test
    void shouldFindNothing_whenTheRoutesAreTheShippedOnes() throws IOException {
        assertThat(CHECK.check(new RoutesFolder(CheckedRoutes.SHIPPED))).isEmpty();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/check/mistakes.csv", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000)
    void shouldNamePlaceAndMistake_whenARouteIsChanged(String file, String old, String fresh, String place, String said)
            throws IOException {
        CheckedRoutes routes = CheckedRoutes.withPipelineOf(file, folder)
                .replace(file, old.replace("⏎", "\n"), fresh.replace("⏎", "\n"));

        List<Finding> findings = routes.check(CHECK);

        assertThat(findings)
                .extracting(Finding::place)
                .as(findings.toString())
                .hasSizeLessThanOrEqualTo(2)
                .contains(place);
        assertThat(findings)
                .filteredOn(finding -> finding.place().equals(place))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .startsWith(said);
    }

    @Test
    void shouldTellAllAtOnce_whenFilesHaveSeveralMistakes() throws IOException {
        CheckedRoutes routes = CheckedRoutes.in(folder)
                .replace("health/ingest.camel.yaml", "operation: getObject", "opration: getObject")
                .replace("health/ingest.camel.yaml", "stopOnException", "stopOnExeption")
                .replace("health/ingest.camel.yaml", "\"#ledger\"", "\"#leger\"")
                .replace("customers/read.camel.yaml", "ref: rows", "ref: row")
                .replace("health/mail.ftl", "item.source_name", "item.sorce_name")
                .replace("health/reading.schema.json", "\"fields\"", "\"feilds\"")
                .replace("shared/errors.camel.yaml", "handled:", "handeld:");

        assertThat(routes.check(CHECK))
                .extracting(Finding::place)
                .containsExactly(
                        "customers/read.camel.yaml:41:20",
                        "health/ingest.camel.yaml:17:37",
                        "health/ingest.camel.yaml:26:21",
                        "health/ingest.camel.yaml:40:19",
                        "health/mail.ftl:3:18",
                        "health/reading.schema.json:7:3",
                        "shared/errors.camel.yaml:35:11");
    }

    @Test
    void shouldOnlyWarn_whenNobodyReadsAProperty() throws IOException {
        List<Finding> findings = CheckedRoutes.in(folder)
                .replace("health/health.properties", "health.bus=default", "health.bus=default\nhealth.buss=other")
                .check(CHECK);

        assertThat(findings).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
    }

    @Test
    void shouldAcceptWhatCamelAccepts_whenTextsStandForWholeSteps() throws IOException {
        List<Finding> findings = CheckedRoutes.in(folder)
                .replace("orders/orders.properties", "", "orders.bus=default\norders.topic=x\n")
                .replace("orders/take.camel.yaml", "", """
                        - route:
                            id: orders-take
                            from:
                              uri: lambda:event
                              parameters: { bus: "{{orders.bus}}", source: shop }
                              steps:
                                - setBody:
                                    simple: ${body[id]}
                                - setHeader:
                                    name: topic
                                    expression:
                                      constant: "{{orders.topic}}"
                                - to: log:x?level={{orders.level:INFO}}
                                - log: took ${body}
                                - bean:
                                    ref: counter
                                    method: get
                        - beans:
                            - name: counter
                              type: "#class:java.util.concurrent.atomic.AtomicLong"
                        """)
                .check(CHECK);

        assertThat(findings).isEmpty();
    }
}
