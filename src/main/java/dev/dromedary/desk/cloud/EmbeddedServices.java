package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrockAsync;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.function.runtime.Services;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The embedded cloud in a route's registry, under the names that AWS's own clients have on Lambda.
 *
 * @param cloud the cloud
 * @param bedrock what answers for the models: the cloud's stand-in or a client of the real Bedrock
 */
public record EmbeddedServices(EmbeddedCloud cloud, BedrockRuntimeClient bedrock) implements Services {

    /**
     * The embedded cloud with its stand-in for Bedrock.
     *
     * @param cloud the cloud
     */
    public EmbeddedServices(EmbeddedCloud cloud) {
        this(cloud, cloud.bedrock());
    }

    @Override
    public void bind(CamelContext context) {
        Registry registry = context.getRegistry();
        registry.bind("s3", S3Client.class, SendableClient.of(S3Client.class, cloud.s3()));
        registry.bind(
                "eventBridge",
                EventBridgeClient.class,
                SendableClient.of(EventBridgeClient.class, cloud.eventBridge()));
        registry.bind("ses", SesClient.class, SendableClient.of(SesClient.class, cloud.ses()));
        registry.bind("sns", SnsClient.class, SendableClient.of(SnsClient.class, cloud.sns()));
        registry.bind("sqs", SqsClient.class, SendableClient.of(SqsClient.class, cloud.sqs()));
        registry.bind("bedrock", BedrockRuntimeClient.class, bedrock);
        registry.bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new EmbeddedBedrockAsync());
        registry.bind(Secrets.NAME, Secrets.class, new DeskSecrets(System.getenv()));
        // Not before it is needed: DynamoDB takes a second to come up.
        registry.bind("dynamoDb", DynamoDbClient.class, this::dynamoDb);
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb()));
    }

    private DynamoDbClient dynamoDb() {
        return SendableClient.of(DynamoDbClient.class, cloud.dynamoDb());
    }
}
