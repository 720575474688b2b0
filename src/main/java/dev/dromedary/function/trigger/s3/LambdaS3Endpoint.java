package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.trigger.envelope.EventEnvelope;
import dev.dromedary.function.trigger.envelope.QueueMapping;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when an object of an S3 bucket was created or deleted. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaS3Endpoint.SCHEME,
        title = "AWS Lambda by S3",
        syntax = "lambda-s3:bucketNameOrArn",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaS3Endpoint extends AsynchronousEndpoint {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-s3";

    @UriPath(description = "Name of the bucket that is watched, or its ARN.")
    @Metadata(required = true)
    private String bucketNameOrArn;

    @UriParam
    private final KeyOptions keys = new KeyOptions();

    @UriParam(
            label = "keys",
            defaultValue = "created",
            description = "What starts the route: created (an object, or a new version of one), deleted (an object was "
                    + "deleted, a delete marker made, or a version deleted for good; by whomever, a lifecycle rule "
                    + "included), or both, separated by a comma. The exchange property change says what happened: "
                    + "created, deleted, or version deleted, after which another version may be the current one.")
    private String events = "created";

    @UriParam(
            label = "function",
            defaultValue = "eventbridge",
            description = "How the bucket's news reaches the function. Any of them is understood when it arrives.")
    private Delivery via = Delivery.eventbridge;

    @UriParam
    private final QueueMapping mapping = new QueueMapping();

    @UriParam(
            defaultValue = "true",
            description =
                    "Whether the body is the object's content. It is read from S3 when a step first reads the body.")
    private boolean includeBody = true;

    /** How the news of a bucket reaches a function. */
    public enum Delivery {
        /** Bucket, EventBridge rule, function. */
        eventbridge,
        /** Bucket notification, function. */
        direct,
        /** Bucket notification, SQS queue, function. */
        queue
    }

    private S3Reader reader;

    LambdaS3Endpoint(String uri, LambdaS3Component component, String bucketNameOrArn) {
        super(uri, component);
        this.bucketNameOrArn = bucketNameOrArn;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected void check() {
        super.check();
        requireName(bucketNameOrArn, "the name of a bucket");
        mapping.check(SCHEME, false);
        reader = new S3Reader(
                getCamelContext(), KeyFilter.of(bucket(), keys), AskedChanges.of(SCHEME, events), includeBody);
    }

    /** The bucket's name, also where its ARN is given. */
    public String bucket() {
        return KeyFilter.bucket(bucketNameOrArn);
    }

    /** Which objects count. */
    public KeyFilter filter() {
        return KeyFilter.of(bucket(), keys);
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return EventEnvelope.open(event);
    }

    @Override
    public List<Map<String, Object>> parts(Map<String, Object> document) {
        return reader.parts(document);
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
        return reader.eventPattern();
    }

    public String getBucketNameOrArn() {
        return bucketNameOrArn;
    }

    public void setBucketNameOrArn(String bucketNameOrArn) {
        this.bucketNameOrArn = bucketNameOrArn;
    }

    public KeyOptions getKeys() {
        return keys;
    }

    public QueueMapping getMapping() {
        return mapping;
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public Delivery getVia() {
        return via;
    }

    public void setVia(Delivery via) {
        this.via = via;
    }

    public boolean isIncludeBody() {
        return includeBody;
    }

    public void setIncludeBody(boolean includeBody) {
        this.includeBody = includeBody;
    }
}
