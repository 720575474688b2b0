package dev.dromedary.testing;

import dev.dromedary.lambda.RouteFiles;
import dev.dromedary.lambda.Services;
import dev.dromedary.local.EmbeddedCloud;
import dev.dromedary.local.EmbeddedServices;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the route of a case reaches: an embedded cloud with faults, and properties that no environment overrides. */
final class CaseCloud implements Services {

    private final EmbeddedCloud cloud;
    private final FaultyCalls calls;
    private final CaseProperties properties;

    CaseCloud(EmbeddedCloud cloud, FaultyCalls calls, RouteFiles files, Map<String, String> given) {
        this.cloud = cloud;
        this.calls = calls;
        properties = new CaseProperties(files, given);
    }

    @Override
    public void bind(CamelContext context) {
        new EmbeddedServices(cloud).bind(context);
        properties.set(context);
        Registry registry = context.getRegistry();
        DynamoDbClient dynamoDb = calls.watch(DynamoDbClient.class, "dynamodb", cloud.dynamoDb());
        registry.bind("s3", S3Client.class, calls.watch(S3Client.class, "s3", cloud.s3()));
        // As a supplier, because the registry prefers the one that is there.
        registry.bind("dynamoDb", DynamoDbClient.class, () -> dynamoDb);
        registry.bind(
                "eventBridge",
                EventBridgeClient.class,
                calls.watch(EventBridgeClient.class, "eventbridge", cloud.eventBridge()));
        registry.bind("ses", SesClient.class, calls.watch(SesClient.class, "ses", cloud.ses()));
        registry.bind("sns", SnsClient.class, calls.watch(SnsClient.class, "sns", cloud.sns()));
        registry.bind("sqs", SqsClient.class, calls.watch(SqsClient.class, "sqs", cloud.sqs()));
        registry.bind(
                "bedrock",
                BedrockRuntimeClient.class,
                calls.watch(BedrockRuntimeClient.class, "bedrock", cloud.bedrock()));
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }
}
