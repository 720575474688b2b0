package dev.dromedary.function.steps;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Steps that share a scheme, {@code scheme:operation}.
 *
 * @param <O> the operations
 */
public abstract class StepComponent<O extends Enum<O>> extends DefaultComponent {

    private final String scheme;
    private final Class<O> operations;

    /**
     * A component.
     *
     * @param scheme its name in URIs
     * @param operations one or more
     */
    protected StepComponent(String scheme, Class<O> operations) {
        this.scheme = scheme;
        this.operations = operations;
    }

    /** A step whose options are not set yet. */
    protected abstract StepEndpoint step(String uri, O operation);

    final String scheme() {
        return scheme;
    }

    /**
     * A step with its options.
     *
     * @throws IllegalArgumentException with one sentence if there is no such step, or an option is missing or wrong
     */
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        StepEndpoint endpoint = step(uri, operation(remaining));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    private O operation(String name) {
        return Arrays.stream(operations.getEnumConstants())
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        scheme + ":" + name + ": there is no such step; " + those(operations.getEnumConstants())));
    }

    private static String those(Enum<?>[] steps) {
        String names = Arrays.stream(steps).map(Enum::name).collect(Collectors.joining(", "));
        return steps.length == 1
                ? "the step is " + names
                : "the steps are " + names.replaceFirst(", ([^,]*)$", " and $1");
    }
}
