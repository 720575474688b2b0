package dev.dromedary.function.steps.notification;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Find items that nobody was told of, claim them, compose the mail and mark them. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "notification",
        title = "Notification",
        syntax = "notification:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.MAIL})
public class NotificationEndpoint extends StepEndpoint {

    private static final String FROM_PROPERTY = "; set the property that it is taken from";

    @UriPath(
            description =
                    "due: the body becomes the keys of items that nobody was told of. claim: claims the item of the"
                            + " key in the body, or each of a list of keys; the body becomes the item, or the list of items"
                            + " that could be claimed. compose: the body becomes a MIME message for aws2-ses. sent: marks the"
                            + " claimed items.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(label = "due,claim,sent", description = "due, claim, sent: name of the DynamoDB table.")
    private String table;

    @UriParam(
            label = "due,claim,sent",
            description = "due, claim, sent: names of the table's hash key and range key, separated by a comma.")
    private String key;

    @UriParam(label = "due", description = "due: name of the index by day.")
    private String index;

    @UriParam(
            label = "due",
            description = "due: names of the index' hash key, a day such as 2026-01-05 (UTC), and of its range key, a"
                    + " time such as 2026-01-05T08:00:00.000Z, separated by a comma.")
    private String indexKey;

    @UriParam(
            label = "due",
            defaultValue = "3600",
            description = "due: how old an item has to be, in seconds, so that its own notification had its time.")
    private long olderThan = 3600;

    @UriParam(
            label = "due",
            defaultValue = "259200",
            description =
                    "due: how old an item may be, in seconds: longer than from one time to the next, so that what was"
                            + " too young or too much at one time is found at the next.")
    private long within = 259_200;

    @UriParam(label = "due", defaultValue = "ttl", description = "due: name of the table's TTL attribute.")
    private String expires = "ttl";

    @UriParam(label = "due", defaultValue = "100", description = "due: most keys; the others are only counted.")
    private int limit = 100;

    @UriParam(
            label = "claim",
            defaultValue = "360",
            description = "claim: how long a claim stands in the way of others, in seconds; longer than the function's"
                    + " timeout. A retry of the same work takes its own claim up at once.")
    private long lease = 360;

    @UriParam(label = "compose", description = "compose: address of the sender.")
    private String from;

    @UriParam(label = "compose", description = "compose: addresses of the recipients, separated by commas.")
    private String to;

    @UriParam(label = "compose", description = "compose: the subject. A simple expression.")
    private String subject;

    @UriParam(label = "compose", description = "compose: the text. A simple expression.")
    private String text;

    @UriParam(label = "compose", description = "compose: the same as HTML. A simple expression.")
    private String html;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.due, List.of(Access.query("table", "index")),
            Operation.claim, List.of(Access.table("table", "dynamodb:UpdateItem")),
            Operation.compose, List.of(Access.sender("from"), Access.recipients("to")),
            Operation.sent, List.of(Access.table("table", "dynamodb:UpdateItem")));

    /** What the step does. */
    public enum Operation {
        due,
        claim,
        compose,
        sent
    }

    NotificationEndpoint(String uri, NotificationComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        if (operation == Operation.compose) {
            require("from", from, FROM_PROPERTY);
            require("to", to, FROM_PROPERTY);
            require("subject", subject, FROM_PROPERTY);
            require("text", text, FROM_PROPERTY);
            require("html", html, FROM_PROPERTY);
            ComposeProducer.Addresses.check("from", from);
            ComposeProducer.Addresses.check("to", to);
            return;
        }
        require("table", table);
        require("key", key);
        if (operation == Operation.due) {
            require("index", index);
            require("indexKey", indexKey);
            if (names(indexKey).size() != 2) {
                throw new IllegalArgumentException("The option indexKey of notification:due is \"" + indexKey
                        + "\"; it has to be two names separated by a comma");
            }
            if (limit < 1) {
                throw new IllegalArgumentException(
                        "The option limit of notification:due is " + limit + "; it has to be 1 or more");
            }
        }
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case due -> new DueProducer(this);
            case claim -> new ClaimProducer(this);
            case compose -> new ComposeProducer(this);
            case sent -> new SentProducer(this);
        };
    }

    NotificationTable notificationTable() {
        return new NotificationTable(client(DynamoDbClient.class), table, names(key));
    }

    static List<String> names(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getIndex() {
        return index;
    }

    public void setIndex(String index) {
        this.index = index;
    }

    public String getIndexKey() {
        return indexKey;
    }

    public void setIndexKey(String indexKey) {
        this.indexKey = indexKey;
    }

    public long getOlderThan() {
        return olderThan;
    }

    public void setOlderThan(long olderThan) {
        this.olderThan = olderThan;
    }

    public long getWithin() {
        return within;
    }

    public void setWithin(long within) {
        this.within = within;
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(String expires) {
        this.expires = expires;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public long getLease() {
        return lease;
    }

    public void setLease(long lease) {
        this.lease = lease;
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

    public String getSubject() {
        return subject;
    }

    public void setSubject(String subject) {
        this.subject = subject;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getHtml() {
        return html;
    }

    public void setHtml(String html) {
        this.html = html;
    }
}
