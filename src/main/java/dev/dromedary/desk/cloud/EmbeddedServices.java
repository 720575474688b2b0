package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrock;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrockAsync;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.function.runtime.Services;
import java.util.function.Supplier;
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
        bind(registry, "s3", S3Client.class, cloud::s3);
        bind(registry, "eventBridge", EventBridgeClient.class, cloud::eventBridge);
        bind(registry, "ses", SesClient.class, cloud::ses);
        bind(registry, "sns", SnsClient.class, cloud::sns);
        bind(registry, "sqs", SqsClient.class, cloud::sqs);
        bind(registry, "kinesis", KinesisClient.class, () -> cloud.streams().client());
        bind(registry, "firehose", FirehoseClient.class, cloud::firehose);
        bind(registry, "athena", AthenaClient.class, cloud::athena);
        bind(registry, "lambda", LambdaClient.class, cloud::lambda);
        bind(registry, "stepFunctions", SfnClient.class, cloud::stepFunctions);
        bind(registry, "dynamoDb", DynamoDbClient.class, cloud::dynamoDb);
        registry.bind(
                "ledger",
                IdempotentRepository.class,
                () -> Services.ledger(context, registry.lookupByNameAndType("dynamoDb", DynamoDbClient.class)));
        BedrockRuntimeClient models = bedrock instanceof EmbeddedBedrock embedded ? embedded.of(context) : bedrock;
        registry.bind("bedrock", BedrockRuntimeClient.class, () -> role.client(BedrockRuntimeClient.class, models));
        registry.bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new EmbeddedBedrockAsync());
        registry.bind(
                Secrets.NAME,
                Secrets.class,
                role.secrets(new DeskSecrets(System.getenv(), Services.settings(context, cloud::parameters))));
    }

    /** Not made before it is needed: DynamoDB takes a second to come up, and each client is a class that is made then. */
    private <T extends SdkClient> void bind(Registry registry, String name, Class<T> type, Supplier<T> service) {
        registry.bind(name, type, () -> SendableClient.of(type, role.client(type, service.get())));
    }
}
