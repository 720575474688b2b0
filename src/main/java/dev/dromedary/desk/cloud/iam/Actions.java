package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.runtime.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.athena.model.AthenaRequest;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.firehose.model.FirehoseRequest;
import software.amazon.awssdk.services.kinesis.model.KinesisRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.ses.model.SesRequest;
import software.amazon.awssdk.services.sfn.model.SfnRequest;
import software.amazon.awssdk.services.sns.model.SnsRequest;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * What each operation asks IAM for: the one place where a call becomes actions on resources.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>
 */
final class Actions {

    private static final Map<String, String> SQS = Map.of(
            "SendMessageBatch", "SendMessage",
            "DeleteMessageBatch", "DeleteMessage",
            "ChangeMessageVisibilityBatch", "ChangeMessageVisibility");

    private static final Map<String, String> BEDROCK = Map.of(
            "Converse", "bedrock:InvokeModel",
            "InvokeModel", "bedrock:InvokeModel",
            "ConverseStream", "bedrock:InvokeModelWithResponseStream",
            "InvokeModelWithResponseStream", "bedrock:InvokeModelWithResponseStream");

    /** Of an inference profile by its geography; the model behind it. */
    private static final Pattern PROFILE =
            Pattern.compile("(global|us|us-gov|eu|apac|au|ca|jp|sa|uk)\\.([a-z0-9-]+\\..+)");

    private final String region;
    private final DynamoDbActions dynamoDb;

    Actions(String region) {
        this.region = region;
        this.dynamoDb = new DynamoDbActions(region);
    }

    /** What a request asks for, all of which has to be allowed; nothing if its operation is not known here. */
    Optional<List<Asked>> of(SdkRequest request) {
        String operation = operation(request);
        if (request instanceof S3Request s3) {
            return S3Actions.of(s3, operation);
        }
        if (request instanceof DynamoDbRequest ddb) {
            return dynamoDb.of(ddb, operation);
        }
        if (request instanceof SqsRequest) {
            return text(request, "QueueUrl")
                    .map(url -> Asked.of(
                            "sqs:" + SQS.getOrDefault(operation, operation),
                            Arns.of("sqs", region, url.substring(url.lastIndexOf('/') + 1))))
                    .map(List::of);
        }
        if (request instanceof KinesisRequest && operation.startsWith("PutRecord")) {
            return stream(request, "StreamName", "StreamARN")
                    .map(name ->
                            List.of(Asked.of("kinesis:" + operation, Arns.of("kinesis", region, "stream/" + name))));
        }
        if (request instanceof FirehoseRequest && operation.startsWith("PutRecord")) {
            return text(request, "DeliveryStreamName")
                    .map(name -> List.of(
                            Asked.of("firehose:" + operation, Arns.of("firehose", region, "deliverystream/" + name))));
        }
        if (request instanceof AthenaRequest && operation.endsWith("QueryExecution")) {
            // Of an execution IAM asks for its workgroup, which the request does not tell.
            return Optional.of(text(request, "WorkGroup")
                    .map(workgroup ->
                            Asked.of("athena:" + operation, Arns.of("athena", region, "workgroup/" + workgroup)))
                    .stream()
                    .toList());
        }
        if (request instanceof PutEventsRequest put) {
            return Optional.of(
                    put.entries().stream().map(this::event).distinct().toList());
        }
        if (request instanceof SnsRequest && operation.startsWith("Publish")) {
            return text(request, "TopicArn")
                    .or(() -> text(request, "TargetArn"))
                    .map(arn -> List.of(Asked.of("sns:Publish", arn)));
        }
        if (request instanceof InvokeRequest invoke) {
            String alias = invoke.qualifier() == null ? "" : ":" + invoke.qualifier();
            return Optional.of(List.of(Asked.of(
                    "lambda:InvokeFunction", Arns.of("lambda", region, "function:" + invoke.functionName() + alias))));
        }
        if (request instanceof SfnRequest) {
            return text(request, "stateMachineArn")
                    .or(() -> text(request, "executionArn"))
                    .map(arn -> List.of(Asked.of("states:" + operation, arn)));
        }
        if (request instanceof SesRequest ses) {
            return MailActions.of(ses, region);
        }
        if (request instanceof BedrockRuntimeRequest bedrock && BEDROCK.containsKey(operation)) {
            return Optional.of(model(bedrock, BEDROCK.get(operation)));
        }
        return Optional.empty();
    }

    /** Reading a secret, whose ARN ends with six characters of AWS's own, or a parameter, whose name begins with a slash. */
    static Asked reading(Secrets.Name name, String region) {
        boolean secret = name.kind() == Secrets.Kind.secret;
        String arn = secret
                ? Arns.of("secretsmanager", region, "secret:" + name.inAws() + "-a1B2c3")
                : Arns.of("ssm", region, "parameter/" + name.inAws().replaceFirst("^/", ""));
        return Asked.of(
                switch (name.kind()) {
                    case secret -> "secretsmanager:GetSecretValue";
                    case parameter -> "ssm:GetParameter";
                    case setting -> "ssm:GetParameters";
                },
                name.inAws().startsWith("arn:") ? name.inAws() : arn);
    }

    /** Such as {@code GetObject}. */
    static String operation(SdkRequest request) {
        return request.getClass().getSimpleName().replaceFirst("Request$", "");
    }

    /** As actions begin, such as {@code s3}. */
    static String service(SdkRequest request) {
        return request instanceof EventBridgeRequest
                ? "events"
                : request instanceof BedrockRuntimeRequest
                        ? "bedrock"
                        : request.getClass().getPackageName().replaceFirst(".*\\.services\\.(\\w+)\\..*", "$1");
    }

    private Asked event(PutEventsRequestEntry entry) {
        String bus = entry.eventBusName() == null ? "default" : entry.eventBusName();
        return new Asked(
                "events:PutEvents",
                List.of(bus.startsWith("arn:") ? bus : Arns.of("events", region, "event-bus/" + bus)),
                Map.of(
                        "events:source", String.valueOf(entry.source()),
                        "events:detail-type", String.valueOf(entry.detailType())));
    }

    /** A profile asks for itself and, through itself, for its model, in one of its regions. */
    private List<Asked> model(BedrockRuntimeRequest request, String action) {
        String id = text(request, "modelId").orElse("");
        Matcher profile = PROFILE.matcher(id);
        List<Asked> all = new ArrayList<>();
        if (id.startsWith("arn:")) {
            all.add(Asked.of(action, id));
        } else if (profile.matches()) {
            String arn = Arns.of("bedrock", region, "inference-profile/" + id);
            all.add(Asked.of(action, arn));
            all.add(Asked.of(action, foundation(profile.group(2))).with("bedrock:InferenceProfileArn", arn));
        } else {
            all.add(Asked.of(action, foundation(id)));
        }
        if (request instanceof ConverseRequest converse && converse.guardrailConfig() != null) {
            String guardrail = converse.guardrailConfig().guardrailIdentifier();
            all.add(Asked.of(
                    "bedrock:ApplyGuardrail",
                    guardrail.startsWith("arn:") ? guardrail : Arns.of("bedrock", region, "guardrail/" + guardrail)));
        }
        return all;
    }

    private String foundation(String model) {
        return "arn:aws:bedrock:" + region + "::foundation-model/" + model;
    }

    private static Optional<String> stream(SdkRequest request, String name, String arn) {
        return text(request, name)
                .or(() -> text(request, arn).map(found -> found.substring(found.lastIndexOf('/') + 1)));
    }

    private static Optional<String> text(SdkRequest request, String field) {
        return request.getValueForField(field, String.class);
    }
}
