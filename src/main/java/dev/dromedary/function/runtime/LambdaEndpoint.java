package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Starts a route when its Lambda function is invoked. What a trigger adds, its options and the reading of its events, is a
 * class of its own in the trigger's folder.
 */
public abstract class LambdaEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    /** How the names of all triggers begin. */
    public static final String PREFIX = "lambda-";

    private static final int USUAL_TIMEOUT = 60;

    @UriParam(
            label = "function",
            defaultValue = "512",
            description = "Memory of the function in MB, 128 to 10240. CPU grows with it.")
    private int memory = 512;

    @UriParam(
            label = "function",
            description = "Seconds that one invocation may take, 1 to 900, for lambda-http 1 to 29. Not set: 29 for"
                    + " lambda-http, else 60. Work that would outlast it is stopped and fails before Lambda kills it.")
    private Integer timeout;

    @UriParam(
            label = "function",
            description = "Invocations that may run at the same time; not set: as many as the account allows.")
    private Integer reservedConcurrency;

    @UriParam(
            label = "function",
            description = "Layers that the function gets besides its code: ARNs of layer versions, at most 5, separated"
                    + " by commas. ${partition}, ${region} and ${account} may stand in them. A container image has"
                    + " none.")
    private String layers;

    @UriParam(
            label = "function",
            description = "Permissions that the route needs beyond those that its endpoints show, as action=resource"
                    + " pairs separated by commas, for example s3:GetObject={{orders.bucket}}/archive/*. A resource is"
                    + " the name of a bucket (with keys), table (also table/index/name), queue, bus, topic, stream,"
                    + " address, function, state machine, workgroup, secret or parameter, or any ARN.")
    private String grants;

    @UriParam(
            label = "function",
            description = "Seconds within which something is expected to start the route, 60 to 604800; an alarm tells"
                    + " if nothing does. Not set: nothing is expected.")
    private Integer expectEvery;

    @UriParam(
            label = "function",
            defaultValue = "false",
            description = "Whether the route is meant to be started by what it causes itself, directly or through"
                    + " others, so that the plan lets the cycle pass.")
    private boolean allowCycle;

    /** An endpoint without options. */
    protected LambdaEndpoint(String uri, LambdaComponent component) {
        super(uri, component);
    }

    /** The name of the trigger's component, as it begins URIs, such as {@code lambda-s3}. */
    public abstract String scheme();

    /**
     * Refuses what can't work or AWS would refuse. A trigger adds to it what its own options are held to.
     *
     * @throws IllegalArgumentException with one sentence that says what is missing or wrong
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas of Lambda</a>
     */
    protected void check() {
        requireRange("memory", getMemory(), 128, 10240);
        requireRange("timeout", getTimeout(), 1, 900);
        if (expectEvery != null) {
            // An alarm looks back at seven days at the most:
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
            requireRange("expectEvery", expectEvery, 60, 604800);
        }
        Layers.of(this);
    }

    /**
     * Refuses a number that AWS would refuse.
     *
     * @throws IllegalArgumentException if the value is none of these
     */
    protected final void requireRange(String option, int value, int least, int most) {
        requireRange(scheme(), option, value, least, most);
    }

    /**
     * Refuses an endpoint that names nothing.
     *
     * @param name what stands behind the component's name
     * @param what it has to be
     * @throws IllegalArgumentException with one sentence, if nothing stands there
     */
    protected final void requireName(String name, String what) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    scheme() + " needs " + what + " behind it, such as " + scheme() + ":orders");
        }
    }

    /** As {@link #requireRange(String, int, int, int)}, of the trigger of a scheme. */
    public static void requireRange(String scheme, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("The option " + option + " of " + scheme + " is " + value
                    + "; it has to be " + least + " to " + most);
        }
    }

    /**
     * Opens an event as far as the trigger reads it.
     *
     * @param event the event that Lambda hands over
     * @return its items, and what a failure does
     */
    public abstract Envelope open(Map<String, Object> event);

    /**
     * Takes a document apart that tells of several things into documents of the same kind, in order, so that one which
     * can't be read does not hold up the others.
     *
     * @throws UnexpectedEventException if the document is not of a shape that this trigger knows
     */
    public List<Map<String, Object>> parts(Map<String, Object> document) {
        return List.of(document);
    }

    /**
     * Reads one document: what arrived, in order; nothing if the document is understood and asks for nothing.
     *
     * @throws UnexpectedEventException if the document is not of a shape that this trigger knows
     */
    public abstract List<Arrival> arrivals(Map<String, Object> document);

    /**
     * An event such as AWS would send to the route, about a thing that does not exist. It warms up a function before
     * its snapshot is taken.
     */
    public abstract Map<String, Object> sample();

    /**
     * The EventBridge pattern of the events that start the route, ready to be written as JSON; empty if no rule does.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
     */
    public Map<String, Object> eventPattern() {
        return Map.of();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                getEndpointUri() + " starts a route; it can't be sent to. Use aws2-lambda to invoke a function.");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        LambdaConsumer consumer = new LambdaConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        // Several routes may watch the same thing; each is a Lambda of its own.
        return true;
    }

    public int getMemory() {
        return memory;
    }

    public void setMemory(int memory) {
        this.memory = memory;
    }

    /** Seconds that one invocation may take, as set, or as is usual for the trigger. */
    public Integer getTimeout() {
        return timeout != null ? timeout : usualTimeout();
    }

    /** Seconds that one invocation may take where nothing is set. */
    protected int usualTimeout() {
        return USUAL_TIMEOUT;
    }

    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    public Integer getReservedConcurrency() {
        return reservedConcurrency;
    }

    public void setReservedConcurrency(Integer reservedConcurrency) {
        this.reservedConcurrency = reservedConcurrency;
    }

    public String getLayers() {
        return layers;
    }

    public void setLayers(String layers) {
        this.layers = layers;
    }

    public String getGrants() {
        return grants;
    }

    public void setGrants(String grants) {
        this.grants = grants;
    }

    public Integer getExpectEvery() {
        return expectEvery;
    }

    public void setExpectEvery(Integer expectEvery) {
        this.expectEvery = expectEvery;
    }

    public boolean isAllowCycle() {
        return allowCycle;
    }

    public void setAllowCycle(boolean allowCycle) {
        this.allowCycle = allowCycle;
    }
}
