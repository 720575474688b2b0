package dev.dromedary.desk.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

class ActionsTest {

    private static final Actions ACTIONS = new Actions("us-east-1");
    private static final String HERE = ":us-east-1:000000000000:";

    static Stream<Arguments> requests() {
        String object = "s3:::b/k";
        return Stream.of(
                of(GetObjectRequest.builder().bucket("b").key("k").build(), "s3:GetObject " + object),
                of(
                        GetObjectRequest.builder()
                                .bucket("b")
                                .key("k")
                                .versionId("1")
                                .build(),
                        "s3:GetObjectVersion " + object),
                of(HeadObjectRequest.builder().bucket("b").key("k").build(), "s3:GetObject " + object),
                of(ListObjectsV2Request.builder().bucket("b").build(), "s3:ListBucket s3:::b"),
                of(
                        PutObjectRequest.builder()
                                .bucket("b")
                                .key("k")
                                .tagging("a=b")
                                .build(),
                        "s3:PutObject " + object,
                        "s3:PutObjectTagging " + object),
                of(UploadPartRequest.builder().bucket("b").key("k").build(), "s3:PutObject " + object),
                of(CompleteMultipartUploadRequest.builder().bucket("b").key("k").build(), "s3:PutObject " + object),
                of(
                        AbortMultipartUploadRequest.builder()
                                .bucket("b")
                                .key("k")
                                .build(),
                        "s3:AbortMultipartUpload " + object),
                of(
                        CopyObjectRequest.builder()
                                .sourceBucket("c")
                                .sourceKey("from")
                                .destinationBucket("b")
                                .destinationKey("k")
                                .build(),
                        "s3:GetObject s3:::c/from",
                        "s3:PutObject " + object),
                of(
                        DeleteObjectsRequest.builder()
                                .bucket("b")
                                .delete(delete -> delete.objects(
                                        ObjectIdentifier.builder().key("k").build(),
                                        ObjectIdentifier.builder().key("l").build()))
                                .build(),
                        "s3:DeleteObject " + object,
                        "s3:DeleteObject s3:::b/l"),
                of(
                        QueryRequest.builder().tableName("t").indexName("i").build(),
                        "dynamodb:Query dynamodb" + HERE + "table/t/index/i"),
                of(
                        BatchGetItemRequest.builder()
                                .requestItems(
                                        Map.of("t", KeysAndAttributes.builder().build()))
                                .build(),
                        "dynamodb:BatchGetItem dynamodb" + HERE + "table/t"),
                of(
                        TransactWriteItemsRequest.builder()
                                .transactItems(List.of(
                                        TransactWriteItem.builder()
                                                .put(put -> put.tableName("t"))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .update(update -> update.tableName("t"))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .delete(delete -> delete.tableName("u"))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .conditionCheck(check -> check.tableName("t"))
                                                .build()))
                                .build(),
                        "dynamodb:PutItem dynamodb" + HERE + "table/t",
                        "dynamodb:UpdateItem dynamodb" + HERE + "table/t",
                        "dynamodb:DeleteItem dynamodb" + HERE + "table/u",
                        "dynamodb:ConditionCheckItem dynamodb" + HERE + "table/t"),
                of(
                        SendMessageBatchRequest.builder()
                                .queueUrl("https://sqs.us-east-1.amazonaws.com/000000000000/q.fifo")
                                .build(),
                        "sqs:SendMessage sqs" + HERE + "q.fifo"),
                of(
                        PutEventsRequest.builder()
                                .entries(List.of(event("s", null), event("t", "x")))
                                .build(),
                        "events:PutEvents events" + HERE + "event-bus/default",
                        "events:PutEvents events" + HERE + "event-bus/x"),
                of(
                        PublishRequest.builder()
                                .topicArn("arn:aws:sns" + HERE + "t")
                                .build(),
                        "sns:Publish sns" + HERE + "t"),
                of(
                        SendRawEmailRequest.builder()
                                .rawMessage(raw -> raw.data(SdkBytes.fromString(
                                        "From: Shop <shop@a.org>\r\nTo: x@b.org, y@c.org\r\n\r\nhello",
                                        StandardCharsets.UTF_8)))
                                .build(),
                        "ses:SendRawEmail ses" + HERE + "identity/shop@a.org",
                        "ses:SendRawEmail ses" + HERE + "identity/x@b.org",
                        "ses:SendRawEmail ses" + HERE + "identity/y@c.org"),
                of(
                        ConverseRequest.builder()
                                .modelId("eu.amazon.nova-lite-v1:0")
                                .guardrailConfig(guardrail -> guardrail.guardrailIdentifier("g"))
                                .build(),
                        "bedrock:InvokeModel bedrock" + HERE + "inference-profile/eu.amazon.nova-lite-v1:0",
                        "bedrock:InvokeModel bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
                        "bedrock:ApplyGuardrail bedrock" + HERE + "guardrail/g"));
    }

    private static PutEventsRequestEntry event(String source, String bus) {
        return PutEventsRequestEntry.builder()
                .source(source)
                .detailType("news")
                .eventBusName(bus)
                .build();
    }

    private static Arguments of(SdkRequest request, String... asked) {
        return Arguments.of(request, List.of(asked));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldAskForWhatAwsAsksFor_whenAnOperationIsCalled(SdkRequest request, List<String> expected) {
        assertThat(ACTIONS.of(request).orElseThrow())
                .map(asked -> asked.action() + " " + asked.resource().replaceFirst("^arn:aws:", ""))
                .containsExactlyElementsOf(expected);
    }

    static Stream<SdkRequest> unknown() {
        return Stream.of(
                PutBucketPolicyRequest.builder().bucket("b").build(),
                ExecuteStatementRequest.builder().statement("SELECT * FROM t").build(),
                PutRuleRequest.builder().name("r").build());
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void shouldKnowNothing_whenAnOperationHasNoEntry(SdkRequest request) {
        assertThat(ACTIONS.of(request)).isEmpty();
    }

    @Test
    void shouldAskForEachEventByWhatItSays_whenEventsArePut() {
        PutEventsRequest request = PutEventsRequest.builder()
                .entries(List.of(event("a", null), event("b", null)))
                .build();

        assertThat(ACTIONS.of(request).orElseThrow())
                .map(asked -> asked.keys().get("events:source"))
                .containsExactly("a", "b");
    }
}
