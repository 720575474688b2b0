package dev.dromedary.function.steps.body;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.BodyFields;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Make a map of what the body, exchange properties, variables and constants hold. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "body",
        title = "Body",
        syntax = "body:operation",
        producerOnly = true,
        category = {Category.TRANSFORMATION})
public class BodyEndpoint extends DefaultEndpoint {

    @UriPath(description = "select: the body becomes a map of the fields.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(
            description =
                    "The fields of the map, separated by commas: status, reason=error.reason (an entry of the body"
                            + " under another name), set=${exchangeProperty.set} (an expression), type='error' (a constant),"
                            + " sequencer? (left out where there is none), * (all entries of the body).")
    @Metadata(required = true)
    private String fields;

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** Makes the map. */
        select;

        @Override
        public List<Access> accesses() {
            return List.of();
        }
    }

    BodyEndpoint(String uri, BodyComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return new SelectProducer(this, BodyFields.of(getCamelContext(), "body:" + operation, fields));
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("body:" + operation + " is a step; a route can't begin with it");
    }

    public Operation getOperation() {
        return operation;
    }

    public void setOperation(Operation operation) {
        this.operation = operation;
    }

    public String getFields() {
        return fields;
    }

    public void setFields(String fields) {
        this.fields = fields;
    }
}
