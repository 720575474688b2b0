package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrock;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrockAsync;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.function.runtime.Services;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
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

/**
 * The embedded cloud in a route's registry, under the names that AWS's own clients have on Lambda.
 *
 * @param cloud the cloud
 * @param bedrock what answers for the models: the cloud's stand-in or a client of the real Bedrock
 * @param role of the function: what its calls may do
 */
public record EmbeddedServices(EmbeddedCloud cloud, BedrockRuntimeClient bedrock, FunctionRole role)
        implements Services {

    /**
     * The embedded cloud with its stand-in for Bedrock, for functions that may do everything.
     *
     * @param cloud the cloud
     */
    public EmbeddedServices(EmbeddedCloud cloud) {
        this(cloud, cloud.bedrock(), new FunctionRole("", cloud.region(), null));
    }

    @Override
    public void bind(CamelContext context) {
        role.bind(context);
        Registry registry = context.getRegistry();
        registry.bind("s3", S3Client.class, client(S3Client.class, cloud.s3()));
        registry.bind("eventBridge", EventBridgeClient.class, client(EventBridgeClient.class, cloud.eventBridge()));
        registry.bind("ses", SesClient.class, client(SesClient.class, cloud.ses()));
        registry.bind("sns", SnsClient.class, client(SnsClient.class, cloud.sns()));
        registry.bind("sqs", SqsClient.class, client(SqsClient.class, cloud.sqs()));
        registry.bind(
                "kinesis",
                KinesisClient.class,
                client(KinesisClient.class, cloud.streams().client()));
        registry.bind("firehose", FirehoseClient.class, client(FirehoseClient.class, cloud.firehose()));
        registry.bind("athena", AthenaClient.class, client(AthenaClient.class, cloud.athena()));
        registry.bind("lambda", LambdaClient.class, client(LambdaClient.class, cloud.lambda()));
        registry.bind("stepFunctions", SfnClient.class, client(SfnClient.class, cloud.stepFunctions()));
        BedrockRuntimeClient models = bedrock instanceof EmbeddedBedrock embedded ? embedded.of(context) : bedrock;
        registry.bind("bedrock", BedrockRuntimeClient.class, role.client(BedrockRuntimeClient.class, models));
        registry.bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new EmbeddedBedrockAsync());
        registry.bind(
                Secrets.NAME,
                Secrets.class,
                role.secrets(new DeskSecrets(System.getenv(), Services.settings(context, cloud::parameters))));
        // Not before it is needed: DynamoDB takes a second to come up.
        registry.bind("dynamoDb", DynamoDbClient.class, this::dynamoDb);
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb()));
    }

    private DynamoDbClient dynamoDb() {
        return client(DynamoDbClient.class, cloud.dynamoDb());
    }

    private <T extends SdkClient> T client(Class<T> type, T service) {
        return SendableClient.of(type, role.client(type, service));
    }
}
