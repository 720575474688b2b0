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
 * @param s3 buckets
 * @param eventBridge buses
 * @param dynamoDb tables, among them the ledger's
 */
public record EmbeddedServices(S3Client s3, EventBridgeClient eventBridge, DynamoDbClient dynamoDb)
        implements Services {

    @Override
    public void bind(CamelContext context) {
        Registry registry = context.getRegistry();
        registry.bind("s3", S3Client.class, s3);
        registry.bind("eventBridge", EventBridgeClient.class, eventBridge);
        registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }
}
