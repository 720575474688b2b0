package dev.dromedary.testing;

import dev.dromedary.lambda.RouteFiles;
import dev.dromedary.lambda.Services;
import dev.dromedary.local.EmbeddedCloud;
import dev.dromedary.local.EmbeddedServices;
import dev.dromedary.local.PropertyOverrides;
import dev.dromedary.local.SendableClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.core.SdkClient;
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
    private final Map<String, String> properties;

    CaseCloud(EmbeddedCloud cloud, FaultyCalls calls, RouteFiles files, Map<String, String> given) {
        this.cloud = cloud;
        this.calls = calls;
        properties = new HashMap<>(ofFiles(files));
        // Nobody waits for a retry.
        properties.put("dromedary.redelivery.delay", "1");
        properties.putAll(given);
    }

    /** What stands in several is taken from the first, as a function does it. */
    private static Map<String, String> ofFiles(RouteFiles files) {
        Map<String, String> all = new HashMap<>();
        try {
            List<InputStream> sources = new ArrayList<>();
            for (String file : files.properties()) {
                Path path = files.folder().resolve(file);
                sources.add(Files.newInputStream(path));
            }
            sources.add(CaseCloud.class.getResourceAsStream("/application.properties"));
            for (InputStream source : sources) {
                try (source) {
                    Properties read = new Properties();
                    read.load(source);
                    read.stringPropertyNames().forEach(name -> all.putIfAbsent(name, read.getProperty(name)));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bind(CamelContext context) {
        new EmbeddedServices(cloud).bind(context);
        PropertyOverrides.set(context, properties);
        // For properties that no file has.
        Properties initial = new Properties();
        initial.putAll(properties);
        context.getPropertiesComponent().setOverrideProperties(initial);
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
                "bedrock", BedrockRuntimeClient.class, watch(BedrockRuntimeClient.class, "bedrock", cloud.bedrock()));
        registry.bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, dynamoDb));
    }

    private <T extends SdkClient> T watch(Class<T> type, String service, T client) {
        return SendableClient.of(type, calls.watch(type, service, client));
    }
}
