package dev.dromedary.function.steps.rollup;

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
import software.amazon.awssdk.services.s3.S3Client;

/** Join objects whose rows refer to each other, and count and sum up what belongs to each row of the first. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "rollup",
        title = "Rollup",
        syntax = "rollup:operation",
        producerOnly = true,
        category = {Category.TRANSFORMATION})
public class RollupEndpoint extends DefaultEndpoint {

    @UriPath(
            description = "begin: before the objects are read. add: take in a batch of rows. end: an object was read to"
                    + " its end. results: the body becomes the results, one map for each row of the first table.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(description = "begin: the document of rules, relative to the routes folder.")
    private String rules;

    @UriParam(description = "begin: the bucket of the object that gets the rows that belong to nothing.")
    private String bucket;

    @UriParam(
            description = "begin: the key of that object, which has one JSON object a line; it is removed if there are"
                    + " no such rows. A simple expression.")
    private String unmatched;

    @UriParam(
            description = "begin: how many of the rows that belong to nothing are kept as examples, for each table.",
            defaultValue = "10")
    private int examples = 10;

    @UriParam(description = "add, end: the table that the rows are of. A simple expression.")
    private String table;

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** Before the objects are read. */
        begin(Access.stream("bucket", "unmatched")),
        /** Takes in a batch. */
        add,
        /** An object was read to its end. */
        end,
        /** The body becomes the results. */
        results;

        private final List<Access> accesses;

        Operation(Access... accesses) {
            this.accesses = List.of(accesses);
        }

        @Override
        public List<Access> accesses() {
            return accesses;
        }
    }

    RollupEndpoint(String uri, RollupComponent component) {
        super(uri, component);
    }

    void check() {
        switch (operation) {
            case begin -> {
                require("rules", rules);
                require("bucket", bucket);
                require("unmatched", unmatched);
            }
            case add, end -> require("table", table);
            default -> {
                // The others have no options.
            }
        }
    }

    private void require(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("rollup:" + operation + " needs the option " + name);
        }
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case begin -> new BeginProducer(this);
            case add -> new AddProducer(this);
            case end -> new EndProducer(this);
            case results -> new ResultsProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("rollup:" + operation + " is a step; a route can't begin with it");
    }

    S3Client s3() {
        return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), S3Client.class);
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

    public String getRules() {
        return rules;
    }

    public void setRules(String rules) {
        this.rules = rules;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getUnmatched() {
        return unmatched;
    }

    public void setUnmatched(String unmatched) {
        this.unmatched = unmatched;
    }

    public int getExamples() {
        return examples;
    }

    public void setExamples(int examples) {
        this.examples = examples;
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }
}
