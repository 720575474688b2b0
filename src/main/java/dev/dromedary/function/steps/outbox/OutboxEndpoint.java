package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.steps.Access;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Store messages before they are sent, so that none is lost, and none that has not changed is sent again. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "outbox",
        title = "Outbox",
        syntax = "outbox:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.MESSAGING})
public class OutboxEndpoint extends DefaultEndpoint {

    private static final int MOST_CALLS = 32;

    @UriPath(
            description =
                    "store: the body, a list of maps, becomes a list of those messages that are new, differ from what"
                            + " was stored under their key, or were not sent yet; all of them are stored. send: they are sent to a"
                            + " queue and marked as sent.")
    @Metadata(required = true)
    private Operation operation;

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

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** Stores messages. */
        store(Access.table("table", "dynamodb:BatchGetItem", "dynamodb:PutItem")),
        /** Sends what was stored. */
        send(Access.table("table", "dynamodb:UpdateItem"), Access.queue("queueUrl"));

        private final List<Access> accesses;

        Operation(Access... accesses) {
            this.accesses = List.of(accesses);
        }

        @Override
        public List<Access> accesses() {
            return accesses;
        }
    }

    OutboxEndpoint(String uri, OutboxComponent component) {
        super(uri, component);
    }

    void check() {
        require("table", table);
        require(operation == Operation.store ? "field" : "queueUrl", operation == Operation.store ? field : queueUrl);
        if (concurrency < 1 || concurrency > MOST_CALLS) {
            throw new IllegalArgumentException(
                    "outbox:" + operation + ": concurrency is " + concurrency + "; it has to be 1 to " + MOST_CALLS);
        }
    }

    private void require(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("outbox:" + operation + " needs the option " + name);
        }
    }

    @Override
    public Producer createProducer() {
        return operation == Operation.store ? new StoreProducer(this) : new SendProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("outbox:" + operation + " is a step; a route can't begin with it");
    }

    OutboxTable outboxTable() {
        return new OutboxTable(
                CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), DynamoDbClient.class), table);
    }

    SqsClient sqs() {
        return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), SqsClient.class);
    }

    String evaluate(String expression, Exchange exchange) {
        return getCamelContext()
                .resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange, String.class);
    }

    public Operation getOperation() {
        return operation;
    }

    public void setOperation(Operation operation) {
        this.operation = operation;
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
