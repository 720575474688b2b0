package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that start themselves over buckets, buses and queues. */
class CycleRuleTest {

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
    }

    private void assertFinding(String place, String... parts) {
        assertThat(routes.findings()).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith(place)
                .contains(parts));
    }

    @Test
    void shouldRefuse_whenARouteWritesWhereItsOwnTriggerLooks() throws IOException {
        routes.ingest("- setHeader: { name: CamelAwsS3Key, simple: \"raw/${date:now:yyyy}.csv\" }\n"
                + "- to: aws2-s3:{{orders.bucket}}\n");

        assertFinding("orders/ingest.camel.yaml:8: ", "starts itself", "orders-ingest", "allowCycle: true");
    }

    @Test
    void shouldAccept_whenTheCycleIsMeant() throws IOException {
        routes.route(
                "ingest",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, allowCycle: true",
                "- setHeader: { name: CamelAwsS3Key, constant: raw/x }\n- to: aws2-s3:{{orders.bucket}}\n");

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldAccept_whenARouteWritesBesideItsTrigger() throws IOException {
        routes.ingest("- setHeader: { name: CamelAwsS3Key, simple: \"done/${date:now:yyyy}.csv\" }\n"
                + "- to: aws2-s3:{{orders.bucket}}\n"
                + "- setHeader: { name: CamelAwsS3Key, simple: \"raw/${date:now:yyyy}.json\" }\n"
                + "- to: aws2-s3:{{orders.bucket}}\n");

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldRefuse_whenTwoRoutesStartEachOther() throws IOException {
        routes.ingest(event("one", "Seen") + "- to: aws2-sqs:{{orders.queue}}?queueUrl={{orders.queue-url}}\n");
        routes.route(
                "take",
                "lambda-sqs",
                "queueNameOrArn: \"{{orders.queue}}\"",
                "- setHeader: { name: CamelAwsS3Key, constant: raw/again.csv }\n- to: aws2-s3:{{orders.bucket}}\n");

        assertFinding("orders/ingest.camel.yaml:10: ", "orders-take (queue shop-orders), then orders-ingest (bucket");
    }

    @Test
    void shouldRefuse_whenARouteHearsItsOwnEvent() throws IOException {
        routes.route(
                "hear",
                "lambda-eventbridge",
                "eventbusNameOrArn: \"{{orders.bus}}\", source: one",
                event("one", "Seen"));

        assertFinding("orders/hear.camel.yaml:9: ", "orders-hear (bus shop: Seen)");
    }

    @Test
    void shouldAccept_whenARouteHearsOtherEvents() throws IOException {
        routes.route(
                "hear",
                "lambda-eventbridge",
                "eventbusNameOrArn: \"{{orders.bus}}\", source: one, detailType: Come",
                event("one", "Seen"));

        assertThat(routes.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda-s3     | bucketNameOrArn: "{{orders.bucket}}", prefix: raw/ | s3:PutObject={{orders.bucket}}/raw/a*
                    lambda-sqs  | queueNameOrArn: "{{orders.queue}}"                 | sqs:SendMessage={{orders.queue}}
                    lambda-kinesis | streamName: "{{orders.stream}}"               | kinesis:PutRecord={{orders.stream}}
                    lambda-eventbridge | eventbusNameOrArn: "{{orders.bus}}", source: one        | events:PutEvents={{orders.bus}}
                    """)
    void shouldRefuse_whenARouteMayStartItselfByAGrant(String trigger, String options, String grant)
            throws IOException {
        routes.route("again", trigger, options + ", grants: \"" + grant + "\"", "- toD: \"${header.where}\"\n");

        assertFinding("orders/again.camel.yaml:4: ", "starts orders-again", "allowCycle: true");
    }

    @Test
    void shouldAccept_whenAGrantIsForWhereNoTriggerLooks() throws IOException {
        routes.route(
                "again",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, grants: \"s3:PutObject={{orders.bucket}}/done/*\"",
                "- toD: \"${header.where}\"\n");

        assertThat(routes.findings()).isEmpty();
    }

    private static String event(String source, String type) {
        return """
                - setHeader: { name: CamelAwsEventbridgeSource, constant: %s }
                - setHeader: { name: CamelAwsEventbridgeDetailType, constant: %s }
                - to: aws2-eventbridge:default?eventbusNameOrArn={{orders.bus}}&operation=putEvent
                """.formatted(source, type);
    }
}
