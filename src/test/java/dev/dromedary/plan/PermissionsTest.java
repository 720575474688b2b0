package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of endpoint needs, and no more. */
class PermissionsTest {

    private static final String BUCKET = "s3:::shop-orders-${environment}-${account}-${region}";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder);
        routes.append("orders/orders.properties", """
                orders.machine=arn:aws:states:us-east-1:000000000000:stateMachine:shop-flow
                orders.external=shop-flow
                orders.function=orders-other
                orders.secret=shop/key
                orders.parameter=/shop/limit
                orders.profile=eu.amazon.nova-lite-v1:0
                """);
        routes.route("other", "lambda-schedule:daily", "expression: rate(1 day)", "- log: x\n");
    }

    /** The route has no trigger that would need anything. */
    private void steps(String steps) throws IOException {
        routes.route("daily", "lambda-schedule:daily", "expression: rate(1 day)", steps);
    }

    private Set<String> allowed(String steps) throws IOException {
        steps(steps);
        return routes.allowed("daily");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    aws2-s3:{{orders.bucket}}?keyName=a/b | s3:PutObject BUCKET/a/b
                    aws2-s3:{{orders.bucket}}?keyName=a/b&multiPartUpload=true | s3:PutObject BUCKET/a/b; s3:AbortMultipartUpload BUCKET/a/b
                    aws2-s3:{{orders.bucket}}?keyName=a/b&operation=getObject | s3:GetObject BUCKET/a/b; s3:ListBucket BUCKET
                    aws2-s3:{{orders.bucket}}?keyName=a/b&operation=headObject | s3:GetObject BUCKET/a/b; s3:ListBucket BUCKET
                    aws2-s3:{{orders.bucket}}?keyName=a/b&operation=deleteObject | s3:DeleteObject BUCKET/a/b
                    aws2-s3:{{orders.bucket}}?operation=listObjects&prefix=a/ | s3:ListBucket BUCKET
                    aws2-ddb:{{orders.table}} | dynamodb:PutItem dynamodb:table/shop-orders-${environment}
                    aws2-ddb:{{orders.table}}?operation=GetItem | dynamodb:GetItem dynamodb:table/shop-orders-${environment}
                    item:put?table={{orders.table}}&key=id | dynamodb:PutItem dynamodb:table/shop-orders-${environment}
                    item:update?table={{orders.table}}&key=id | dynamodb:UpdateItem dynamodb:table/shop-orders-${environment}
                    aws2-ddb:{{orders.table}}?operation=Query | dynamodb:Query dynamodb:table/shop-orders-${environment}
                    aws2-sqs:{{orders.queue}}?queueUrl={{orders.queue-url}} | sqs:SendMessage sqs:shop-orders-${environment}
                    aws2-sqs:{{orders.fifo}}?queueUrl={{orders.fifo-url}}&messageDeduplicationIdStrategy=useContentBasedDeduplication | sqs:SendMessage sqs:shop-orders-${environment}.fifo
                    aws2-sns:{{orders.topic}} | sns:Publish sns:shop-news-${environment}
                    aws2-kinesis:{{orders.stream}} | kinesis:PutRecord kinesis:stream/shop-clicks-${environment}; kinesis:PutRecords kinesis:stream/shop-clicks-${environment}
                    aws2-ses:a@example.com | ses:SendEmail ses:identity/a@example.com; ses:SendRawEmail ses:identity/a@example.com
                    aws-bedrock:x?modelId=amazon.nova-lite-v1:0&operation=converse | bedrock:InvokeModel bedrock:${region}::foundation-model/amazon.nova-lite-v1:0
                    aws-bedrock:x?modelId=amazon.nova-lite-v1:0&operation=converseStream | bedrock:InvokeModelWithResponseStream bedrock:${region}::foundation-model/amazon.nova-lite-v1:0
                    log:x | ''
                    """)
    void shouldAllowJustTheOperation_whenARouteSends(String uri, String expected) throws IOException {
        Set<String> all = new TreeSet<>();
        Arrays.stream(expected.split(";"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .forEach(each -> all.add(each.replace("BUCKET", BUCKET)));

        assertThat(allowed("- to: \"" + uri + "\"\n")).isEqualTo(all);
    }

    @Test
    void shouldAllowWhoGetsTheMail_whenSesMayBeInItsSandbox() throws IOException {
        steps("""
                - setHeader: { name: CamelAwsSesCc, constant: "d@example.com" }
                - to: "aws2-ses:a@example.com?to=One <b@example.com>,c@example.com&bcc={{orders.hidden:*@example.com}}"
                """);

        assertThat(routes.allowed("daily"))
                .filteredOn(each -> each.startsWith("ses:SendEmail "))
                .extracting(each -> each.substring(each.indexOf('/') + 1))
                .containsExactly("a@example.com", "b@example.com", "c@example.com", "d@example.com");
        assertThat(routes.plan().document().get("recipients"))
                .isEqualTo(List.of("b@example.com", "c@example.com", "d@example.com"));
    }

    @Test
    void shouldFollowTheRegion_whenTheProfileIsThatOfItsGeography() throws IOException {
        routes.append("orders/orders.properties", "orders.model={{dromedary.geography}}.amazon.nova-lite-v1:0\n");

        assertThat(allowed("- to: aws-bedrock:x?modelId={{orders.model}}&operation=converse\n"))
                .containsExactlyInAnyOrder(
                        "bedrock:InvokeModel bedrock:inference-profile/${geography}.amazon.nova-lite-v1:0",
                        "bedrock:InvokeModel bedrock:*::foundation-model/amazon.nova-lite-v1:0");
        assertThat(PlannedRoutes.map(routes.plan().document(), "functions", "orders-daily", "environment"))
                .containsEntry("ORDERS_MODEL", "${geography}.amazon.nova-lite-v1:0");
    }

    @Test
    void shouldAllowTheModelsBehindIt_whenAProfileIsNamed() throws IOException {
        steps("- to: aws-bedrock:x?modelId={{orders.profile}}&operation=converse\n");

        String profile = "arn:${partition}:bedrock:${region}:${account}:inference-profile/eu.amazon.nova-lite-v1:0";
        List<String> invoke = List.of("bedrock:InvokeModel");
        assertThat(routes.plan().functions().get("orders-daily").needs().permissions())
                .containsExactlyInAnyOrder(
                        new Permission("InvokeModel", invoke, profile, List.of()),
                        new Permission(
                                "InvokeModelOfProfile",
                                invoke,
                                "arn:${partition}:bedrock:*::foundation-model/amazon.nova-lite-v1:0",
                                List.of(new Condition(
                                        "StringEquals", "bedrock:InferenceProfileArn", List.of(profile)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CamelAwsStepFunctionsStateMachineArn | {{orders.machine}} | aws2-step-functions:x?operation=startExecution | states:StartExecution states:stateMachine:shop-flow
                    CamelAwsDdbIndexName | by-day | aws2-ddb:{{orders.table}}?operation=Query | dynamodb:Query dynamodb:table/shop-orders-${environment}/index/by-day
                    CamelAwsS3Key | a/${date:now:yyyy}.csv | aws2-s3:{{orders.bucket}} | s3:PutObject s3:::shop-orders-${environment}-${account}-${region}/a/*
                    CamelAwsS3OverrideBucketName | {{orders.archive}} | aws2-s3:{{orders.bucket}}?keyName=a/b | s3:PutObject s3:::shop-archive-${environment}-${account}-${region}/a/b
                    """)
    void shouldAllowWhatAHeaderNames_whenAStepHasSetIt(String header, String value, String uri, String expected)
            throws IOException {
        assertThat(allowed("- setHeader: { name: " + header + ", simple: \"" + value + "\" }\n- to: \"" + uri + "\"\n"))
                .containsExactly(expected);
    }

    @Test
    void shouldAllowTheKeysOfAllBranches_whenAHeaderMayHaveSeveralValues() throws IOException {
        assertThat(allowed("""
                - choice:
                    when:
                      - simple: ${body}
                        steps:
                          - setHeader: { name: CamelAwsS3Key, constant: a/x }
                    otherwise:
                      steps:
                        - setHeader: { name: CamelAwsS3Key, constant: b/x }
                - to: aws2-s3:{{orders.bucket}}
                """)).containsExactly("s3:PutObject " + BUCKET + "/a/x", "s3:PutObject " + BUCKET + "/b/x");
    }

    @Test
    void shouldLimitEventsToSourceAndDetailType_whenStepsSetThem() throws IOException {
        steps("""
                - setHeader: { name: CamelAwsEventbridgeSource, constant: shop }
                - setHeader: { name: CamelAwsEventbridgeDetailType, simple: "Order ${body}" }
                - to: aws2-eventbridge:default?eventbusNameOrArn={{orders.bus}}&operation=putEvent
                """);

        assertThat(routes.plan().functions().get("orders-daily").needs().permissions())
                .containsExactly(new Permission(
                        "PutEvents",
                        List.of("events:PutEvents"),
                        "arn:${partition}:events:${region}:${account}:event-bus/shop-${environment}",
                        List.of(
                                new Condition("StringEquals", "events:source", List.of("shop")),
                                new Condition("StringLike", "events:detail-type", List.of("Order *")))));
        assertThat(PlannedRoutes.map(routes.plan().document(), "buses", "shop")).containsEntry("archiveDays", 14L);
    }

    @Test
    void shouldLimitEventsToTheirSourcesTypes_whenStepsPutSeveral() throws IOException {
        String put =
                "- to: { uri: event:put, parameters: { bus: \"{{orders.bus}}\", fields: a, source: %s, detailType: %s } }\n";
        steps(put.formatted("shop", "\"Order ${body}\"")
                + put.formatted("till", "Closed")
                + put.formatted("shop", "Closed"));

        assertThat(routes.plan().functions().get("orders-daily").needs().permissions())
                .extracting(Permission::conditions)
                .containsExactlyInAnyOrder(
                        List.of(
                                new Condition("StringEquals", "events:source", List.of("shop")),
                                new Condition("StringLike", "events:detail-type", List.of("Order *", "Closed"))),
                        List.of(
                                new Condition("StringEquals", "events:source", List.of("till")),
                                new Condition("StringEquals", "events:detail-type", List.of("Closed"))));
    }

    @Test
    void shouldGiveTheQueuesRealUrl_whenAPropertyHoldsIt() throws IOException {
        steps("- to: aws2-sqs:{{orders.queue}}?queueUrl={{orders.queue-url}}\n");

        assertThat(routes.plan().functions().get("orders-daily").environment())
                .containsEntry(
                        "ORDERS_QUEUE_URL", "https://sqs.${region}.amazonaws.com/${account}/shop-orders-${environment}")
                .containsEntry("ORDERS_QUEUE", "shop-orders-${environment}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda-sqs | queueNameOrArn: "{{orders.queue}}" | sqs:ReceiveMessage sqs:shop-orders-${environment}
                    lambda-kinesis | streamName: "{{orders.stream}}" | kinesis:GetRecords kinesis:stream/shop-clicks-${environment}
                    lambda-kinesis | streamName: "{{orders.stream}}", onFailure: "{{orders.archive}}" | s3:PutObject s3:::shop-archive-${environment}-${account}-${region}/aws/lambda/*
                    lambda-s3 | bucketNameOrArn: "{{orders.bucket}}", via: queue | sqs:DeleteMessage sqs:orders-start-objects-${environment}
                    """)
    void shouldAllowWhatTheTriggerNeeds_whenLambdaReadsWithTheFunctionsRole(String uri, String options, String expected)
            throws IOException {
        routes.route("start", uri, options, "- log: x\n");

        assertThat(routes.allowed("start")).contains(expected);
    }
}
