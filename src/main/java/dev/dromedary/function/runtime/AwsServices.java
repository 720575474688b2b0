package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.ClaimInterceptor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS itself, or an emulator that {@code AWS_ENDPOINT_URL} names: clients are made when a route first needs them. */
public final class AwsServices implements Services {

    /** The bean by which steps send lineage; no route names it. */
    private static final String LINEAGE = "lineageClient";

    /** The bean with what they sign with where that is to be a catalogue of AWS's. */
    private static final String LINEAGE_CREDENTIALS = "lineageCredentials";

    private final Map<String, String> environment;
    private final Transport transport;
    private final ServiceGate gate = new ServiceGate(this::sample);
    private CamelContext context;
    private final DeadlineInterceptor deadlines = new DeadlineInterceptor(Duration.ZERO, Duration.ofMillis(100));
    /** A model may think for minutes; the route can still do without it then. */
    private final DeadlineInterceptor modelDeadlines =
            new DeadlineInterceptor(Duration.ofSeconds(15), Duration.ofSeconds(1));

    /**
     * How calls of a service are made.
     *
     * @param socketTimeout how long nothing may come
     * @param deadlines how long a call may take
     * @param repeated whether the SDK tries again what failed; if not, only the route does
     */
    private record Calls(Duration socketTimeout, DeadlineInterceptor deadlines, boolean repeated) {}

    private final Calls usual = new Calls(Duration.ofSeconds(30), deadlines, true);
    // Repeated after a lost reply, it would be a second mail.
    private final Calls mails = new Calls(Duration.ofSeconds(30), deadlines, false);
    // A model's answer is paid for, also when it comes too late. The route knows how long there is to try again.
    private final Calls models = new Calls(Duration.ofMinutes(5), modelDeadlines, false);

    /** How clients reach a service. */
    @FunctionalInterface
    interface Transport {

        /** Over the network. */
        Transport NETWORK = socketTimeout -> UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(socketTimeout)
                .build();

        /** @param socketTimeout how long nothing may come */
        SdkHttpClient client(Duration socketTimeout);

        /** @param builder with all other settings of a client, before it is made */
        default void configure(AwsClientBuilder<?, ?> builder) {}
    }

    AwsServices(Map<String, String> environment) {
        this(environment, Transport.NETWORK);
    }

    AwsServices(Map<String, String> environment, Transport transport) {
        this.environment = environment;
        this.transport = transport;
    }

    /**
     * Clients whose calls go out from the beginning, with no limit of an invocation, as several may be at work. {@code
     * AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_S3} say whether buckets are paths.
     */
    public static AwsServices opened(Map<String, String> environment) {
        AwsServices services = new AwsServices(environment);
        services.open();
        return services;
    }

    /**
     * Clients of which no call ever goes out, whatever the machine's environment: what a route does at its start is
     * answered on the spot, as in the init phase.
     */
    public static AwsServices closed() {
        return new AwsServices(Map.of("AWS_REGION", "us-east-1"));
    }

    /** Ends the init phase: from now on calls really go out. */
    void open() {
        gate.open();
    }

    /** Whether calls really go out. */
    boolean isOpen() {
        return gate.isOpen();
    }

    /** Steps that can say what they work on bind a sample of it. */
    private byte[] sample() {
        byte[] bound = context.getRegistry().lookupByNameAndType("sampleObject", byte[].class);
        return bound == null ? new byte[0] : bound;
    }

    @Override
    public void starting(Invocation invocation) {
        deadlines.starting(invocation);
        modelDeadlines.starting(invocation);
    }

    @Override
    public Optional<String> traceDaemon() {
        return Optional.ofNullable(environment.get("AWS_XRAY_DAEMON_ADDRESS"));
    }

    @Override
    public void bind(CamelContext bound) {
        bind(bound, bound.getRegistry());
    }

    /** As {@link #bind(CamelContext)}, with clients and ledger in another registry. */
    public void bind(CamelContext bound, Registry registry) {
        context = bound;
        ContextClients clients = new ContextClients();
        bound.addLifecycleStrategy(clients);
        Supplier<Object> dynamoDb = clients.once(() -> {
            DynamoDbClientBuilder builder = configure(DynamoDbClient.builder(), usual);
            return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .addExecutionInterceptor(new ReplyChecksum())
                            .build())
                    .build();
        });
        registry.bind("s3", S3Client.class, clients.once(() -> configure(S3Client.builder(), usual)
                .forcePathStyle(hasOwnEndpoint("S3"))
                .build()));
        registry.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        registry.bind(
                "eventBridge", EventBridgeClient.class, clients.once(() -> configure(EventBridgeClient.builder(), usual)
                        .build()));
        registry.bind("ses", SesClient.class, clients.once(() -> configure(SesClient.builder(), mails)
                .build()));
        registry.bind("sns", SnsClient.class, clients.once(() -> configure(SnsClient.builder(), usual)
                .build()));
        registry.bind("sqs", SqsClient.class, clients.once(() -> configure(SqsClient.builder(), usual)
                .build()));
        registry.bind("stepFunctions", SfnClient.class, clients.once(() -> configure(SfnClient.builder(), usual)
                .build()));
        registry.bind("kinesis", KinesisClient.class, clients.once(this::kinesis));
        registry.bind("firehose", FirehoseClient.class, clients.once(() -> configure(FirehoseClient.builder(), usual)
                .build()));
        registry.bind("bedrock", BedrockRuntimeClient.class, clients.once(() -> configure(
                        BedrockRuntimeClient.builder(), models)
                .build()));
        registry.bind("bedrockAsync", BedrockRuntimeAsyncClient.class, clients.once(NoStreamingClient::new));
        // As an Object: few functions have its class.
        registry.bind(
                "athena", Object.class, clients.once(() -> AthenaService.client(builder -> configure(builder, usual))));
        registry.bind(
                LINEAGE, SdkHttpClient.class, clients.once(() -> gate.guard(transport.client(Duration.ofSeconds(3)))));
        // As an Object: components must not take them for settings of their own.
        registry.bind(LINEAGE_CREDENTIALS, Object.class, (Supplier<Object>) gate::guardedCredentials);
        registry.bind(Secrets.NAME, Secrets.class, secrets(clients));
        // Where metrics are written; nothing while a snapshot is prepared.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        // Asked for anew each time: what is made before the snapshot would stay.
        registry.bindAsPrototype(
                InvocationMetrics.OUTPUT, PrintStream.class, () -> gate.isOpen() ? System.out : nowhere);
        registry.bind(
                "ledger",
                IdempotentRepository.class,
                clients.once(() -> Services.ledger(context, (DynamoDbClient) dynamoDb.get())));
    }

    private KinesisClient kinesis() {
        if (hasOwnEndpoint("KINESIS")) {
            JsonKinesis.use();
        }
        return configure(KinesisClient.builder(), usual).build();
    }

    private Secrets secrets(ContextClients clients) {
        Supplier<SsmClient> parameterStore =
                clients.once(() -> configure(SsmClient.builder(), usual).build());
        return new AwsSecrets(
                gate::isOpen,
                clients.once(
                        () -> configure(SecretsManagerClient.builder(), usual).build()),
                parameterStore,
                Services.settings(context, parameterStore),
                InstantSource.system());
    }

    private boolean hasOwnEndpoint(String service) {
        // Emulators serve buckets as paths; their host has no name for each bucket.
        return environment.containsKey("AWS_ENDPOINT_URL") || environment.containsKey("AWS_ENDPOINT_URL_" + service);
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(B builder, Calls calls) {
        if (environment.containsKey("AWS_REGION")) {
            builder.region(Region.of(environment.get("AWS_REGION")));
        }
        builder.httpClient(gate.guard(transport.client(calls.socketTimeout())))
                .credentialsProvider(gate.guardedCredentials())
                .overrideConfiguration(configuration -> {
                    configuration.addExecutionInterceptor(calls.deadlines());
                    // Behind the other, whose limit stays if it is the shorter one.
                    configuration.addExecutionInterceptor(new ClaimInterceptor());
                    if (!calls.repeated()) {
                        configuration.retryStrategy(AwsRetryStrategy.doNotRetry());
                    }
                });
        transport.configure(builder);
        return builder;
    }
}
