package dev.dromedary.function.steps;

import dev.dromedary.function.steps.sink.SinkSteps;
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
                    + " the schema. map: shape the valid records of a batch by a mapping. write: add a batch to the outputs. manifest: make the outputs visible and store"
                    + " the manifest, which becomes the body. analyze: look for what stands out in a batch and add it to"
                    + " the analysis document. analysis: the results become the body, a map. complete: add the body, a"
                    + " map, to the analysis document and make it visible. superseded: note that what was announced is no longer"
                    + " there, so that the ledger does not take it for completed."
                    + " send, put, stream: send the valid rows of a batch to a queue, a table or a stream, at once; what a"
                    + " service does not take is sent again, and what has arrived is not, also by the next run at the same"
                    + " object."
                    + " ranges: the body becomes a map of bucket, key, version, etag and size of the object that the headers"
                    + " name, and ranges, a list of maps of number, from, to and header_bytes: bytes that can be read each by"
                    + " themselves, cut at ends of records. An object that can't be cut is one range; not_cut says why. range:"
                    + " the body becomes the stream of a range, a file of its own, for records:open. merge: the manifests of"
                    + " all ranges of an object become one.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "open, ranges: the record schema, a Frictionless Table Schema, relative to the routes folder. A simple"
                            + " expression may be a part of the file's name and choose between the files that are there:"
                            + " orders/${variable.kind}.schema.json.")
    private String schema;

    @UriParam(
            description =
                    "open: how many rows a batch has at most, a simple expression. Not set: as many as dromedary.batch.rows"
                            + " says.")
    private String batchRows;

    @UriParam(
            description =
                    "map: the mapping document, relative to the routes folder; a simple expression may choose, as of"
                            + " schema.")
    private String mapping;

    @UriParam(
            description =
                    "write, manifest, merge, analyze: the bucket of what is written; ranges, range: of what is read.")
    private String bucket;

    @UriParam(
            description =
                    "write: key of the object that gets the valid rows. A simple expression. A step may write only"
                            + " valid rows, or only rejected ones, and a route may have several.")
    private String valid;

    @UriParam(
            description = "write: key of the object that gets the rejected rows, each with its reason. A simple"
                    + " expression.")
    private String rejected;

    @UriParam(
            description =
                    "write: the format of the valid rows: csv, ndjson (one JSON object a line), json (one array of them) or"
                            + " parquet. Not set: as the file came. Rejected rows are always written as the file came.",
            enums = "csv,ndjson,json,parquet")
    private String format;

    @UriParam(
            description =
                    "write: how the objects are packed: none, gzip or zstd. Not set: none, and zstd within Parquet. The"
                            + " rejected rows are packed in the same way, but not beside Parquet.",
            enums = "none,gzip,zstd")
    private String compression;

    @UriParam(
            description =
                    "write: columns, separated by commas, by whose values the valid rows are parted into objects of their"
                            + " own. Their names and values become folders, as in Hive: of the key silver/x.csv parted by country"
                            + " comes silver/country=DE/x.csv. The columns stand in no object.")
    private String partitionBy;

    @UriParam(
            description =
                    "write: whether values and column names that a spreadsheet would take for a formula (they begin"
                            + " with an equals, plus, minus or at sign, a tab or a line end, and are no number) get an apostrophe before them, in both outputs."
                            + " It changes the data.",
            defaultValue = "false")
    private boolean escapeFormulas;

    @UriParam(
            description =
                    "manifest, merge: key of the manifest; analyze: key of the analysis document. A simple expression. put: the"
                            + " column of the table's key, or two separated by a comma; one whose attribute is a number has"
                            + " :N behind it.")
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

    @UriParam(
            description =
                    "analyze: the document of rules, relative to the routes folder; a simple expression may choose,"
                            + " as of schema.")
    private String rules;

    @UriParam(
            description =
                    "analyze: how many rows that stand out are kept as examples, from the first on; not set: as the"
                            + " rules say.")
    private Integer examples;

    @UriParam(
            description =
                    "send: the queue, by name, ARN or URL. The name of a FIFO queue ends in .fifo. Every valid row is"
                            + " a message: the JSON object of its values, by the schema's types, with the attributes message_id"
                            + " and correlation_id.")
    private String queue;

    @UriParam(description = "send: the column whose value is the message, in place of the JSON object.")
    private String body;

    @UriParam(
            description =
                    "send: the column whose value is the message group. A FIFO queue needs it, and drops a message"
                            + " that it has had within five minutes, by the object's version and the row's number.")
    private String groupId;

    @UriParam(
            description =
                    "send: bytes that a message may have, with its attributes, at the most 1048576; a larger row is"
                            + " rejected with too_large_for_queue. More than 262144 only if the queue's MaximumMessageSize says so.",
            defaultValue = "262144")
    private int maximumBytes = 262144;

    @UriParam(
            description = "put: the table. Every valid row is an item, typed as the schema says, without attributes"
                    + " for what is missing. It takes the place of an item with the same key; of several rows of one key the last"
                    + " one stays.")
    private String table;

    @UriParam(description = "stream: the Kinesis stream, by name or ARN. Every valid row is a record: a JSON object.")
    private String stream;

    @UriParam(
            description =
                    "stream: the delivery stream of Firehose, by name or ARN, in place of stream. Every valid row is"
                            + " a record: a JSON object and a line end.")
    private String deliveryStream;

    @UriParam(
            description = "stream: the column whose value is the partition key; without it records are spread over the"
                    + " shards.")
    private String partitionKey;

    @UriParam(
            description =
                    "send, stream: whether records of one groupId or partitionKey never go by the same call, so that"
                            + " they keep their order even if the service does not take one of them. Costs more calls.",
            defaultValue = "false")
    private boolean ordered;

    @UriParam(
            description =
                    "send, put, stream: how many calls are made at the same time, 1 to 32, where no order is to be"
                            + " kept.",
            defaultValue = "8")
    private int concurrency = 8;

    @UriParam(
            label = "ranges",
            description =
                    "ranges: how many bytes a range has, about, a simple expression. There are 1,000 ranges at the most; of"
                            + " a larger object each is larger.",
            defaultValue = "134217728")
    private String rangeBytes = "134217728";

    @UriParam(
            label = "ranges",
            description = "ranges: an object of fewer bytes is one range, a simple expression.",
            defaultValue = "1073741824")
    private String smallest = "1073741824";

    @UriParam(
            label = "range",
            description = "range: the place of the range's first byte, an expression.",
            defaultValue = "${body[from]}")
    private String from = "${body[from]}";

    @UriParam(
            label = "range",
            description = "range: the place behind its last byte, an expression.",
            defaultValue = "${body[to]}")
    private String to = "${body[to]}";

    @UriParam(
            label = "range",
            description = "range: how many of the object's first bytes, its header, stand before it, an expression.",
            defaultValue = "${body[header_bytes]}")
    private String headerBytes = "${body[header_bytes]}";

    @UriParam(
            label = "merge",
            description = "merge: a list of maps, each with the manifest_key of a range, an expression.",
            defaultValue = "${body}")
    private String parts = "${body}";

    @UriParam(
            label = "merge",
            description = "merge: what the keys of the ranges' manifests begin with, a simple expression.")
    private String prefix;

    @UriParam(
            label = "merge",
            defaultValue = "ranges",
            description =
                    "merge: what the manifests are of: ranges, which have to be the whole of one object; or objects, each of"
                            + " which was read once.")
    private MergedManifest.Of of = MergedManifest.Of.ranges;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.write, List.of(Access.stream("bucket", "valid", "rejected")),
            Operation.manifest, List.of(Access.put("bucket", "key")),
            Operation.analyze, List.of(Access.stream("bucket", "key")),
            Operation.send, List.of(Access.queue("queue")),
            Operation.put, List.of(Access.table("table", "dynamodb:BatchWriteItem")),
            Operation.stream, List.of(Access.records("stream"), Access.delivery("deliveryStream")),
            Operation.ranges, List.of(Access.object("bucket", "s3:GetObject", "s3:GetObjectVersion")),
            Operation.range, List.of(Access.object("bucket", "s3:GetObject", "s3:GetObjectVersion")),
            Operation.merge, List.of(Access.below("bucket", "prefix"), Access.put("bucket", "key")));

    /** What the step does. */
    public enum Operation {
        open,
        validate,
        map,
        write,
        manifest,
        analyze,
        analysis,
        complete,
        superseded,
        send,
        put,
        stream,
        ranges,
        range,
        merge
    }

    RecordsEndpoint(String uri, RecordsComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        switch (operation) {
            case open -> require("schema", schema);
            case map -> require("mapping", mapping);
            case write -> {
                require("bucket", bucket);
                WriteProducer.check(this);
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
            case send -> require("queue", queue);
            case put -> {
                require("table", table);
                require("key", key, ", the column of the table's key");
            }
            case stream -> {
                if ((stream == null) == (deliveryStream == null)) {
                    throw new IllegalArgumentException(
                            "records:stream needs one of the options stream and deliveryStream, and not both");
                }
            }
            case ranges -> {
                require("bucket", bucket);
                require("schema", schema);
            }
            case range -> require("bucket", bucket);
            case merge -> {
                require("bucket", bucket);
                require("key", key);
                require("prefix", prefix);
            }
            default -> {
                // The others have no options.
            }
        }
        SinkSteps.check(this);
    }

    @Override
    public Producer createProducer() {
        RowSteps rows = new RowSteps(this);
        AnalysisSteps analysis = new AnalysisSteps(this);
        return switch (operation) {
            case open -> new OpenProducer(this);
            case validate -> producer(rows::validate);
            case map -> new MapProducer(this);
            case write -> new WriteProducer(this);
            case manifest -> new ManifestProducer(this);
            case analyze -> new AnalyzeProducer(this);
            case analysis -> producer(analysis::results);
            case complete -> producer(analysis::complete);
            case superseded -> producer(rows::superseded);
            case send -> SinkSteps.send(this);
            case put -> SinkSteps.put(this);
            case stream -> SinkSteps.stream(this);
            case ranges -> new RangesProducer(this);
            case range -> producer(new RangeProducer(this));
            case merge -> producer(new MergeProducer(this));
        };
    }

    Operation operation() {
        return operation;
    }

    public String getMapping() {
        return mapping;
    }

    public void setMapping(String mapping) {
        this.mapping = mapping;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getBatchRows() {
        return batchRows;
    }

    public void setBatchRows(String batchRows) {
        this.batchRows = batchRows;
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

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getCompression() {
        return compression;
    }

    public void setCompression(String compression) {
        this.compression = compression;
    }

    public String getPartitionBy() {
        return partitionBy;
    }

    public void setPartitionBy(String partitionBy) {
        this.partitionBy = partitionBy;
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

    public String getQueue() {
        return queue;
    }

    public void setQueue(String queue) {
        this.queue = queue;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public String getGroupId() {
        return groupId;
    }

    public void setGroupId(String groupId) {
        this.groupId = groupId;
    }

    public int getMaximumBytes() {
        return maximumBytes;
    }

    public void setMaximumBytes(int maximumBytes) {
        this.maximumBytes = maximumBytes;
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getStream() {
        return stream;
    }

    public void setStream(String stream) {
        this.stream = stream;
    }

    public String getDeliveryStream() {
        return deliveryStream;
    }

    public void setDeliveryStream(String deliveryStream) {
        this.deliveryStream = deliveryStream;
    }

    public String getPartitionKey() {
        return partitionKey;
    }

    public void setPartitionKey(String partitionKey) {
        this.partitionKey = partitionKey;
    }

    public boolean isOrdered() {
        return ordered;
    }

    public void setOrdered(boolean ordered) {
        this.ordered = ordered;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public String getRangeBytes() {
        return rangeBytes;
    }

    public void setRangeBytes(String rangeBytes) {
        this.rangeBytes = rangeBytes;
    }

    public String getSmallest() {
        return smallest;
    }

    public void setSmallest(String smallest) {
        this.smallest = smallest;
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

    public String getHeaderBytes() {
        return headerBytes;
    }

    public void setHeaderBytes(String headerBytes) {
        this.headerBytes = headerBytes;
    }

    public MergedManifest.Of getOf() {
        return of;
    }

    public void setOf(MergedManifest.Of of) {
        this.of = of;
    }

    public String getParts() {
        return parts;
    }

    public void setParts(String parts) {
        this.parts = parts;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }
}
