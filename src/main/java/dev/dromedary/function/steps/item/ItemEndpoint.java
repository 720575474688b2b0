package dev.dromedary.function.steps.item;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.ItemAttribute;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Write an item of a DynamoDB table, made of the body, by one conditional call; read one, or a page of an index. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "item",
        title = "Item",
        syntax = "item:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class ItemEndpoint extends StepEndpoint {

    /** The attribute that holds the second of an item's end, unless the option says another. */
    public static final String EXPIRES = "ttl";

    @UriPath(
            description =
                    "put: the item is put whole, in the place of one with that key. update: the item gets these attributes;"
                            + " a field without a value removes its attribute, others stay, and an item that is not there is made."
                            + " The body, headers and properties stay as they are, except that with the option order the outcome"
                            + " says whether the item was recorded, or a newer one stands there."
                            + " get: the body becomes the item as it is now, a map, or null if there is none."
                            + " query: the body becomes a map of items, a list of those that an index has under one key, and of"
                            + " next, which asks for those behind them; it is missing behind the last one.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(description = "Name of the DynamoDB table.")
    @Metadata(required = true)
    private String table;

    @UriParam(
            description = "The attributes of the table's key, as fields: one or two names, such as order_id, or"
                    + " id=${exchangeProperty.name}. query: the hash key of the index.")
    @Metadata(required = true)
    private String key;

    @UriParam(
            defaultValue = BodyFields.EVERYTHING,
            description =
                    "The attributes of the item, as fields separated by commas: status, etag=processed_etag (an entry"
                            + " of the body under another name), reason=error.reason (an entry of an entry),"
                            + " name=${exchangeProperty.name} (an expression), state='new' (a constant), size with a question"
                            + " mark behind it (left out where there is none), an asterisk (all entries of the body). The key's need not be named. put: one without a value is left"
                            + " out, and of an item over 200 KB the longest list loses entries at its end.")
    private String fields = BodyFields.EVERYTHING;

    @UriParam(
            enums = "absent,present",
            description = "absent: an item of that key stays as it is, and nothing is written; present: nothing is"
                    + " written unless there is one. Neither is a failure.")
    private String onlyIf;

    @UriParam(
            description =
                    "Name of the attribute that orders what comes about one item: nothing is written if the item has"
                            + " a higher one, or the same. It is one of the fields, a number or a text; else it is S3's sequencer of"
                            + " the object that started the route, without the zeros at its end.")
    private String order;

    @UriParam(
            description = "For how many days the item stays, counted from the first attempt at the same work: the"
                    + " attribute that the option expires names says when it ends. Not set: for ever.")
    private Integer keepDays;

    @UriParam(defaultValue = "ttl", description = "Name of the attribute that the table's time to live is set to.")
    private String expires = EXPIRES;

    @UriParam(description = "query: name of the index.")
    private String index;

    @UriParam(
            defaultValue = "100",
            description =
                    "query: most items of one page, 1 to 1000; a number, or a simple expression that comes to one.")
    private String limit = "100";

    @UriParam(
            description =
                    "query: what the page before has told as next, a simple expression; nothing for the first page.")
    private String next;

    @UriParam(defaultValue = "false", description = "query: whether the highest range key comes first.")
    private boolean descending;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.put, List.of(Access.table("table", "dynamodb:PutItem")),
            Operation.update, List.of(Access.table("table", "dynamodb:UpdateItem")),
            Operation.get, List.of(Access.table("table", "dynamodb:GetItem")),
            Operation.query, List.of(Access.query("table", "index")));

    /** What the step does. */
    public enum Operation {
        put,
        update,
        get,
        query
    }

    ItemEndpoint(String uri, ItemComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("table", table);
        require("key", key);
        require("fields", fields);
        require("expires", expires);
        if (operation == Operation.query) {
            require("index", index);
            require("limit", limit);
        }
        if (onlyIf != null && !Set.of("absent", "present").contains(onlyIf)) {
            throw new IllegalArgumentException(
                    "The option onlyIf of " + step() + " is \"" + onlyIf + "\"; it is absent or present");
        }
        if (keepDays != null && keepDays < 1) {
            throw new IllegalArgumentException("The option keepDays of " + step() + " is " + keepDays
                    + "; it has to be a positive number of days");
        }
        if (order != null && BodyFields.names(key).made().contains(order)) {
            throw new IllegalArgumentException("The options key and order of " + step() + " are both \"" + order
                    + "\"; they have to be the names of different attributes");
        }
    }

    @Override
    public Producer createProducer() {
        BodyFields keys = BodyFields.of(getCamelContext(), step(), key);
        return switch (operation) {
            case put, update -> new ItemProducer(this, keys, BodyFields.of(getCamelContext(), step(), fields));
            case get -> producer(new ItemReads(this, keys)::get);
            case query -> producer(new ItemReads(this, keys)::query);
        };
    }

    /**
     * The key that the option {@code key} comes to.
     *
     * @throws IllegalArgumentException with one sentence if a part of it has no value
     */
    Map<String, AttributeValue> key(BodyFields keys, Exchange exchange) {
        Map<String, AttributeValue> made = new LinkedHashMap<>();
        keys.from(exchange).forEach((name, value) -> {
            if (value == null || value instanceof CharSequence text && text.isEmpty()) {
                throw new IllegalArgumentException(step() + ": the key's attribute \"" + name
                        + "\" has no value, and an item of " + table + " is found by it");
            }
            made.put(name, ItemAttribute.of(name, value));
        });
        return made;
    }

    boolean isPut() {
        return operation == Operation.put;
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

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    public String getOnlyIf() {
        return onlyIf;
    }

    public void setOnlyIf(String onlyIf) {
        this.onlyIf = onlyIf;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public Integer getKeepDays() {
        return keepDays;
    }

    public void setKeepDays(Integer keepDays) {
        this.keepDays = keepDays;
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(String expires) {
        this.expires = expires;
    }

    public String getIndex() {
        return index;
    }

    public void setIndex(String index) {
        this.index = index;
    }

    public String getLimit() {
        return limit;
    }

    public void setLimit(String limit) {
        this.limit = limit;
    }

    public String getNext() {
        return next;
    }

    public void setNext(String next) {
        this.next = next;
    }

    public boolean isDescending() {
        return descending;
    }

    public void setDescending(boolean descending) {
        this.descending = descending;
    }
}
