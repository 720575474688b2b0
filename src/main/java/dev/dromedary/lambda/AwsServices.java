package dev.dromedary.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** AWS itself, or an emulator that {@code AWS_ENDPOINT_URL} names: clients are made when a route first needs them. */
final class AwsServices implements Services {

    private final Map<String, String> environment;
    private final ServiceGate gate = new ServiceGate(this::sample);
    private CamelContext context;
    private final DeadlineInterceptor deadlines = new DeadlineInterceptor();

    AwsServices(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Ends the init phase: from now on calls really go out. */
    void open() {
        gate.open();
    }

    /** Steps that can say what they work on bind a sample of it. */
    private byte[] sample() {
        byte[] bound = context.getRegistry().lookupByNameAndType("sampleObject", byte[].class);
        return bound == null ? new byte[0] : bound;
    }

    @Override
    public void starting(Invocation invocation) {
        deadlines.starting(invocation);
    }

    @Override
    public void bind(CamelContext bound) {
        context = bound;
        Registry registry = context.getRegistry();
        Supplier<Object> s3 = once(() -> configure(S3Client.builder())
                .forcePathStyle(hasOwnEndpoint("S3"))
                .build());
        Supplier<Object> dynamoDb =
                once(() -> configure(DynamoDbClient.builder()).build());
        registry.bind("s3", S3Client.class, s3);
        registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        registry.bind("eventBridge", EventBridgeClient.class, once(() -> configure(EventBridgeClient.builder())
                .build()));
        registry.bind(
                "ledger",
                IdempotentRepository.class,
                once(() -> Services.ledger(context, (DynamoDbClient) dynamoDb.get())));
    }

    private static Supplier<Object> once(Supplier<Object> supplier) {
        return new Supplier<>() {
            private Object made;

            @Override
            public synchronized Object get() {
                if (made == null) {
                    made = supplier.get();
                }
                return made;
            }
        };
    }

    private boolean hasOwnEndpoint(String service) {
        // Emulators serve buckets as paths; their host has no name for each bucket.
        return environment.containsKey("AWS_ENDPOINT_URL") || environment.containsKey("AWS_ENDPOINT_URL_" + service);
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(B builder) {
        return builder.httpClient(gate.guard(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(30))
                        .build()))
                .credentialsProvider(gate.guardedCredentials())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(deadlines));
    }
}
