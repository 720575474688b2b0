package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Store messages before they are sent, so that none is lost, and none that has not changed is sent again. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "outbox",
        title = "Outbox",
        syntax = "outbox:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.MESSAGING})
public class OutboxEndpoint extends StepEndpoint {

    private static final int MOST_CALLS = 32;

    @UriPath(
            description =
                    "store: the body, a list of maps, becomes a list of those messages that are new, differ from what"
                            + " was stored under their key, or were not sent yet; all of them are stored. send: they are sent to a"
                            + " queue and marked as sent.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(description = "The table of messages, with the hash key hash, a text.")
    @Metadata(required = true)
    private String table;

    @UriParam(
            description =
                    "store: the hash of a message is the SHA-256 of this, followed by its field. A simple expression.",
            defaultValue = "")
    private String prefix = "";

    @UriParam(
            description =
                    "store: the field that tells messages apart; those of one value are in one message group of the"
                            + " queue.")
    private String field;

    @UriParam(
            description = "store: number of the revision; rises when messages may have changed. A simple expression.",
            defaultValue = "1")
    private String revision = "1";

    @UriParam(description = "store: for how many days a message stays in the table.", defaultValue = "90")
    private int keepDays = 90;

    @UriParam(
            description = "store: the attribute of the table that holds the second of an item's end.",
            defaultValue = "ttl")
    private String expires = "ttl";

    @UriParam(description = "send: URL of the queue; that of a FIFO queue ends in .fifo.")
    private String queueUrl;

    @UriParam(description = "How many calls are made at the same time, 1 to 32.", defaultValue = "8")
    private int concurrency = 8;

    private ExecutorService threads;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.store, List.of(Access.table("table", "dynamodb:BatchGetItem", "dynamodb:PutItem")),
            Operation.send, List.of(Access.table("table", "dynamodb:UpdateItem"), Access.queue("queueUrl")));

    /** What the step does. */
    public enum Operation {
        store,
        send
    }

    OutboxEndpoint(String uri, OutboxComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("table", table);
        require(operation == Operation.store ? "field" : "queueUrl", operation == Operation.store ? field : queueUrl);
        if (concurrency < 1 || concurrency > MOST_CALLS) {
            throw new IllegalArgumentException(
                    step() + ": concurrency is " + concurrency + "; it has to be 1 to " + MOST_CALLS);
        }
    }

    @Override
    public Producer createProducer() {
        return producer(operation == Operation.store ? new OutboxStore(this) : new OutboxSender(this));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        threads = getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, step(), concurrency);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdown(threads);
        super.doStop();
    }

    ExecutorService threads() {
        return threads;
    }

    OutboxTable outboxTable() {
        return new OutboxTable(client(DynamoDbClient.class), table);
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getField() {
        return field;
    }

    public void setField(String field) {
        this.field = field;
    }

    public String getRevision() {
        return revision;
    }

    public void setRevision(String revision) {
        this.revision = revision;
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

    public String getQueueUrl() {
        return queueUrl;
    }

    public void setQueueUrl(String queueUrl) {
        this.queueUrl = queueUrl;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }
}
