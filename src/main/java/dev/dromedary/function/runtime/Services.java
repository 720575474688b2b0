package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.DynamoDbLedger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The cloud that a route reaches: AWS on Lambda, an embedded one at a desk. */
public interface Services {

    /** Name of the bean, a {@link java.io.PrintStream}, that gets what invocations measure; without it nothing is written. */
    String METRICS = "metricsOutput";

    /**
     * Binds clients and the ledger in the registry of a context that is not started yet, where Camel's components and
     * the routes find them. Called in the init phase: must not make a call to AWS.
     */
    void bind(CamelContext context);

    /** Tells that an invocation begins, so that no call outlasts it. */
    default void starting(Invocation invocation) {}

    /** Address of X-Ray's daemon, which is told what invocations do; empty where nobody wants to know. */
    default Optional<String> traceDaemon() {
        return Optional.empty();
    }

    /**
     * The ledger that routes name as {@code #ledger}, with the table and the time that the context's properties say.
     */
    static DynamoDbLedger ledger(CamelContext context, DynamoDbClient client) {
        return new DynamoDbLedger(
                client,
                context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}"),
                Duration.ofDays(Long.parseLong(context.resolvePropertyPlaceholders("{{dromedary.ledger.keep-days}}"))));
    }

    /** The settings that routes read, kept for as long as the context's properties say. */
    static ParameterSettings settings(CamelContext context, Supplier<SsmClient> parameterStore) {
        return new ParameterSettings(
                parameterStore,
                () -> Duration.ofSeconds(
                        Long.parseLong(context.resolvePropertyPlaceholders("{{" + ParameterSettings.KEPT + "}}"))),
                InstantSource.system());
    }
}
