package dev.dromedary.local;

import dev.dromedary.lambda.Services;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The embedded cloud in a route's registry, under the names that AWS's own clients have on Lambda.
 *
 * @param cloud the cloud
 */
public record EmbeddedServices(EmbeddedCloud cloud) implements Services {

    @Override
    public void bind(CamelContext context) {
        Registry registry = context.getRegistry();
        registry.bind("s3", S3Client.class, cloud.s3());
        registry.bind("eventBridge", EventBridgeClient.class, cloud.eventBridge());
        // Not before it is needed: DynamoDB takes a second to come up.
        registry.bind("dynamoDb", DynamoDbClient.class, cloud::dynamoDb);
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, cloud.dynamoDb()));
    }
}
