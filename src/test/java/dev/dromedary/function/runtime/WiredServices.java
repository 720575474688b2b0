package dev.dromedary.function.runtime;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;

/** A function's own clients, with something else at the end of their wires, and its ledger with another clock. */
public final class WiredServices implements Services {

    private final AwsServices services;
    private final Consumer<CamelContext> properties;
    private final Function<CamelContext, IdempotentRepository> ledger;
    private final Optional<String> traceDaemon;

    /**
     * Clients in the init phase, until {@link #open}.
     *
     * @param wire what all clients call
     * @param configuration configures each client before it is made
     * @param properties sets the properties of the function
     * @param ledger makes the ledger
     * @param traceDaemon address of X-Ray's daemon, if there is one
     */
    public WiredServices(
            SdkHttpClient wire,
            Consumer<AwsClientBuilder<?, ?>> configuration,
            Consumer<CamelContext> properties,
            Function<CamelContext, IdempotentRepository> ledger,
            Optional<String> traceDaemon) {
        Map<String, String> environment = Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", "http://wire.test");
        this.services = new AwsServices(environment, new AwsServices.Transport() {
            @Override
            public SdkHttpClient client(Duration socketTimeout) {
                return wire;
            }

            @Override
            public void configure(AwsClientBuilder<?, ?> builder) {
                configuration.accept(builder);
            }
        });
        this.properties = properties;
        this.ledger = ledger;
        this.traceDaemon = traceDaemon;
    }

    /** Ends the init phase. */
    public void open() {
        services.open();
    }

    @Override
    public Optional<String> traceDaemon() {
        return traceDaemon;
    }

    @Override
    public void bind(CamelContext context) {
        properties.accept(context);
        services.bind(context);
        context.getRegistry()
                .bind(
                        Secrets.NAME,
                        Secrets.class,
                        new KnownSecrets(context.getRegistry().lookupByNameAndType(Secrets.NAME, Secrets.class)));
        context.getRegistry().bind("ledger", IdempotentRepository.class, () -> ledger.apply(context));
        context.getRegistry()
                .bindAsPrototype(
                        InvocationMetrics.OUTPUT,
                        PrintStream.class,
                        () -> new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @Override
    public void starting(Invocation invocation) {
        services.starting(invocation);
    }

    /**
     * Those of cases, which no service has; settings are read as ever.
     *
     * @param read what reads them
     */
    private record KnownSecrets(Secrets read) implements Secrets {

        @Override
        public void expect(Name name) {
            if (name.kind() == Kind.setting) {
                read.expect(name);
            }
        }

        @Override
        public String value(Name name) {
            return name.kind() == Kind.setting ? read.value(name) : name.kind() + " " + name.property();
        }
    }
}
