package dev.dromedary.function.steps.body;

import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Make a map of what the body, exchange properties, variables and constants hold. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "body",
        title = "Body",
        syntax = "body:operation",
        producerOnly = true,
        category = {Category.TRANSFORMATION})
public class BodyEndpoint extends StepEndpoint {

    @UriPath(description = "select: the body becomes a map of the fields.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "The fields of the map, separated by commas: status, reason=error.reason (an entry of the body"
                            + " under another name), set=${exchangeProperty.set} (an expression), type='error' (a constant),"
                            + " sequencer with a question mark behind it (left out where there is none), an asterisk (all"
                            + " entries of the body).")
    @Metadata(required = true)
    private String fields;

    /** What the step does. */
    public enum Operation {
        select
    }

    BodyEndpoint(String uri, BodyComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("fields", fields);
    }

    @Override
    public Producer createProducer() {
        BodyFields chosen = BodyFields.of(getCamelContext(), step(), fields);
        // Can be repeated: a failure leaves the body as it was.
        return producer(exchange -> exchange.getMessage().setBody(chosen.from(exchange)));
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }
}
