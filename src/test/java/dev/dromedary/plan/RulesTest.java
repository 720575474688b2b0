package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is broken by a route, and the message has file, line and what to do. */
class RulesTest {

    private static final String LOG = "- log: x\n";

    private static final String MISSING = """
            - setHeader: { name: CamelAwsStepFunctionsStateMachineArn, constant: "{{orders.machine}}" }
            - to: aws2-step-functions:x?operation=startExecution
            - to: aws2-athena:x?database=shop&workGroup={{orders.workgroup}}
            """;

    private static final String PUT_EVENT = """
            - setHeader: { name: CamelAwsEventbridgeSource, constant: shop }
            - setHeader: { name: CamelAwsEventbridgeDetailType, constant: Seen }
            - to: aws2-eventbridge:default?eventbusNameOrArn={{orders.bus}}&operation=putEvent
            """;

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
    }

    private Finding only() {
        assertThat(routes.findings()).hasSize(1);
        return routes.findings().get(0);
    }

    private void assertFinding(String file, int line, String... parts) {
        Finding finding = only();
        assertThat(finding.file()).isEqualTo(file);
        assertThat(finding.line()).as(finding.toString()).isEqualTo(line);
        assertThat(finding.message()).contains(parts).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda-sqs:{{orders.queue}} | timeout: 60, visibilityTimeout: 359       | visibilityTimeout | 360
                    lambda-sqs:{{orders.queue}} | timeout: 60, batchSize: 100, batchWindow: 5, visibilityTimeout: 360 | visibilityTimeout | 365
                    lambda-sqs:{{orders.queue}} | maxReceiveCount: 4                        | maxReceiveCount   | at least 5
                    lambda-sqs:{{orders.queue}} | batchSize: 11                             | batchSize         | batchWindow has to be at least 1
                    lambda-sqs:{{orders.queue}} | reservedConcurrency: 5                    | reservedConcurrency | set maximumConcurrency
                    lambda-sqs:{{orders.queue}} | memory: 64                                | memory            | 128 to 10240
                    lambda-sqs:{{orders.queue}} | memory: 10241                             | memory            | 128 to 10240
                    lambda-sqs:{{orders.queue}} | timeout: 901                              | timeout           | 1 to 900
                    lambda-sqs:{{orders.queue}} | reservedConcurrency: 0, maximumConcurrency: 2 | reservedConcurrency | at least 1
                    lambda-sqs:{{orders.queue}} | expectEvery: 5                            | expectEvery       | 60 to 604800
                    lambda-s3:{{orders.bucket}} | maximumRetryAttempts: 3                   | maximumRetryAttempts | 0 to 2
                    lambda-s3:{{orders.bucket}} | maximumEventAge: 59                       | maximumEventAge   | 60 to 21600
                    lambda-sqs:{{orders.queue}} | layers: x                                 | layers            | ARN of a layer's version
                    lambda-sqs:{{orders.queue}} | layers: "arn:aws:lambda:eu-central-1:000000000000:layer:a" | layers | ARN of a layer's version
                    lambda-sqs:{{orders.queue}} | layers: "a,b,c,d,e,f"                     | layers            | at most 5
                    """)
    void shouldNameTheOption_whenAQueueTriggerBreaksARule(String uri, String options, String option, String part)
            throws IOException {
        routes.route("take", "\"" + uri + "\"", options, LOG);

        assertFinding("orders/take.camel.yaml", 5, option, part);
    }

    @Test
    void shouldRefuse_whenAFifoBatchIsTooLarge() throws IOException {
        routes.route("take", "lambda-sqs", "queueNameOrArn: \"{{orders.fifo}}\", batchSize: 11, batchWindow: 1", LOG);

        assertFinding("orders/take.camel.yaml", 5, "batchSize", "1 to 10");
    }

    @Test
    void shouldRefuse_whenAnHttpRouteMayOutlastTheGateway() throws IOException {
        routes.route("ask", "lambda-http", "path: \"/orders\", method: GET, timeout: 30", LOG);

        assertFinding("orders/ask.camel.yaml", 5, "timeout", "1 to 29");
    }

    @Test
    void shouldRefuse_whenDirectNotificationsOverlap() throws IOException {
        routes.route("one", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, via: direct", LOG);
        routes.route(
                "two",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/a, suffix: .csv, via: queue",
                LOG);

        assertFinding("orders/two.camel.yaml", 5, "orders-one", "orders-two", "via: eventbridge");
    }

    @Test
    void shouldAccept_whenDirectNotificationsDoNotOverlap() throws IOException {
        routes.route(
                "one",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, suffix: .json, via: direct",
                LOG);
        routes.route(
                "two",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, suffix: .csv, via: queue",
                LOG);

        assertThat(routes.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    keepDays: 30                 |         | expires none
                    keepDays: 30                 | gone_at | expires by gone_at
                    keepDays: 30, expires: until | ttl     | expires by ttl
                    """)
    void shouldRefuse_whenItemsExpireByAnAttributeThatTheTableIsNotToldOf(String options, String expires, String part)
            throws IOException {
        if (expires != null) {
            routes.append("orders/orders.properties", "orders.table.expires=" + expires + "\n");
        }
        routes.route(
                "take", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\", format: json", """
                - to: { uri: item:put, parameters: { table: "{{orders.table}}", key: id, fields: id, %s } }
                """.formatted(options));

        assertFinding("orders/take.camel.yaml", only().line(), "shop-orders", part, ".table.expires");
    }

    @Test
    void shouldRefuse_whenTwoRoutesReadOneQueue() throws IOException {
        routes.route("one", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", LOG);
        routes.route("two", "lambda-sqs", "timeout: 600, queueNameOrArn: \"{{orders.queue}}\"", LOG);

        assertFinding("orders/two.camel.yaml", 4, "orders-one", "shop-orders", "queue of its own");
    }

    @Test
    void shouldRefuse_whenTwoRoutesAnswerTheSameRequest() throws IOException {
        routes.route("one", "lambda-http", "path: \"/orders\", method: GET", LOG);
        routes.route("two", "lambda-http", "path: /orders, method: GET", LOG);

        assertFinding("orders/two.camel.yaml", 4, "orders-one", "GET /orders", "another method or path");
    }

    @Test
    void shouldAccept_whenRoutesShareAStreamOrAPath() throws IOException {
        routes.route("one", "lambda-kinesis", "streamName: \"{{orders.stream}}\"", LOG);
        routes.route("two", "lambda-kinesis", "streamName: \"{{orders.stream}}\"", LOG);
        routes.route("ask", "lambda-http", "path: \"/orders\", method: GET", LOG);
        routes.route("tell", "lambda-http", "path: \"/orders\", method: POST", LOG);

        assertThat(routes.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"athena, silver/, 0", "athena, elsewhere/, 1", "duckdb, elsewhere/, 0"})
    void shouldRefuse_whenAthenaIsAskedAboutAFolderThatIsNoTable(String engine, String folder, int findings)
            throws IOException {
        routes.write("orders/orders.schema.json", """
                {"fields": [{"name": "id", "type": "string"}, {"name": "total", "type": "number"}]}
                """);
        routes.write("orders/total.sql", "SELECT id, total FROM orders");
        routes.ingest("""
                - to: { uri: records:open, parameters: { schema: orders/orders.schema.json } }
                - unmarshal: { custom: { ref: rows } }
                - split:
                    simple: "${body}"
                    streaming: true
                    steps:
                      - to: records:validate
                      - to:
                          uri: records:write
                          parameters: { bucket: "{{orders.bucket}}", valid: "silver/${exchangeProperty.name}.parquet", format: parquet, rejected: "rejected/${exchangeProperty.name}.csv" }
                """);
        routes.route("count", "lambda-schedule:count", "expression: rate(1 day)", """
                - to:
                    uri: query:store
                    parameters:
                      engine: %s
                      sql: orders/total.sql
                      bucket: "{{orders.bucket}}"
                      tables: orders=%s
                      schema: orders/orders.schema.json
                      key: gold/total.parquet
                """.formatted(engine, folder));

        assertThat(routes.findings()).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo("orders/count.camel.yaml");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message()).contains("Athena has no table of the folder elsewhere/", "engine: duckdb");
        });
    }

    @ParameterizedTest
    @CsvSource({"5, 86400, 1", "10000, 86400, 1", "5, -1, 1", "10000, -1, 0"})
    void shouldRefuse_whenRecordsThatAreCountedMayBeGivenUp(int retries, int age, int findings) throws IOException {
        routes.replace("orders/orders.properties", "orders.table.key=id", "orders.table.key=id, part");
        routes.route(
                "count",
                "lambda-kinesis",
                "streamName: \"{{orders.stream}}\", batching: true, maximumRetryAttempts: %d, maximumRecordAge: %d"
                        .formatted(retries, age),
                """
                - to:
                    uri: window:add
                    parameters:
                      table: "{{orders.table}}"
                      key: shop
                      time: at
                      value: total
                      bucket: "{{orders.bucket}}"
                      rejected: rejected/${exchangeProperty.record}.json
                """);

        assertThat(routes.findings()).hasSize(findings).allSatisfy(finding -> assertThat(finding.message())
                .contains("given up would never be counted", "maximumRecordAge to -1"));
    }

    @Test
    void shouldRefuse_whenARouteListensOnTheBusOfAllEnvironments() throws IOException {
        routes.route("hear", "lambda-eventbridge:default", "source: shop", LOG);

        assertFinding(
                "orders/hear.camel.yaml", 4, "orders-hear listens on the bus default", "name a bus by a property");
    }

    @Test
    void shouldRefuse_whenARoutePutsEventsOnTheBusOfAllEnvironments() throws IOException {
        routes.replace("orders/orders.properties", "orders.bus=shop", "orders.bus=default");
        routes.route("tell", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", PUT_EVENT);

        assertFinding("orders/tell.camel.yaml", 9, "orders-tell puts events on the bus default", "external");
    }

    @Test
    void shouldAccept_whenServicesTellTheBusOfAllEnvironments() throws IOException {
        routes.route("hear", "lambda-eventbridge:default", "source: aws.ec2", LOG);
        routes.route("learn", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\"", LOG);

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldAccept_whenTheBusOfAllEnvironmentsIsMeant() throws IOException {
        routes.replace("orders/orders.properties", "orders.bus=shop", "orders.bus=default\norders.external=default");
        routes.route("hear", "lambda-eventbridge", "eventbusNameOrArn: \"{{orders.bus}}\", source: news", LOG);
        routes.route("tell", "lambda-sqs", "queueNameOrArn: \"{{orders.queue}}\"", PUT_EVENT);

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldNameWhatNobodyMakes_whenARouteNamesIt() throws IOException {
        routes.append("orders/orders.properties", """
                orders.machine=pack
                orders.workgroup=reports
                orders.function=orders-pay
                """);
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day), grants: \"lambda:InvokeFunction={{orders.function}}\"",
                MISSING);

        assertThat(routes.findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "orders/orders.properties:12: The state machine \"pack\" that orders-daily names is made by nobody;"
                                + " make it, and list its name under external in the pipeline's properties.",
                        "orders/orders.properties:13: The workgroup \"reports\" that orders-daily names is made by nobody;"
                                + " make it, and list its name under external in the pipeline's properties.",
                        "orders/orders.properties:14: The function \"orders-pay\" that orders-daily names is made by nobody,"
                                + " as no route is called so; make it, and list its name under external in the pipeline's"
                                + " properties.");
    }

    @Test
    void shouldAccept_whenWhatARouteNamesIsThere() throws IOException {
        routes.append("orders/orders.properties", """
                orders.machine=pack
                orders.workgroup=primary
                orders.function=orders-pay
                orders.external=pack
                """);
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day), grants: \"lambda:InvokeFunction={{orders.function}}\"",
                MISSING);
        routes.route("pay", "lambda-schedule:daily", "expression: rate(1 day)", LOG);

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldRefuse_whenAPropertyHasNoValue() throws IOException {
        routes.ingest("- log: x\n- setBody: { constant: y }\n- to: aws2-ddb:{{orders.missing}}\n");

        assertFinding("orders/ingest.camel.yaml", 9, "orders.missing", "properties");
    }

    @Test
    void shouldRefuse_whenAFifoSendHasExchangeIds() throws IOException {
        routes.ingest(
                "- to: aws2-sqs:{{orders.fifo}}?queueUrl={{orders.fifo-url}}&messageGroupIdStrategy=useConstant\n");

        assertFinding("orders/ingest.camel.yaml", 7, "exchange ids", "useContentBasedDeduplication");
    }

    @Test
    void shouldTellTheAccount_whenAQueueHasNoUrl() throws IOException {
        routes.ingest("- to: aws2-sqs:{{orders.queue}}\n");

        // The function makes the queue's URL of it, of the region and of the queue's real name.
        assertThat(routes.plan().functions().get("orders-ingest").environment())
                .containsEntry("DROMEDARY_ACCOUNT", "${account}")
                .containsEntry("ORDERS_QUEUE", "shop-orders-${environment}");
    }

    @Test
    void shouldRefuse_whenTheUrlOfAQueueIsWritten() throws IOException {
        routes.ingest("- to: aws2-sqs:{{orders.queue}}?queueUrl=https://sqs.us-east-1.amazonaws.com/0/shop-orders\n");

        assertFinding("orders/ingest.camel.yaml", 7, "each environment has its own", "leave the option queueUrl out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    orders.bucket | My..Bucket                               | bucket    | lower-case letters
                    orders.bucket | my..bucket                               | bucket    | two dots
                    orders.bucket | 10.0.0.1                                 | bucket    | IP address
                    orders.bucket | xn--shop                                 | bucket    | xn--
                    orders.bucket | shop-s3alias                             | bucket    | -s3alias
                    orders.bucket | -shop                                    | bucket    | begin with
                    orders.bucket | shop.                                    | bucket    | end in
                    orders.bucket | ab                                       | bucket    | at least 3
                    orders.bucket | a234567890123456789012345678901234567890 | bucket    | may have 24
                    orders.queue  | my queue                                 | queue     | letters, digits
                    orders.queue  | my.queue                                 | queue     | letters, digits
                    orders.queue  | q23456789012345678901234567890123456789012345678901234567 | queue | for dead-letters
                    orders.bus    | my bus                                   | event bus | letters, digits
                    orders.bus    | aws.partner                              | event bus | aws.
                    orders.stream | my/stream                                | stream    | letters, digits
                    orders.topic  | arn:aws:sns:us-east-1:000000000000:a b   | topic     | letters, digits
                    """)
    void shouldRefuse_whenAwsWouldNotTakeAName(String property, String name, String kind, String part)
            throws IOException {
        routes.ingest("""
                - to: aws2-sqs:{{orders.queue}}
                - to: aws2-sns:{{orders.topic}}
                """);
        routes.route("hear", "lambda-eventbridge", "eventbusNameOrArn: \"{{orders.bus}}\", source: shop", LOG);
        routes.route("click", "lambda-kinesis", "streamName: \"{{orders.stream}}\"", LOG);
        routes.append("orders/orders.properties", property + "=" + name + "\n");

        Finding finding = only();

        assertThat(finding.file()).isEqualTo("orders/orders.properties");
        assertThat(finding.message())
                .startsWith("The name of the " + kind + " \"")
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource({"53, true", "54, false"})
    void shouldRefuse_whenAFunctionHasALongerNameThanLambdaTakes(int length, boolean taken) throws IOException {
        String verb = "x".repeat(length - "orders-".length());
        routes.route(verb, "lambda-eventbridge", "eventbusNameOrArn: \"{{orders.bus}}\", source: shop", LOG);

        assertThat(routes.findings()).hasSize(taken ? 0 : 1).allSatisfy(finding -> assertThat(finding.message())
                .contains("has 54 characters, and may have 53: AWS takes 64, and 11 are added by its environment"));
    }

    @ParameterizedTest
    @CsvSource({"44, true", "45, false"})
    void shouldRefuse_whenTheRoleOfAScheduleHasALongerNameThanIamTakes(int length, boolean taken) throws IOException {
        routes.route("x".repeat(length - "orders-".length()), "lambda-schedule:daily", "expression: rate(1 hour)", LOG);

        assertThat(routes.findings()).hasSize(taken ? 0 : 1);
    }

    @Test
    void shouldTakeAnyName_whenTheResourceIsThereAlready() throws IOException {
        routes.ingest(LOG)
                .append(
                        "orders/orders.properties",
                        "orders.bucket=" + "b".repeat(63) + "\norders.external=" + "b".repeat(63) + "\n");

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldRefuse_whenNoRouteIsAFunction() throws IOException {
        routes.write("orders/ingest.camel.yaml", """
                - route:
                    id: orders-ingest
                    from:
                      uri: direct:orders-ingest
                      steps:
                        - log: x
                """);

        assertFinding("orders/ingest.camel.yaml", 1, "no function to deploy", "lambda-s3");
    }

    @Test
    void shouldRefuse_whenARouteHasNoBeginning() throws IOException {
        routes.write("orders/ingest.camel.yaml", "- route:\n    id: orders-ingest\n");

        assertFinding("orders/ingest.camel.yaml", 1, "no \"from\"");
    }

    @Test
    void shouldRefuse_whenSuffixesMakeAnEventPatternTooLong() throws IOException {
        String suffixes =
                IntStream.range(0, 150).mapToObj(i -> ".part" + i + ".csv").collect(Collectors.joining(","));
        routes.route(
                "ingest", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\", suffix: \"" + suffixes + "\"", LOG);

        assertFinding("orders/ingest.camel.yaml", 4, "The event pattern of orders-ingest", "EventBridge takes 2048");
    }

    @Test
    void shouldRefuse_whenTheLedgerForgetsTooSoon() throws IOException {
        routes.ingest(LOG).append("orders/orders.properties", "dromedary.ledger.keep-days=27\n");

        assertFinding("orders/ingest.camel.yaml", 4, "dromedary.ledger.keep-days", "at least 28");
    }

    @Test
    void shouldRefuse_whenNobodyKnowsForHowLongTheLedgerRemembers() throws IOException {
        routes.ingest(LOG).append("orders/orders.properties", "dromedary.ledger.keep-days=a year\n");

        assertFinding("orders/ingest.camel.yaml", 4, "after a year days", "dromedary.ledger.keep-days");
    }

    @Test
    void shouldAccept_whenDirectNotificationsAreOfDifferentBuckets() throws IOException {
        routes.route("one", "lambda-s3", "bucketNameOrArn: \"{{orders.bucket}}\", via: direct", LOG);
        routes.route("two", "lambda-s3", "bucketNameOrArn: \"{{orders.archive}}\", via: direct", LOG);

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldRefuse_whenATableHasNoKey() throws IOException {
        routes.ingest("- to: aws2-ddb:{{orders.archive}}\n");

        assertFinding("orders/ingest.camel.yaml", 4, "shop-archive", ".table.key");
    }

    @Test
    void shouldAccept_whenATableWithoutKeyExistsAlready() throws IOException {
        routes.ingest("- to: aws2-ddb:{{orders.archive}}\n")
                .append("orders/orders.properties", "orders.external=shop-archive\n");

        assertThat(routes.findings()).isEmpty();
    }

    @Test
    void shouldRefuse_whenAKeyIsNotNamedByItsArn() throws IOException {
        routes.ingest(LOG).append("orders/orders.properties", "orders.bucket.kms-key=alias/shop\n");

        assertFinding("orders/ingest.camel.yaml", 4, "alias/shop", "shop-orders", "ARN");
    }

    @Test
    void shouldRefuse_whenABucketIsWrittenOut() throws IOException {
        routes.ingest("- to: aws2-s3:some-bucket?operation=getObject\n");

        assertFinding("orders/ingest.camel.yaml", 7, "some-bucket", "property");
    }

    @Test
    void shouldRefuse_whenTheEnvironmentIsTooLarge() throws IOException {
        routes.ingest("- setBody: { constant: \"{{orders.text}}\" }\n")
                .append("orders/orders.properties", "orders.text=" + "x".repeat(4000) + "\n");

        assertFinding("orders/ingest.camel.yaml", 4, "4 KB", "templates");
    }
}
