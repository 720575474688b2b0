package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when records are in a Kinesis data stream. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaKinesisEndpoint.SCHEME,
        title = "AWS Lambda by Kinesis",
        syntax = "lambda-kinesis:streamName",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaKinesisEndpoint extends LambdaEndpoint {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-kinesis";

    /** With so many retries a record is given up by its age alone. */
    public static final int MOST_RETRIES = 10000;

    /** The age of a record that is never too old. */
    public static final int NO_AGE = -1;

    @UriPath(description = "Name of the data stream.")
    @Metadata(required = true)
    private String streamName;

    @UriParam(
            label = "stream",
            defaultValue = "100",
            description = "How many records one invocation gets at most, 1 to 10000.")
    private int batchSize = 100;

    @UriParam(
            label = "stream",
            defaultValue = "0",
            description = "Seconds for which a batch may be gathered, 0 to 300.")
    private int batchWindow;

    @UriParam(defaultValue = "bytes", description = "What the body is: text, json (parsed: a map or list) or bytes.")
    private BodyFormat format = BodyFormat.bytes;

    @UriParam(
            label = "stream",
            defaultValue = "false",
            description =
                    "Whether all records of an invocation are one exchange, whose body is a list of maps: shardId, sequenceNumber,"
                            + " index, partitionKey, arrivalTime and data. In a packed record index tells the records of one"
                            + " sequence number apart; data is as format says, or text or bytes if it can't be. A failure is one of"
                            + " the whole batch.")
    private boolean batching;

    @UriParam(
            label = "stream",
            defaultValue = "TRIM_HORIZON",
            description = "Where a new function begins: with the oldest record, or with the next one.")
    private IteratorType iteratorType = IteratorType.TRIM_HORIZON;

    @UriParam(
            label = "stream",
            defaultValue = "1",
            description =
                    "How many invocations may work on one shard at the same time, 1 to 10. Records of one partition "
                            + "key stay in order.")
    private int parallelizationFactor = 1;

    @UriParam(
            label = "stream",
            defaultValue = "true",
            description =
                    "Whether a batch that failed is cut in two before it is tried again: at the failed record, or in"
                            + " the middle where none is known.")
    private boolean bisect = true;

    @UriParam(
            label = "stream",
            defaultValue = "5",
            description =
                    "How often a record that failed is tried again before it is given up, 0 to 10000; until then its"
                            + " shard waits.")
    private int maximumRetryAttempts = 5;

    @UriParam(
            label = "stream",
            defaultValue = "86400",
            description = "Seconds after which a record is given up, 60 to 604800; -1 for never.")
    private int maximumRecordAge = 86400;

    @UriParam(
            label = "stream",
            description = "Name of the bucket that gets the records that were given up. Not set: the deployment's own "
                    + "bucket for all that could not be delivered, dromedary-undelivered-….")
    private String onFailure;

    /** Where a new function begins to read a stream. */
    public enum IteratorType {
        /** The oldest record. */
        TRIM_HORIZON,
        /** The next record. */
        LATEST
    }

    LambdaKinesisEndpoint(String uri, LambdaKinesisComponent component, String streamName) {
        super(uri, component);
        this.streamName = streamName;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    /** https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html */
    @Override
    protected void check() {
        super.check();
        requireName(streamName, "the name of a stream");
        requireRange("batchSize", batchSize, 1, 10000);
        requireRange("batchWindow", batchWindow, 0, 300);
        requireRange("parallelizationFactor", parallelizationFactor, 1, 10);
        if (batching && parallelizationFactor > 1) {
            // Lambda then splits a shard by partition keys, and records of one invocation are no part of the shard's
            // order.
            throw new IllegalArgumentException(
                    "With batching, parallelizationFactor has to be 1: several invocations for one shard would not be in its order");
        }
        requireRange("maximumRetryAttempts", maximumRetryAttempts, 0, MOST_RETRIES);
        if (maximumRecordAge != NO_AGE) {
            requireRange("maximumRecordAge", maximumRecordAge, 60, 604800);
        }
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return batching ? Envelope.whole(event) : ShardPolicy.open(event);
    }

    @Override
    public List<Map<String, Object>> parts(Map<String, Object> record) {
        return batching ? List.of(record) : KinesisReader.parts(record);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> record) {
        return batching ? KinesisBatch.arrivals(record, format) : KinesisReader.arrivals(record, format);
    }

    @Override
    public Map<String, Object> sample() {
        return KinesisReader.sample(streamName);
    }

    public String getStreamName() {
        return streamName;
    }

    public void setStreamName(String streamName) {
        this.streamName = streamName;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchWindow() {
        return batchWindow;
    }

    public void setBatchWindow(int batchWindow) {
        this.batchWindow = batchWindow;
    }

    public boolean isBatching() {
        return batching;
    }

    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public BodyFormat getFormat() {
        return format;
    }

    public void setFormat(BodyFormat format) {
        this.format = format;
    }

    public IteratorType getIteratorType() {
        return iteratorType;
    }

    public void setIteratorType(IteratorType iteratorType) {
        this.iteratorType = iteratorType;
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

    public int getMaximumRetryAttempts() {
        return maximumRetryAttempts;
    }

    public void setMaximumRetryAttempts(int maximumRetryAttempts) {
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
}
