package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Join objects whose rows refer to each other, and count and sum up what belongs to each row of the first. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "rollup",
        title = "Rollup",
        syntax = "rollup:operation",
        producerOnly = true,
        category = {Category.TRANSFORMATION})
public class RollupEndpoint extends StepEndpoint {

    @UriPath(
            description = "begin: before the objects are read. add: take in a batch of rows. end: an object was read to"
                    + " its end. results: the body becomes the results, one map for each row of the first table.")
    @Metadata(required = true)
    private final Operation operation;

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

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES =
            Map.of(Operation.begin, List.of(Access.stream("bucket", "unmatched")));

    /** What the step does. */
    public enum Operation {
        begin,
        add,
        end,
        results
    }

    RollupEndpoint(String uri, RollupComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
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

    @Override
    public Producer createProducer() {
        RollupSteps steps = new RollupSteps(this);
        return switch (operation) {
            case begin -> new BeginProducer(this);
            case add -> producer(steps::add);
            case end -> producer(steps::end);
            case results -> producer(steps::results);
        };
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
