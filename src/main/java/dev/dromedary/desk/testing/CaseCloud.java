package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.SendableClient;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.function.runtime.Services;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What the route of a case reaches: an embedded cloud with faults, and properties that no environment overrides. */
final class CaseCloud implements Services {

    private final EmbeddedCloud cloud;
    private final FaultyCalls calls;
    private final CaseProperties properties;
    private final FunctionRole role;
    private final CaseContexts contexts;

    CaseCloud(
            EmbeddedCloud cloud,
            FaultyCalls calls,
            CaseProperties properties,
            FunctionRole role,
            CaseContexts contexts) {
        this.cloud = cloud;
        this.calls = calls;
        this.properties = properties;
        this.role = role;
        this.contexts = contexts;
    }

    @Override
    public void bind(CamelContext context) {
        new EmbeddedServices(cloud, cloud.bedrock(), role).bind(context);
        // The role asks for each value; there is no other call of this service.
        SsmClient parameterStore = calls.watch(SsmClient.class, "ssm", cloud.parameters());
        Secrets settings = Services.settings(context, () -> parameterStore);
        context.getRegistry().bind(Secrets.NAME, Secrets.class, role.secrets(new CaseSecrets(settings)));
        contexts.prepare(context);
        properties.set(context);
        Registry registry = context.getRegistry();
        DynamoDbClient dynamoDb = watch(DynamoDbClient.class, "dynamodb", cloud.dynamoDb());
        registry.bind("s3", S3Client.class, watch(S3Client.class, "s3", cloud.s3()));
        // As a supplier, because the registry prefers the one that is there.
        registry.bind("dynamoDb", DynamoDbClient.class, () -> dynamoDb);
        registry.bind(
                "eventBridge",
                EventBridgeClient.class,
                watch(EventBridgeClient.class, "eventbridge", cloud.eventBridge()));
        registry.bind("ses", SesClient.class, watch(SesClient.class, "ses", cloud.ses()));
        registry.bind("sns", SnsClient.class, watch(SnsClient.class, "sns", cloud.sns()));
        registry.bind("sqs", SqsClient.class, watch(SqsClient.class, "sqs", cloud.sqs()));
        registry.bind(
                "kinesis",
                KinesisClient.class,
                watch(KinesisClient.class, "kinesis", cloud.streams().client()));
        registry.bind("firehose", FirehoseClient.class, watch(FirehoseClient.class, "firehose", cloud.firehose()));
        registry.bind("athena", AthenaClient.class, watch(AthenaClient.class, "athena", cloud.athena()));
        registry.bind("lambda", LambdaClient.class, watch(LambdaClient.class, "lambda", cloud.lambda()));
        registry.bind("stepFunctions", SfnClient.class, watch(SfnClient.class, "sfn", cloud.stepFunctions()));
        registry.bind(
                "bedrock",
                BedrockRuntimeClient.class,
                watch(BedrockRuntimeClient.class, "bedrock", cloud.bedrock().of(context)));
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }

    private <T extends SdkClient> T watch(Class<T> type, String service, T client) {
        return SendableClient.of(type, calls.watch(type, service, role.client(type, client)));
    }
}
