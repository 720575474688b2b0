package dev.dromedary.function.trigger.workflow;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.Replying;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Call other routes in an order that the route tells: a Step Functions state machine, no Lambda function. Where there is no AWS,
 * Camel runs the route.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaWorkflowEndpoint.SCHEME,
        title = "AWS Step Functions workflow",
        syntax = "lambda-workflow:name",
        consumerOnly = true,
        category = {Category.CLOUD, Category.WORKFLOW})
public final class LambdaWorkflowEndpoint extends LambdaEndpoint implements Replying {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-workflow";

    private static final int HOUR = 3600;
    private static final int USUAL_MEMORY = 512;
    private static final int FIVE_MINUTES = 300;

    /** Of a state machine: https://docs.aws.amazon.com/step-functions/latest/dg/state-machine-structure.html */
    private static final int LONGEST_TIMEOUT = 99_999_999;

    private static final int MOST_CONCURRENCY = 10_000;

    /** How the state machine is run and paid. */
    public enum Type {
        /** Each step once, for up to a year. */
        STANDARD,
        /** At least once, for up to five minutes. */
        EXPRESS
    }

    @UriPath(description = "Name of the workflow, for people; the state machine is called after the route.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            defaultValue = "STANDARD",
            description =
                    "How Step Functions runs it: STANDARD (each step once, up to a year, paid by the step) or EXPRESS"
                            + " (at least once, up to five minutes, paid by the time).")
    private Type type = Type.STANDARD;

    @UriParam(defaultValue = "10", description = "How many parts of a split run at the same time on AWS, 1 to 10000.")
    private int maximumConcurrency = 10;

    LambdaWorkflowEndpoint(String uri, LambdaWorkflowComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected int usualTimeout() {
        return type == Type.EXPRESS ? FIVE_MINUTES : HOUR;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        StepFailures.addTo(getCamelContext());
    }

    /** What a state machine has not, is refused instead of being overlooked. */
    @Override
    protected void check() {
        requireName(name, "a name");
        requireRange("timeout", getTimeout(), 1, type == Type.EXPRESS ? FIVE_MINUTES : LONGEST_TIMEOUT);
        requireRange("maximumConcurrency", maximumConcurrency, 1, MOST_CONCURRENCY);
        refuse("memory", getMemory() != USUAL_MEMORY);
        refuse("reservedConcurrency", getReservedConcurrency() != null);
        refuse("layers", getLayers() != null);
        refuse("expectEvery", getExpectEvery() != null);
    }

    private static void refuse(String option, boolean set) {
        if (set) {
            throw new IllegalArgumentException("The option " + option + " of " + SCHEME
                    + " is one of functions, and a workflow is a state machine; leave it out");
        }
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return Envelope.whole(event);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> document) {
        return List.of(Execution.read(document).arrival());
    }

    @Override
    public Map<String, Object> sample() {
        return Map.of("name", "sample", "input", Map.of());
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Type getType() {
        return type;
    }

    public void setType(Type type) {
        this.type = type;
    }

    public int getMaximumConcurrency() {
        return maximumConcurrency;
    }

    public void setMaximumConcurrency(int maximumConcurrency) {
        this.maximumConcurrency = maximumConcurrency;
    }
}
