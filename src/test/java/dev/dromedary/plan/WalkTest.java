package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A step that sends to a topic is found in every place that a route has for steps and endpoints. */
class WalkTest {

    private static final String PUBLISH = "sns:Publish sns:shop-news-${environment}";

    static final List<String> STEPS = List.of(
            "- to: TOPIC",
            "- to: { uri: TOPIC }",
            "- to: { uri: aws2-sns, parameters: { topicNameOrArn: \"{{orders.topic}}\" } }",
            "- toD: TOPIC",
            "- wireTap: { uri: TOPIC }",
            "- enrich: { constant: TOPIC }",
            "- enrich: { simple: TOPIC }",
            "- recipientList: { constant: \"log:x,TOPIC\" }",
            "- recipientList: { constant: \"log:x;TOPIC\", delimiter: \";\" }",
            "- routingSlip: { constant: \"log:x,TOPIC\" }",
            "- dynamicRouter: { constant: TOPIC }",
            "- split: { simple: \"${body}\", steps: [ to: TOPIC ] }",
            "- filter: { simple: \"${body}\", steps: [ to: TOPIC ] }",
            "- loop: { constant: 2, steps: [ to: TOPIC ] }",
            "- multicast: { steps: [ { to: log:x }, { to: TOPIC } ] }",
            "- pipeline: { steps: [ to: TOPIC ] }",
            "- step: { steps: [ to: TOPIC ] }",
            "- choice: { when: [ { simple: \"${body}\", steps: [ to: TOPIC ] } ] }",
            "- choice: { when: [ { simple: \"${body}\", steps: [ log: x ] } ], otherwise: { steps: [ to: TOPIC ] } }",
            "- doTry: { steps: [ to: TOPIC ], doCatch: [ { exception: [ java.io.IOException ], steps: [] } ] }",
            "- doTry: { steps: [ log: x ], doCatch: [ { exception: [ java.io.IOException ], steps: [ to: TOPIC ] } ] }",
            "- doTry: { steps: [ log: x ], doFinally: { steps: [ to: TOPIC ] } }",
            "- circuitBreaker: { steps: [ to: TOPIC ] }",
            "- circuitBreaker: { steps: [ log: x ], onFallback: { steps: [ to: TOPIC ] } }",
            "- saga: { steps: [ to: TOPIC ] }",
            "- saga: { compensation: TOPIC, steps: [ log: x ] }",
            "- saga: { completion: TOPIC, steps: [ log: x ] }",
            "- aggregate: { correlationExpression: { constant: 1 }, aggregationStrategy: \"#s\", completionSize: 1, steps: [ to: TOPIC ] }",
            "- idempotentConsumer: { constant: 1, idempotentRepository: \"#r\", steps: [ to: TOPIC ] }",
            "- loadBalance: { roundRobinLoadBalancer: {}, steps: [ to: TOPIC ] }",
            "- resequence: { simple: \"${body}\", steps: [ to: TOPIC ] }",
            "- transacted: { steps: [ to: TOPIC ] }",
            "- kamelet: { name: x, steps: [ to: TOPIC ] }",
            "- to: direct:orders-other",
            "- to: { uri: \"direct://orders-other\" }",
            "- toD: direct:orders-other",
            "- enrich: { constant: direct:orders-other }",
            "- multicast: { steps: [ { wireTap: { uri: direct:orders-other } } ] }");

    static final List<String> HANDLERS = List.of(
            "onException: [ { onException: { exception: [ java.io.IOException ], steps: [ to: TOPIC ] } } ]",
            "onCompletion: [ { onCompletion: { steps: [ to: TOPIC ] } } ]",
            "intercept: [ { intercept: { steps: [ to: TOPIC ] } } ]",
            "interceptFrom: [ { interceptFrom: { steps: [ to: TOPIC ] } } ]",
            "interceptSendToEndpoint: [ { interceptSendToEndpoint: { uri: \"log:*\", steps: [ to: TOPIC ] } } ]",
            "interceptSendToEndpoint: [ { interceptSendToEndpoint: { uri: \"log:*\", afterUri: TOPIC, steps: [ log: x ] } } ]",
            "errorHandler: { deadLetterChannel: { deadLetterUri: TOPIC } }");

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
    }

    @ParameterizedTest
    @FieldSource("STEPS")
    void shouldFindTheEndpoint_whereverItStands(String step) throws IOException {
        routes.write("orders/other.camel.yaml", """
                - route:
                    id: orders-other
                    from:
                      uri: direct:orders-other
                      steps:
                        - choice:
                            when:
                              - simple: ${body}
                                steps:
                                  - to: direct:orders-third
                """);
        routes.write("orders/third.camel.yaml", """
                - route:
                    id: orders-third
                    from:
                      uri: direct:orders-third
                      steps:
                        - to: aws2-sns:{{orders.topic}}
                        - to: direct:orders-other
                """);

        routes.ingest(step.replace("TOPIC", "\"aws2-sns:{{orders.topic}}\"")
                .replace(",\"aws2", ",aws2")
                .replace(";\"aws2", ";aws2")
                .replace("}}\"\"", "}}\""));

        assertThat(routes.allowed("ingest")).contains(PUBLISH);
    }

    @ParameterizedTest
    @FieldSource("HANDLERS")
    void shouldFindTheEndpoint_whenErrorHandlingNamesIt(String part) throws IOException {
        routes.write(
                "shared/errors.camel.yaml",
                "- routeConfiguration:\n    id: \"*\"\n    "
                        + (part.startsWith("errorHandler") ? "" : "errorHandler: { noErrorHandler: {} }\n    ")
                        + part.replace("TOPIC", "\"aws2-sns:{{orders.topic}}\"") + "\n");

        routes.ingest("- log: x\n");

        assertThat(routes.allowed("ingest")).contains(PUBLISH);
    }

    @Test
    void shouldFillInTheTemplate_whenARouteIsMadeFromOne() throws IOException {
        routes.write("orders/ingest.camel.yaml", """
                - routeTemplate:
                    id: publish
                    parameters:
                      - name: prefix
                      - name: topic
                    from:
                      uri: "lambda-s3:{{orders.bucket}}"
                      parameters:
                        prefix: "{{prefix}}"
                      steps:
                        - to: aws2-sns:{{topic}}
                - templatedRoute:
                    routeTemplateRef: publish
                    routeId: orders-ingest
                    parameters:
                      - name: prefix
                        value: in/
                      - name: topic
                        value: "{{orders.topic}}"
                """);

        assertThat(routes.allowed("ingest"))
                .contains(PUBLISH, "s3:GetObject s3:::shop-orders-${environment}-${account}-${region}/in/*");
    }

    @Test
    void shouldFindNothing_whenARouteIsNotReached() throws IOException {
        routes.write("orders/other.camel.yaml", """
                - route:
                    id: orders-other
                    from:
                      uri: direct:orders-other
                      steps:
                        - to: aws2-sns:{{orders.topic}}
                """);

        routes.ingest("- log: x\n");

        assertThat(routes.allowed("ingest")).doesNotContain(PUBLISH);
    }

    /** A later Camel may have steps that hold steps, which then need an example here. */
    @Test
    void shouldHaveAnExample_forEveryNodeOfCamelThatHoldsSteps() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        Set<String> holders = new TreeSet<>();
        for (String name : catalog.findModelNames()) {
            if (catalog.eipModel(name).getOptions().stream()
                    .anyMatch(option -> option.getName().equals("outputs"))) {
                holders.add(name);
            }
        }
        // The file's own node.
        holders.remove("route");

        assertThat(holders).isNotEmpty().allMatch(name -> Stream.concat(STEPS.stream(), HANDLERS.stream())
                .anyMatch(example -> example.contains(name + ": ")));
    }
}
