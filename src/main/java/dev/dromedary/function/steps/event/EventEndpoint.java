package dev.dromedary.function.steps.event;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Put events made of the body on an EventBridge bus, and see to it that EventBridge has taken them. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "event",
        title = "Event",
        syntax = "event:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.MESSAGING})
public class EventEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "put: an event with the fields is put on the bus; if the body is a list, one for each entry, up to"
                            + " ten in a call. The body, headers and properties stay as they are. An event that EventBridge does not"
                            + " take fails the step; it is put again if that may pass. The correlation id, and the replay if this"
                            + " is one, are in the detail without a word.")
    @Metadata(required = true)
    private final Operation operation;

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
                            + " sequencer=${exchangeProperty.sequencer} (an expression), kind='full' (a constant), size with a"
                            + " question mark behind it (left out where there is none), an asterisk (all entries of the body).")
    private String fields = BodyFields.EVERYTHING;

    @UriParam(
            description = "ARNs of what the event is about, separated by commas. A simple expression. Not set: the S3"
                    + " bucket that the field bucket of the detail names, if there is one.")
    private String resources;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES =
            Map.of(Operation.put, List.of(Access.events("bus", "source", "detailType")));

    /** What the step does. */
    public enum Operation {
        put
    }

    EventEndpoint(String uri, EventComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("bus", bus);
        require("source", source);
        require("detailType", detailType);
        require("fields", fields);
    }

    @Override
    protected String beginning() {
        return "a route that events start begins with lambda-eventbridge instead";
    }

    @Override
    public Producer createProducer() {
        return new PutProducer(this, BodyFields.of(getCamelContext(), step(), fields));
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
