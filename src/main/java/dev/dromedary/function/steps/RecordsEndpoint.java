package dev.dromedary.function.steps;

import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Open an object, validate its records, write them and say in a manifest what became of it. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "records",
        title = "Records",
        syntax = "records:operation",
        producerOnly = true,
        category = {Category.TRANSFORMATION, Category.VALIDATION})
public class RecordsEndpoint extends StepEndpoint {

    @UriPath(
            description = "open: count, hash and gunzip the body, before it is unmarshalled. validate: judge a batch by"
                    + " the schema. write: add a batch to the outputs. manifest: make the outputs visible and store"
                    + " the manifest, which becomes the body. analyze: look for what stands out in a batch and add it to"
                    + " the analysis document. analysis: the results become the body, a map. complete: add the body, a"
                    + " map, to the analysis document and make it visible. superseded: note that what was announced is no longer"
                    + " there, so that the ledger does not take it for completed.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "open: the record schema, a Frictionless Table Schema, relative to the routes folder. A simple"
                            + " expression may be a part of the file's name and choose between the files that are there:"
                            + " orders/${variable.kind}.schema.json.")
    private String schema;

    @UriParam(description = "write, manifest, analyze: the bucket of what is written.")
    private String bucket;

    @UriParam(description = "write: key of the object that gets the valid rows. A simple expression.")
    private String valid;

    @UriParam(
            description = "write: key of the object that gets the rejected rows, each with its reason. A simple"
                    + " expression.")
    private String rejected;

    @UriParam(
            description =
                    "write: whether values and column names that a spreadsheet would take for a formula (they begin"
                            + " with = + - @, a tab or a line end, and are no number) get an apostrophe before them, in both outputs."
                            + " It changes the data.",
            defaultValue = "false")
    private boolean escapeFormulas;

    @UriParam(
            description = "manifest: key of the manifest; analyze: key of the analysis document. A simple expression.")
    private String key;

    @UriParam(
            description = "manifest: whether an object whose content the same route has processed under another key is"
                    + " processed again, instead of being noted as its duplicate.",
            defaultValue = "false")
    private boolean processDuplicates;

    @UriParam(
            description = "manifest: whether an object that has a header and no row is a success, instead of rejected.",
            defaultValue = "false")
    private boolean acceptEmpty;

    @UriParam(description = "analyze: the document of rules, relative to the routes folder.")
    private String rules;

    @UriParam(
            description =
                    "analyze: how many rows that stand out are kept as examples, from the first on; not set: as the"
                            + " rules say.")
    private Integer examples;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.write, List.of(Access.stream("bucket", "valid", "rejected")),
            Operation.manifest, List.of(Access.put("bucket", "key")),
            Operation.analyze, List.of(Access.stream("bucket", "key")));

    /** What the step does. */
    public enum Operation {
        open,
        validate,
        write,
        manifest,
        analyze,
        analysis,
        complete,
        superseded
    }

    RecordsEndpoint(String uri, RecordsComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        switch (operation) {
            case open -> require("schema", schema);
            case write -> {
                require("bucket", bucket);
                require("valid", valid);
                require("rejected", rejected);
            }
            case manifest -> {
                require("bucket", bucket);
                require("key", key);
            }
            case analyze -> {
                require("rules", rules);
                require("bucket", bucket);
                require("key", key);
            }
            default -> {
                // The others have no options.
            }
        }
    }

    @Override
    public Producer createProducer() {
        RowSteps rows = new RowSteps(this);
        AnalysisSteps analysis = new AnalysisSteps(this);
        return switch (operation) {
            case open -> new OpenProducer(this);
            case validate -> producer(rows::validate);
            case write -> producer(rows::write);
            case manifest -> new ManifestProducer(this);
            case analyze -> new AnalyzeProducer(this);
            case analysis -> producer(analysis::results);
            case complete -> producer(analysis::complete);
            case superseded -> producer(rows::superseded);
        };
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getValid() {
        return valid;
    }

    public void setValid(String valid) {
        this.valid = valid;
    }

    public String getRejected() {
        return rejected;
    }

    public void setRejected(String rejected) {
        this.rejected = rejected;
    }

    /** Whether what a spreadsheet would take for a formula is escaped. */
    public boolean isEscapeFormulas() {
        return escapeFormulas;
    }

    public void setEscapeFormulas(boolean escapeFormulas) {
        this.escapeFormulas = escapeFormulas;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public boolean isProcessDuplicates() {
        return processDuplicates;
    }

    public void setProcessDuplicates(boolean processDuplicates) {
        this.processDuplicates = processDuplicates;
    }

    public boolean isAcceptEmpty() {
        return acceptEmpty;
    }

    public void setAcceptEmpty(boolean acceptEmpty) {
        this.acceptEmpty = acceptEmpty;
    }

    public String getRules() {
        return rules;
    }

    public void setRules(String rules) {
        this.rules = rules;
    }

    public Integer getExamples() {
        return examples;
    }

    public void setExamples(Integer examples) {
        this.examples = examples;
    }
}
