package dev.dromedary.function.runtime;

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
            enums = "event,http,queue,s3,schedule,stream",
            description =
                    "What starts the route: s3 (an object was created or deleted), event (an event on an EventBridge bus),"
                            + " http (a request to an HTTP API or a function URL), queue (a message in an SQS queue), schedule"
                            + " (a time has come), stream (a record in a Kinesis stream).")
    @Metadata(required = true)
    private String trigger;

    @UriParam(
            label = "function",
            defaultValue = "512",
            description = "Memory of the function in MB, 128 to 10240. CPU grows with it.")
    private int memory = 512;

    @UriParam(
            label = "function",
            description = "Seconds that one invocation may take, 1 to 900, for http 1 to 29. Not set: 29 for http, else"
                    + " 60. Work that would outlast it is stopped and fails before Lambda kills it.")
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
            label = "function,stream",
            description =
                    "s3, event, schedule: how often Lambda itself repeats a failed invocation, 0 to 2. stream: how"
                            + " often a record that failed is tried again before it is given up, 0 to 10000; until then its"
                            + " shard waits. Not set: 2, for stream 5.")
    private Integer maximumRetryAttempts;

    @UriParam(
            label = "function",
            defaultValue = "21600",
            description = "s3, event, schedule: seconds for which Lambda keeps an event that it could not hand over, 60"
                    + " to 21600.")
    private int maximumEventAge = 21600;

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
            defaultValue = "created",
            description =
                    "s3: what starts the route: created (an object, or a new version of one), deleted (an object was"
                            + " deleted, a delete marker made, or a version deleted for good; by whomever, a lifecycle rule"
                            + " included), or both, separated by a comma. The exchange property change says what happened:"
                            + " created, deleted, or version deleted, after which another version may be the current one.")
    private String events = "created";

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

    @UriParam(
            label = "queue",
            description = "queue: name of the SQS queue. The name of a FIFO queue ends with .fifo; its messages are"
                    + " worked on in the order of their message group.")
    private String queue;

    @UriParam(
            label = "queue,stream",
            description = "queue, stream: how many messages or records one invocation gets at most, 1 to 10000, in a"
                    + " FIFO queue 1 to 10. Not set: 10 for a queue, 100 for a stream.")
    private Integer batchSize;

    @UriParam(
            label = "queue,stream",
            defaultValue = "0",
            description = "queue, stream: seconds for which a batch may be gathered, 0 to 300. A FIFO queue has none;"
                    + " another queue needs at least 1 for batches of more than 10.")
    private int batchWindow;

    @UriParam(
            label = "queue,stream",
            enums = "text,json,bytes",
            description = "queue, stream: what the body is: text, json (parsed: a map or list) or bytes (stream only)."
                    + " Not set: text for a queue, bytes for a stream.")
    private BodyFormat format;

    @UriParam(
            label = "queue",
            description = "queue: how many invocations may work on the queue at the same time, 2 to 1000; not set: as"
                    + " many as the function may have.")
    private Integer maximumConcurrency;

    @UriParam(
            label = "queue",
            description = "queue: seconds for which a message that was handed out stays hidden, from the function's"
                    + " timeout to 43200; not set: six times the function's timeout, as AWS recommends, and the batch"
                    + " window.")
    private Integer visibilityTimeout;

    @UriParam(
            label = "queue",
            defaultValue = "5",
            description = "queue: how often a message is tried before the dead-letter queue gets it, 1 to 1000.")
    private int maxReceiveCount = 5;

    @UriParam(
            label = "queue",
            defaultValue = "none",
            description = "queue: what the messages carry. none: the body is the message. sns: the body is what was"
                    + " published to the topic. event: an EventBridge event; body and headers are those of lambda:event."
                    + " s3: news of S3 objects; one exchange an object with the body and headers of lambda:s3, for"
                    + " objects that match bucket, prefix and suffix.")
    private Unwrap unwrap = Unwrap.none;

    @UriParam(label = "stream", description = "stream: name of the Kinesis data stream.")
    private String stream;

    @UriParam(
            label = "stream",
            defaultValue = "TRIM_HORIZON",
            description = "stream: where a new function begins: with the oldest record, or with the next one.")
    private StartingPosition startingPosition = StartingPosition.TRIM_HORIZON;

    @UriParam(
            label = "stream",
            defaultValue = "1",
            description = "stream: how many invocations may work on one shard at the same time, 1 to 10. Records of one"
                    + " partition key stay in order.")
    private int parallelizationFactor = 1;

    @UriParam(
            label = "stream",
            defaultValue = "true",
            description = "stream: whether a batch that failed is cut in two before it is tried again: at the failed"
                    + " record, or in the middle where none is known.")
    private boolean bisect = true;

    @UriParam(
            label = "stream",
            defaultValue = "86400",
            description = "stream: seconds after which a record is given up, 60 to 604800; -1 for never.")
    private int maximumRecordAge = 86400;

    @UriParam(
            label = "stream",
            description = "stream: name of the bucket that gets the records that were given up. Not set: the"
                    + " deployment's own bucket for all that could not be delivered, dromedary-undelivered-….")
    private String onFailure;

    @UriParam(
            label = "http",
            description = "http: method and path of the requests, such as POST /pipelines or GET /pipelines/{id}. What"
                    + " stands for {id} becomes the header id; {path+} at the end stands for all that is left.")
    private String route;

    @UriParam(
            label = "http",
            defaultValue = "iam",
            description = "http: who may call. iam: who has the permission, with signed requests. jwt: who has a token."
                    + " none: everyone.")
    private Authorization authorization = Authorization.iam;

    @UriParam(
            label = "http",
            description = "http: origins whose pages may read the responses, such as https://example.com, separated by"
                    + " commas, or * for all. Not set: none.")
    private String cors;

    @UriParam(
            label = "http",
            defaultValue = HttpOptions.JSON,
            description =
                    "http: content types that a request's body may have, separated by commas. The body is parsed if"
                            + " it is JSON (a map or list), a text if its type begins with text/, and else bytes.")
    private String contentTypes = HttpOptions.JSON;

    @UriParam(
            label = "http",
            defaultValue = "1048576",
            description = "http: bytes that a request's body may have, 1 to 6291456.")
    private int maximumBody = 1048576;

    /** Who may send requests. */
    public enum Authorization {
        /** Who has the permission in IAM. */
        iam,
        /** Who has a JSON Web Token. */
        jwt,
        /** Everyone. */
        none
    }

    /** What the body of a message or record is. */
    public enum BodyFormat {
        /** A text, in UTF-8. */
        text,
        /** Parsed JSON. */
        json,
        /** The bytes as they are. */
        bytes
    }

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

    /** Where a new function begins to read a stream. */
    public enum StartingPosition {
        /** The oldest record. */
        TRIM_HORIZON,
        /** The next record. */
        LATEST
    }

    /** How the news of a bucket reaches a function. */
    public enum Delivery {
        /** Bucket, EventBridge rule, function. */
        eventbridge,
        /** Bucket notification, function. */
        direct,
        /** Bucket notification, SQS queue, function. */
        queue
    }

    /** Made when it is first asked for. */
    private EventFilter filter;

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

    /**
     * Seconds that one invocation may take.
     *
     * @return as set, or what is usual for the trigger
     */
    public Integer getTimeout() {
        return timeout != null ? timeout : implementation.unit() == Trigger.Unit.REQUEST ? 29 : 60;
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

    public int getMaximumEventAge() {
        return maximumEventAge;
    }

    public void setMaximumEventAge(int maximumEventAge) {
        this.maximumEventAge = maximumEventAge;
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

    /**
     * What the option {@code pattern} lets through, together with {@code source} and {@code detailType}.
     *
     * @return the filter, or null without the option
     * @throws IllegalArgumentException with one sentence if the file can't be read or holds no event pattern
     */
    synchronized EventFilter filter() {
        if (filter == null && pattern != null) {
            filter = new EventFilter("lambda:" + trigger + ": the pattern " + pattern, EventTrigger.pattern(this));
        }
        return filter;
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

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    /**
     * How many messages or records one invocation gets at most.
     *
     * @return as set, or what is usual for the trigger
     */
    public Integer getBatchSize() {
        return batchSize != null ? batchSize : implementation.unit() == Trigger.Unit.RECORD ? 100 : 10;
    }

    public void setBatchSize(Integer batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchWindow() {
        return batchWindow;
    }

    public void setBatchWindow(int batchWindow) {
        this.batchWindow = batchWindow;
    }

    /**
     * What the body of a message or record is.
     *
     * @return as set, or what Camel's own consumer of the service yields
     */
    public BodyFormat getFormat() {
        if (format != null) {
            return format;
        }
        return implementation.unit() == Trigger.Unit.RECORD ? BodyFormat.bytes : BodyFormat.text;
    }

    public void setFormat(BodyFormat format) {
        this.format = format;
    }

    public Integer getMaximumConcurrency() {
        return maximumConcurrency;
    }

    public void setMaximumConcurrency(Integer maximumConcurrency) {
        this.maximumConcurrency = maximumConcurrency;
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

    public String getStream() {
        return stream;
    }

    public void setStream(String stream) {
        this.stream = stream;
    }

    public StartingPosition getStartingPosition() {
        return startingPosition;
    }

    public void setStartingPosition(StartingPosition startingPosition) {
        this.startingPosition = startingPosition;
    }

    public int getParallelizationFactor() {
        return parallelizationFactor;
    }

    public void setParallelizationFactor(int parallelizationFactor) {
        this.parallelizationFactor = parallelizationFactor;
    }

    public boolean isBisect() {
        return bisect;
    }

    public void setBisect(boolean bisect) {
        this.bisect = bisect;
    }

    /**
     * How often what failed is tried again.
     *
     * @return as set, or what is usual for the trigger
     */
    public Integer getMaximumRetryAttempts() {
        return maximumRetryAttempts != null
                ? maximumRetryAttempts
                : implementation.unit() == Trigger.Unit.RECORD ? 5 : 2;
    }

    public void setMaximumRetryAttempts(Integer maximumRetryAttempts) {
        this.maximumRetryAttempts = maximumRetryAttempts;
    }

    public int getMaximumRecordAge() {
        return maximumRecordAge;
    }

    public void setMaximumRecordAge(int maximumRecordAge) {
        this.maximumRecordAge = maximumRecordAge;
    }

    public String getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(String onFailure) {
        this.onFailure = onFailure;
    }

    public String getRoute() {
        return route;
    }

    public void setRoute(String route) {
        // Camel reads a plus as a blank, which stands at no such place: {path+}.
        this.route = route.replace(" }", "+}");
    }

    public Authorization getAuthorization() {
        return authorization;
    }

    public void setAuthorization(Authorization authorization) {
        this.authorization = authorization;
    }

    public String getCors() {
        return cors;
    }

    public void setCors(String cors) {
        this.cors = cors;
    }

    public String getContentTypes() {
        return contentTypes;
    }

    public void setContentTypes(String contentTypes) {
        // Camel reads a plus as a blank: application/problem+json. One behind a comma is none.
        this.contentTypes = contentTypes.strip().replaceAll("(?<=[^,\\s]) (?=[^,\\s])", "+");
    }

    public int getMaximumBody() {
        return maximumBody;
    }

    public void setMaximumBody(int maximumBody) {
        this.maximumBody = maximumBody;
    }
}
