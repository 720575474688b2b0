package dev.dromedary.function.trigger.sqs;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.envelope.QueueEnvelope;
import dev.dromedary.function.trigger.envelope.QueueMapping;
import dev.dromedary.function.trigger.eventbridge.EventBridgeReader;
import dev.dromedary.function.trigger.eventbridge.EventOptions;
import dev.dromedary.function.trigger.s3.AskedChanges;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.s3.KeyOptions;
import dev.dromedary.function.trigger.s3.S3Reader;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when messages are in an SQS queue. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaSqsEndpoint.SCHEME,
        title = "AWS Lambda by SQS",
        syntax = "lambda-sqs:queueNameOrArn",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaSqsEndpoint extends LambdaEndpoint {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-sqs";

    @UriPath(
            description =
                    "Name of the queue, or its ARN. The name of a FIFO queue ends with .fifo; its messages are worked on in the order of their message group.")
    @Metadata(required = true)
    private String queueNameOrArn;

    @UriParam
    private final QueueMapping mapping = new QueueMapping();

    @UriParam(
            defaultValue = "text",
            enums = "text,json",
            description = "What the body is: text, or json (parsed: a map or list).")
    private BodyFormat format = BodyFormat.text;

    @UriParam(
            label = "queue",
            description =
                    "Seconds for which a message that was handed out stays hidden, from the function's timeout to "
                            + "43200; not set: six times the function's timeout, as AWS recommends, and the batch window.")
    private Integer visibilityTimeout;

    @UriParam(
            label = "queue",
            defaultValue = "5",
            description = "How often a message is tried before the dead-letter queue gets it, 1 to 1000.")
    private int maxReceiveCount = 5;

    @UriParam(
            defaultValue = "none",
            description =
                    "What the messages carry. none: the body is the message. sns: the body is what was published to "
                            + "the topic. event: an EventBridge event; body and headers are those of lambda-eventbridge. s3: "
                            + "news of S3 objects; one exchange an object with the body and headers of lambda-s3, for objects "
                            + "that match bucket, prefix and suffix.")
    private Unwrap unwrap = Unwrap.none;

    @UriParam
    private final EventOptions event = new EventOptions();

    @UriParam(label = "keys", description = "Bucket of the objects that the messages tell of. Needed by unwrap=s3.")
    private String bucket;

    @UriParam
    private final KeyOptions keys = new KeyOptions();

    @UriParam(
            label = "keys",
            defaultValue = "created",
            description =
                    "unwrap=s3: what starts the route, as of lambda-s3: created, deleted, or both, separated by a "
                            + "comma.")
    private String events = "created";

    @UriParam(
            label = "keys",
            defaultValue = "true",
            description = "unwrap=s3: whether the body is the object's content.")
    private boolean includeBody = true;

    /** What a message carries. */
    public enum Unwrap {
        /** Itself. */
        none,
        /** News of S3 objects. */
        s3,
        /** An EventBridge event. */
        event,
        /** What was published to an SNS topic. */
        sns
    }

    private SqsReader reader;

    LambdaSqsEndpoint(String uri, LambdaSqsComponent component, String queueNameOrArn) {
        super(uri, component);
        this.queueNameOrArn = queueNameOrArn;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected void check() {
        super.check();
        requireName(queueNameOrArn, "the name of a queue");
        if (format == BodyFormat.bytes) {
            throw new IllegalArgumentException(
                    "The option format of " + SCHEME + " is bytes; a message is text, so it has to be text or json");
        }
        mapping.check(SCHEME, isFifo());
        requireRange("maxReceiveCount", maxReceiveCount, 1, 1000);
        if (visibilityTimeout != null) {
            // With less, a message would come again while the function still works on it; Lambda refuses that.
            requireRange("visibilityTimeout", visibilityTimeout, getTimeout(), 43200);
        }
        if (unwrap == Unwrap.s3 && (bucket == null || bucket.isBlank())) {
            throw new IllegalArgumentException(
                    SCHEME + " with unwrap=s3 needs the option bucket, the name of the objects' bucket");
        }
        KeyFilter filter = KeyFilter.of(bucket, keys);
        reader = new SqsReader(
                queue(),
                unwrap,
                format,
                new S3Reader(getCamelContext(), filter, AskedChanges.of(SCHEME, events), includeBody),
                new EventBridgeReader(SCHEME, getCamelContext(), event, filter));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        reader.start();
    }

    /** The queue's name, also where its ARN is given. */
    public String queue() {
        return queueNameOrArn.startsWith("arn:")
                ? queueNameOrArn.substring(queueNameOrArn.lastIndexOf(':') + 1)
                : queueNameOrArn;
    }

    /** Whether messages are worked on in the order of their message group, as in a FIFO queue. */
    public boolean isFifo() {
        return QueueEnvelope.isFifo(queue());
    }

    @Override
    public Envelope open(Map<String, Object> document) {
        return QueueEnvelope.messages(document, isFifo(), maxReceiveCount);
    }

    @Override
    public List<Map<String, Object>> parts(Map<String, Object> message) {
        return reader.parts(message);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> message) {
        return reader.arrivals(message);
    }

    @Override
    public Map<String, Object> sample() {
        return reader.sample();
    }

    public String getQueueNameOrArn() {
        return queueNameOrArn;
    }

    public void setQueueNameOrArn(String queueNameOrArn) {
        this.queueNameOrArn = queueNameOrArn;
    }

    public QueueMapping getMapping() {
        return mapping;
    }

    public BodyFormat getFormat() {
        return format;
    }

    public void setFormat(BodyFormat format) {
        this.format = format;
    }

    public Integer getVisibilityTimeout() {
        return visibilityTimeout;
    }

    public void setVisibilityTimeout(Integer visibilityTimeout) {
        this.visibilityTimeout = visibilityTimeout;
    }

    public int getMaxReceiveCount() {
        return maxReceiveCount;
    }

    public void setMaxReceiveCount(int maxReceiveCount) {
        this.maxReceiveCount = maxReceiveCount;
    }

    public Unwrap getUnwrap() {
        return unwrap;
    }

    public void setUnwrap(Unwrap unwrap) {
        this.unwrap = unwrap;
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

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public boolean isIncludeBody() {
        return includeBody;
    }

    public void setIncludeBody(boolean includeBody) {
        this.includeBody = includeBody;
    }
}
