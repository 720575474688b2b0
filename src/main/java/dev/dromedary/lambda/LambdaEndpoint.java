package dev.dromedary.lambda;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Start a route when its AWS Lambda function is invoked. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "lambda",
        title = "AWS Lambda Function",
        syntax = "lambda:trigger",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public class LambdaEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    private final Trigger implementation;

    @UriPath(
            enums = "event,s3,schedule",
            description = "What starts the route: s3 (an object was created), event (an event on an EventBridge bus),"
                    + " schedule (a time has come).")
    @Metadata(required = true)
    private String trigger;

    @UriParam(
            label = "function",
            defaultValue = "512",
            description = "Memory of the function in MB, 128 to 10240. CPU grows with it.")
    private int memory = 512;

    @UriParam(
            label = "function",
            defaultValue = "60",
            description = "Seconds that one invocation may take, 1 to 900. Work that would outlast it is stopped and"
                    + " fails before Lambda kills it.")
    private int timeout = 60;

    @UriParam(
            label = "function",
            description = "Invocations that may run at the same time; not set: as many as the account allows.")
    private Integer reservedConcurrency;

    @UriParam(
            label = "function",
            defaultValue = "2",
            description = "How often Lambda itself repeats a failed asynchronous invocation, 0 to 2.")
    private int retryAttempts = 2;

    @UriParam(
            label = "function",
            defaultValue = "21600",
            description = "Seconds for which Lambda keeps an asynchronous event that it could not hand over, 60 to"
                    + " 21600.")
    private int maximumEventAge = 21600;

    @UriParam(
            label = "function",
            description = "Permissions that the route needs beyond those that its endpoints show, as action=resource"
                    + " pairs separated by commas, for example s3:GetObject=bucket/prefix/*.")
    private String grants;

    @UriParam(label = "s3", description = "s3: name of the bucket that is watched.")
    private String bucket;

    @UriParam(label = "s3", defaultValue = "", description = "s3: what the keys begin with.")
    private String prefix = "";

    @UriParam(
            label = "s3",
            defaultValue = "",
            description = "s3: what the keys end with; several are separated by commas, and one of them is enough.")
    private String suffix = "";

    @UriParam(
            label = "s3",
            defaultValue = "eventbridge",
            description = "s3: how the bucket's news reaches the function. Any of them is understood when it arrives.")
    private Delivery via = Delivery.eventbridge;

    @UriParam(
            label = "s3",
            defaultValue = "true",
            description = "s3: whether the body is the object's content. It is read from S3 when a step first reads"
                    + " the body.")
    private boolean includeBody = true;

    @UriParam(label = "event", defaultValue = "default", description = "event: name of the event bus.")
    private String bus = "default";

    @UriParam(label = "event", description = "event: source of the events.")
    private String source;

    @UriParam(label = "event", description = "event: detail-type of the events.")
    private String detailType;

    @UriParam(
            label = "event",
            description = "event: file with an EventBridge event pattern for all that source and detailType can't say,"
                    + " relative to the routes folder.")
    private String pattern;

    @UriParam(
            label = "event",
            defaultValue = "key",
            description = "event: field of the event's detail that holds the key of the object that the event is about;"
                    + " its bucket, etag and sequencer are in the fields of these names. An event without it stands"
                    + " for itself.")
    private String keyField = "key";

    @UriParam(
            label = "schedule",
            description = "schedule: when the route starts, an expression of EventBridge Scheduler such as"
                    + " cron(0 7 * * ? *), rate(1 day) or at(2026-11-20T13:00:00).")
    private String expression;

    @UriParam(
            label = "schedule",
            defaultValue = "UTC",
            description = "schedule: time zone of the expression, an IANA name such as Europe/Berlin.")
    private String timeZone = "UTC";

    /** How the news of a bucket reaches a function. */
    public enum Delivery {
        /** Bucket, EventBridge rule, function. */
        eventbridge,
        /** Bucket notification, function. */
        direct,
        /** Bucket notification, SQS queue, function. */
        queue
    }

    LambdaEndpoint(String uri, LambdaComponent component, Trigger implementation) {
        super(uri, component);
        this.implementation = implementation;
    }

    /**
     * What turns an event document into exchanges.
     *
     * @return the trigger that the endpoint's URI names
     */
    public Trigger implementation() {
        return implementation;
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
        // Two routes may watch the same bucket and prefix; each is a function of its own.
        return true;
    }

    public String getTrigger() {
        return trigger;
    }

    public void setTrigger(String trigger) {
        this.trigger = trigger;
    }

    public int getMemory() {
        return memory;
    }

    public void setMemory(int memory) {
        this.memory = memory;
    }

    public int getTimeout() {
        return timeout;
    }

    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    public Integer getReservedConcurrency() {
        return reservedConcurrency;
    }

    public void setReservedConcurrency(Integer reservedConcurrency) {
        this.reservedConcurrency = reservedConcurrency;
    }

    public int getRetryAttempts() {
        return retryAttempts;
    }

    public void setRetryAttempts(int retryAttempts) {
        this.retryAttempts = retryAttempts;
    }

    public int getMaximumEventAge() {
        return maximumEventAge;
    }

    public void setMaximumEventAge(int maximumEventAge) {
        this.maximumEventAge = maximumEventAge;
    }

    public String getGrants() {
        return grants;
    }

    public void setGrants(String grants) {
        this.grants = grants;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getSuffix() {
        return suffix;
    }

    public void setSuffix(String suffix) {
        this.suffix = suffix;
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

    public String getBus() {
        return bus;
    }

    public void setBus(String bus) {
        this.bus = bus;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getDetailType() {
        return detailType;
    }

    public void setDetailType(String detailType) {
        this.detailType = detailType;
    }

    public String getPattern() {
        return pattern;
    }

    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    public String getKeyField() {
        return keyField;
    }

    public void setKeyField(String keyField) {
        this.keyField = keyField;
    }

    public String getExpression() {
        return expression;
    }

    public void setExpression(String expression) {
        this.expression = expression;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        // Camel reads a plus as a blank, which no name of a time zone has: Etc/GMT+5.
        this.timeZone = timeZone.replace(' ', '+');
    }
}
