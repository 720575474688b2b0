package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be known is an error with its place, unless the trigger grants it. */
class GrantsTest {

    private static final String BUCKET = "s3:::shop-orders-${environment}-${account}-${region}";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder).append("orders/orders.properties", "orders.parameter=/shop/limit\n");
    }

    /** The route has no trigger that would need anything. */
    private void steps(String steps) throws IOException {
        routes.route("daily", "lambda-schedule:daily", "expression: rate(1 day)", steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: \"${header.where}\"",
                "- recipientList:\n    simple: ${header.where}",
                "- enrich:\n    jsonpath: $.where",
                "- toD: \"direct:${body}\"",
                "- toD: \"aws2-s3:{{orders.bucket}}?keyName=${body}\"",
                "- to: \"aws2-s3:{{orders.bucket}}\"",
                "- pollEnrich:\n    constant: aws2-s3:{{orders.bucket}}",
                "- to: \"aws2-eventbridge:default?eventbusNameOrArn={{orders.bus}}&operation=putEvent\"",
                "- to: \"event:put?bus={{orders.bus}}&source=shop&detailType=${body}\"",
                "- to: \"aws2-textract:x\"",
                "- to: \"aws-bedrock:x?operation=converse&modelId=${body}\"",
            })
    void shouldSayWhereAndAskForAGrant_whenAPermissionCantBeKnown(String step) throws IOException {
        steps(step + "\n");

        assertThat(routes.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.file()).isEqualTo("orders/daily.camel.yaml");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message()).contains("orders-daily", "option grants");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    s3:GetObject={{orders.bucket}}/a/* | s3:GetObject BUCKET/a/*
                    s3:ListBucket={{orders.bucket}}/a/* | s3:ListBucket BUCKET
                    dynamodb:GetItem={{orders.table}} | dynamodb:GetItem dynamodb:table/shop-orders-${environment}
                    dynamodb:Query={{orders.table}}/index/by-day | dynamodb:Query dynamodb:table/shop-orders-${environment}/index/by-day
                    sqs:SendMessage={{orders.queue}} | sqs:SendMessage sqs:shop-orders-${environment}
                    ssm:GetParameter={{orders.parameter}} | ssm:GetParameter ssm:parameter/shop/limit-${environment}
                    translate:TranslateText=arn:${partition}:translate:${region}:${account}:terminology/x | translate:TranslateText translate:terminology/x
                    """)
    void shouldAllowWhatTheTriggerGrants_whenAStepIsDynamic(String grant, String expected) throws IOException {
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day), grants: \"" + grant + "\"",
                "- toD: \"${header.where}\"\n");

        assertThat(routes.allowed("daily")).contains(expected.replace("BUCKET", BUCKET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "s3:*={{orders.bucket}}/x", "s3:GetObject=*", "GetObject=x", "foo:Bar=x"})
    void shouldRefuse_whenAGrantIsWrong(String grant) throws IOException {
        routes.route(
                "daily", "lambda-schedule:daily", "expression: rate(1 day), grants: \"" + grant + "\"", "- log: x\n");

        assertThat(routes.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("orders/daily.camel.yaml");
            assertThat(finding.message()).contains("option grants");
        });
    }

    @Test
    void shouldAskForAGrant_whenAHeaderOverridesTheBucket() throws IOException {
        steps("""
                - setHeader: { name: CamelAwsS3OverrideBucketName, simple: "${body}" }
                - to: aws2-s3:{{orders.bucket}}?keyName=a
                """);

        assertThat(routes.findings())
                .singleElement()
                .hasToString("orders/daily.camel.yaml:8: The header CamelAwsS3OverrideBucketName overrides the bucket,"
                        + " so the plan can't know what orders-daily may do; declare it in the option grants of its"
                        + " trigger, such as grants: s3:PutObject=NAME.");
    }

    @Test
    void shouldNameWhatIsMissing_whenSomeActionsAreGranted() throws IOException {
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day), grants: \"s3:GetObject={{orders.bucket}}/in/*\"",
                """
                - setHeader: { name: CamelAwsS3Key, simple: "${body}" }
                - to: records:range?bucket={{orders.bucket}}
                """);

        assertThat(routes.findings()).anySatisfy(finding -> assertThat(finding.message())
                .endsWith("add to the option grants of its trigger: s3:GetObjectVersion=NAME."));
    }
}
