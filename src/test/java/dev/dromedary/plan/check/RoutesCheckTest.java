package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dromedary.plan.Finding;
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
        assertThat(CheckedRoutes.in(folder).check(CHECK)).isEmpty();
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
                        "customers/read.camel.yaml:44:20",
                        "health/ingest.camel.yaml:16:37",
                        "health/ingest.camel.yaml:25:21",
                        "health/ingest.camel.yaml:39:19",
                        "health/mail.ftl:3:18",
                        "health/reading.schema.json:6:3",
                        "shared/errors.camel.yaml:27:11");
    }

    @Test
    void shouldOnlyWarn_whenNobodyReadsAProperty() throws IOException {
        List<Finding> findings = CheckedRoutes.in(folder)
                .replace(
                        "health/health.properties",
                        "health.bus=dromedary-health",
                        "health.bus=dromedary-health\nhealth.buss=other")
                .check(CHECK);

        assertThat(findings).extracting(Finding::severity).containsExactly(Finding.Severity.WARNING);
    }

    @Test
    void shouldAcceptWhatCamelAccepts_whenTextsStandForWholeSteps() throws IOException {
        List<Finding> findings = CheckedRoutes.in(folder)
                .replace("orders/orders.properties", "", "orders.bus=shop\norders.topic=x\n")
                .replace("orders/take.camel.yaml", "", """
                        - route:
                            id: orders-take
                            from:
                              uri: "lambda-eventbridge:{{orders.bus}}"
                              parameters: { source: shop }
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

    @Test
    void shouldTellAllFaults_whenASchemaHasSeveral() throws IOException {
        List<Finding> findings = CheckedRoutes.in(folder)
                .replace("orders/a.schema.json", "", """
                        {"fields": [
                          {"name": "id", "type": "int"},
                          {"name": "x", "type": "number", "constraints": {"minimm": 1, "maximum": "z"}},
                          {"nme": "y"}],
                         "rules": [{"expression": "id >", "reason": "r"}, {"expression": "x > 1"}],
                         "dialect": {"delimter": ";"},
                         "foo": 1}
                        """)
                .check(CHECK);

        assertThat(findings)
                .extracting(Finding::place, finding -> finding.message().split(":", 2)[0])
                .containsExactlyInAnyOrder(
                        tuple("orders/a.schema.json:2:18", "fields[0].type"),
                        tuple("orders/a.schema.json:3:51", "fields[1].constraints.minimm"),
                        tuple("orders/a.schema.json:3:64", "fields[1].constraints.maximum"),
                        tuple("orders/a.schema.json:4:4", "fields[2].nme"),
                        tuple("orders/a.schema.json:5:13", "rules[0].expression"),
                        tuple("orders/a.schema.json:5:51", "rules[1].reason"),
                        tuple("orders/a.schema.json:6:14", "dialect.delimter"),
                        tuple("orders/a.schema.json:7:2", "foo"));
    }

    @Test
    void shouldFindNothing_whenWhatLooksWrongIsRight() throws IOException {
        List<Finding> findings = CheckedRoutes.withPipelineOf("orders/take.camel.yaml", folder)
                .replace("orders/orders.properties", "", """
                        orders.in=incoming
                        orders.out=outgoing
                        orders.bucket=shop
                        orders.key=partner-key
                        orders.kind=a
                        orders.a.limit=1
                        orders.link=x
                        orders.prompt=x
                        """)
                .replace("orders/order.schema.json", "", "{\"type\": \"object\", \"properties\": {}}")
                .replace("orders/prompt.txt", "", "Text of {{orders.prompt}}\n")
                .replace("orders/take.camel.yaml", "", """
                        - route:
                            id: orders-take
                            from:
                              uri: lambda-sqs:{{orders.in}}
                              steps:
                                - setHeader: { name: Authorization, simple: "Bearer {{secret:orders.key}}" }
                                - setBody: { simple: "{{dromedary.routes}} {{orders.{{orders.kind}}.limit}}" }
                                - log: "${properties:orders.link} {{time:1000}} ${header.partner} ${header.Authorization}"
                                - setBody: { simple: "${map(a,1)}" }
                                - log: "${body[a]}"
                                - marshal: { json: {} }
                                - to: aws2-sqs:{{orders.out}}
                                - to: aws2-s3:{{orders.bucket:other}}?keyName=x
                        """)
                .check(CHECK);

        assertThat(findings).isEmpty();
    }

    @Test
    void shouldTellToMarshal_whenAMapWouldGoToAService() throws IOException {
        List<Finding> findings = CheckedRoutes.withPipelineOf("orders/take.camel.yaml", folder)
                .replace("orders/orders.properties", "", "orders.out=outgoing\n")
                .replace("orders/take.camel.yaml", "", """
                        - route:
                            id: orders-take
                            from:
                              uri: lambda-http:/orders
                              parameters: { method: POST }
                              steps:
                                - setHeader: { name: x, constant: y }
                                - to:
                                    uri: aws2-sqs:{{orders.out}}
                                    parameters: { accessKey: abc, secretKey: "{{orders.out}}" }
                        """)
                .check(CHECK);

        assertThat(findings)
                .extracting(Finding::place, Finding::message)
                .containsExactly(
                        tuple(
                                "orders/take.camel.yaml:9:18",
                                "The body is a map here, and aws2-sqs would send it as the text {a=1}; put \"- marshal: {"
                                        + " json: {} }\" before this step."),
                        tuple(
                                "orders/take.camel.yaml:10:38",
                                "\"accessKey\" stands in the route, and is ignored; leave it out, as a function has the"
                                        + " credentials of its role, and the plan gives it what the route does."),
                        tuple(
                                "orders/take.camel.yaml:10:54",
                                "\"secretKey\" stands in the route, and is ignored; leave it out, as a function has the"
                                        + " credentials of its role, and the plan gives it what the route does."));
    }
}
