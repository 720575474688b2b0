package dev.dromedary.function.steps.event;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.BodyFields;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Put events made of the body on an EventBridge bus, and see to it that EventBridge has taken them. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "event",
        title = "Event",
        syntax = "event:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.MESSAGING})
public class EventEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "put: an event with the fields is put on the bus; if the body is a list, one for each entry, up to"
                            + " ten in a call. The body, headers and properties stay as they are. An event that EventBridge does not"
                            + " take fails the step; it is put again if that may pass. The correlation id, and the replay if this"
                            + " is one, are in the detail without a word.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(description = "The event bus: its name or ARN.")
    @Metadata(required = true)
    private String bus;

    @UriParam(description = "Who says so, such as orders.intake. A simple expression.")
    @Metadata(required = true)
    private String source;

    @UriParam(description = "What has happened, such as Order Placed. A simple expression.")
    @Metadata(required = true)
    private String detailType;

    @UriParam(
            defaultValue = BodyFields.EVERYTHING,
            description =
                    "The fields of the event's detail, separated by commas: status, etag=processed_etag (an entry of the"
                            + " body under another name), reason=error.reason (an entry of an entry),"
                            + " sequencer=${exchangeProperty.sequencer} (an expression), kind='full' (a constant), size? (left out"
                            + " where there is none), * (all entries of the body).")
    private String fields = BodyFields.EVERYTHING;

    @UriParam(
            description = "ARNs of what the event is about, separated by commas. A simple expression. Not set: the S3"
                    + " bucket that the field bucket of the detail names, if there is one.")
    private String resources;

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** Puts events. */
        put(Access.events("bus", "source", "detailType"));

        private final List<Access> accesses;

        Operation(Access... accesses) {
            this.accesses = List.of(accesses);
        }

        @Override
        public List<Access> accesses() {
            return accesses;
        }
    }

    EventEndpoint(String uri, EventComponent component) {
        super(uri, component);
    }

    void check() {
        need("bus", bus);
        need("source", source);
        need("detailType", detailType);
        need("fields", fields);
    }

    private void need(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("event:" + operation + " needs the option " + option);
        }
    }

    @Override
    public Producer createProducer() {
        return new PutProducer(this, BodyFields.of(getCamelContext(), "event:" + operation, fields));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "event:" + operation + " is a step; a route that events start begins with lambda-eventbridge instead");
    }

    /** The one client, looked for when a message comes: a function gets its clients late. */
    EventBridgeClient client() {
        return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), EventBridgeClient.class);
    }

    Expression expression(String text) {
        Expression expression = getCamelContext().resolveLanguage("simple").createExpression(text);
        expression.init(getCamelContext());
        return expression;
    }

    public Operation getOperation() {
        return operation;
    }

    public void setOperation(Operation operation) {
        this.operation = operation;
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

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    public String getResources() {
        return resources;
    }

    public void setResources(String resources) {
        this.resources = resources;
    }
}
