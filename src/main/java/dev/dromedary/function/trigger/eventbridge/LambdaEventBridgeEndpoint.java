package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.trigger.envelope.EventEnvelope;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.s3.KeyOptions;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when an event on an EventBridge bus matches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaEventBridgeEndpoint.SCHEME,
        title = "AWS Lambda by EventBridge",
        syntax = "lambda-eventbridge:eventbusNameOrArn",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaEventBridgeEndpoint extends AsynchronousEndpoint {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-eventbridge";

    @UriPath(description = "Name of the event bus, or its ARN.")
    @Metadata(required = true)
    private String eventbusNameOrArn;

    @UriParam
    private final EventOptions event = new EventOptions();

    @UriParam(label = "keys", description = "Bucket that the object of an event has to be in. Not set: any bucket.")
    private String bucket;

    @UriParam
    private final KeyOptions keys = new KeyOptions();

    private EventBridgeReader reader;

    LambdaEventBridgeEndpoint(String uri, LambdaEventBridgeComponent component, String eventbusNameOrArn) {
        super(uri, component);
        this.eventbusNameOrArn = eventbusNameOrArn;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected void check() {
        super.check();
        requireName(eventbusNameOrArn, "the name of an event bus");
        if (event.getSource() == null && event.getDetailType() == null && event.getPattern() == null) {
            throw new IllegalArgumentException(
                    SCHEME + " needs source, detailType or pattern; else every event would start the route");
        }
        reader = new EventBridgeReader(SCHEME, getCamelContext(), event, KeyFilter.of(bucket, keys));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // A pattern that is none is told now, and not with the first event.
        reader.start();
    }

    /** The name of the event bus, also where its ARN is given. */
    public String bus() {
        return eventbusNameOrArn.startsWith("arn:")
                ? eventbusNameOrArn.substring(eventbusNameOrArn.lastIndexOf('/') + 1)
                : eventbusNameOrArn;
    }

    @Override
    public Envelope open(Map<String, Object> document) {
        return EventEnvelope.open(document);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> document) {
        return reader.arrivals(document);
    }

    @Override
    public Map<String, Object> sample() {
        return reader.sample();
    }

    @Override
    public Map<String, Object> eventPattern() {
        return reader.pattern();
    }

    public String getEventbusNameOrArn() {
        return eventbusNameOrArn;
    }

    public void setEventbusNameOrArn(String eventbusNameOrArn) {
        this.eventbusNameOrArn = eventbusNameOrArn;
    }

    public EventOptions getEvent() {
        return event;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public KeyOptions getKeys() {
        return keys;
    }
}
