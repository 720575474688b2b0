package dev.dromedary.desk.source;

import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.lambda.EmbeddedLambda;
import dev.dromedary.desk.cloud.stepfunctions.EmbeddedStepFunctions;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Lambda and Step Functions for the routes of one context, such as that of {@code camel run}: a workflow that a route starts runs there, and
 * what it calls are routes of the same context. Nobody is told of changes of an execution's state; the log says what has failed.
 */
final class RoutesOfContext implements AutoCloseable {

    /** Executions that run at the same time. */
    private static final int THREADS = 4;

    private final EmbeddedLambda functions = new EmbeddedLambda();
    private final EmbeddedStepFunctions machines =
            new EmbeddedStepFunctions((source, detailType, resource, detail) -> {}, THREADS, new Pending());

    /** Lets steps find them, in the place of AWS's client: of one name a registry keeps an object beside a supplier. */
    void bind(Registry registry) {
        registry.bind("lambda", LambdaClient.class, () -> functions);
        registry.bind("stepFunctions", SfnClient.class, () -> machines);
    }

    /** A route that other routes call. */
    void called(LambdaConsumer consumer) {
        functions.function(consumer.getRouteId(), event -> run(consumer, event));
    }

    /** A workflow that other routes start. */
    void started(LambdaConsumer consumer) {
        machines.machine(consumer.getRouteId(), event -> run(consumer, event));
    }

    private static Map<String, Object> run(LambdaConsumer consumer, Map<String, Object> event) {
        Duration timeout = Duration.ofSeconds(consumer.getEndpoint().getTimeout());
        return consumer.handle(event, Invocation.starting(UUID.randomUUID().toString(), timeout), new Measures())
                .reply();
    }

    @Override
    public void close() {
        machines.close();
    }
}
