package dev.dromedary.function.steps.window;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Keep count, sum, mean, extremes and percentiles of a stream's records by windows of the time at which things happened. */
@UriEndpoint(
        firstVersion = "0.2.0",
        scheme = "window",
        title = "Window",
        syntax = "window:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.TRANSFORMATION})
public class WindowEndpoint extends StepEndpoint {

    /** A day, so that the windows of a day do not overlap with those of the next. */
    private static final int LONGEST_WINDOW = 86400;

    @UriPath(
            description =
                    "add: the body, the records of a lambda-kinesis with batching, is counted, each record once however often"
                            + " it comes; the body becomes the windows that the records belong to, each with its figures so far of"
                            + " this shard. read: the body becomes the windows of a key, each with the figures of all shards.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "The table of windows and of how far each shard is counted, with the keys id and part, both texts.")
    @Metadata(required = true)
    private String table;

    @UriParam(
            description =
                    "add: the path of the field of a record that says when it happened, such as at or sensor.at: a text"
                            + " of ISO 8601, in UTC if it names no zone, or milliseconds since 1970.")
    private String time;

    @UriParam(
            description =
                    "add: the path of the field whose values have windows of their own. read: the value that is read, a"
                            + " simple expression.")
    private String key;

    @UriParam(description = "add: the path of the field that is summed up, a number.")
    private String value;

    @UriParam(description = "add: how long a window is, in seconds, 1 to 86400.", defaultValue = "60")
    private int size = 60;

    @UriParam(
            description =
                    "add: the bucket that gets the records that can't be counted, an object each with its reason.")
    private String bucket;

    @UriParam(
            description =
                    "add: the keys of those objects. A simple expression; ${exchangeProperty.record} tells the records"
                            + " apart, and has to be in it.")
    private String rejected;

    @UriParam(description = "add: for how many days a window stays in the table.", defaultValue = "90")
    private int keepDays = 90;

    @UriParam(
            description = "add: the attribute of the table that holds the second of an item's end.",
            defaultValue = "ttl")
    private String expires = "ttl";

    @UriParam(
            description =
                    "add: a number; a window with one below it is marked with out_of_bounds, true. Not set: no number is"
                            + " too low.")
    private String lower;

    @UriParam(
            description =
                    "add: a number; a window with one above it is marked with out_of_bounds, true. Not set: no number is"
                            + " too high.")
    private String upper;

    @UriParam(description = "read: the first moment, as for time; a simple expression. Not set: from the first window.")
    private String from;

    @UriParam(
            description =
                    "read: the moment before which windows begin; a simple expression. Not set: up to the last window.")
    private String to;

    /** What the steps call. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.add,
            List.of(
                    Access.table(
                            "table",
                            "dynamodb:GetItem",
                            "dynamodb:BatchGetItem",
                            "dynamodb:PutItem",
                            "dynamodb:UpdateItem"),
                    Access.put("bucket", "rejected")),
            Operation.read,
            List.of(Access.table("table", "dynamodb:Query")));

    /** What the step does. */
    public enum Operation {
        add,
        read
    }

    WindowEndpoint(String uri, WindowComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("table", table);
        require("key", key);
        if (operation == Operation.read) {
            return;
        }
        require("time", time);
        require("value", value);
        require("bucket", bucket);
        require("rejected", rejected);
        if (!rejected.contains("${exchangeProperty.record}")) {
            throw new IllegalArgumentException(step()
                    + ": the option rejected names one object for all records; put ${exchangeProperty.record} in it");
        }
        if (size < 1 || size > LONGEST_WINDOW) {
            throw new IllegalArgumentException(
                    step() + ": size is " + size + "; it has to be 1 to " + LONGEST_WINDOW + " seconds");
        }
        bound("lower", lower);
        bound("upper", upper);
        if (keepDays < 1) {
            throw new IllegalArgumentException(step() + ": keepDays is " + keepDays + "; it has to be 1 or more");
        }
    }

    private Optional<BigDecimal> bound(String option, String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    step() + ": the option " + option + " is \"" + text + "\"; it has to be a number");
        }
    }

    /** Whether a number of a window is too low or too high. */
    boolean isOutOfBounds(BigDecimal lowest, BigDecimal highest) {
        return bound("lower", lower)
                        .filter(bound -> lowest.compareTo(bound) < 0)
                        .isPresent()
                || bound("upper", upper)
                        .filter(bound -> highest.compareTo(bound) > 0)
                        .isPresent();
    }

    @Override
    public Producer createProducer() {
        return producer(operation == Operation.add ? new WindowAdder(this) : new WindowReader(this));
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getTime() {
        return time;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public int getSize() {
        return size;
    }

    public void setSize(int size) {
        this.size = size;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getRejected() {
        return rejected;
    }

    public void setRejected(String rejected) {
        this.rejected = rejected;
    }

    public int getKeepDays() {
        return keepDays;
    }

    public void setKeepDays(int keepDays) {
        this.keepDays = keepDays;
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(String expires) {
        this.expires = expires;
    }

    public String getLower() {
        return lower;
    }

    public void setLower(String lower) {
        this.lower = lower;
    }

    public String getUpper() {
        return upper;
    }

    public void setUpper(String upper) {
        this.upper = upper;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }
}
