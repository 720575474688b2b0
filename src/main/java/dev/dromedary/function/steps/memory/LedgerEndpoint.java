package dev.dromedary.function.steps.memory;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Keep what was paid for or settled, so that a retry of the same work has the same. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ledger",
        title = "Ledger",
        syntax = "ledger:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class LedgerEndpoint extends DefaultEndpoint {

    @UriPath(
            description = "remember: the ledger keeps the body until the work is done. recall: the body becomes what an"
                    + " attempt at the same work has remembered, or null.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(description = "What it is remembered as; several things have several names.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            description =
                    "What it depends on, such as the hash of a question: recall passes over what was remembered under"
                            + " another key. A simple expression.")
    private String key;

    @UriParam(
            defaultValue = "false",
            description =
                    "Whether later versions of the same thing are to have it, too, such as what a version has left in a"
                            + " table; remember with an empty body forgets it.")
    private boolean lasting;

    /** What the step does. */
    public enum Operation {
        /** Keeps the body. */
        remember,
        /** Gives back what was kept. */
        recall
    }

    LedgerEndpoint(String uri, LedgerComponent component) {
        super(uri, component);
    }

    @Override
    public Producer createProducer() {
        return operation == Operation.remember ? new RememberProducer(this) : new RecallProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("ledger:" + operation + " is a step; a route can't begin with it");
    }

    public Operation getOperation() {
        return operation;
    }

    public void setOperation(Operation operation) {
        this.operation = operation;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isLasting() {
        return lasting;
    }

    public void setLasting(boolean lasting) {
        this.lasting = lasting;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }
}
