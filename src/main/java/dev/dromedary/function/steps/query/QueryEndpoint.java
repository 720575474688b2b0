package dev.dromedary.function.steps.query;

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

/** Run a SELECT over objects in S3, and store its result or go on with its rows. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "query",
        title = "Query",
        syntax = "query:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class QueryEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "select: the body becomes the rows of the result, a list of maps. store: the result becomes one object in"
                            + " Parquet, which replaces the one that was there in a single step, and is deleted if there is no row; the body"
                            + " becomes a map of bucket, key, etag, bytes, rows and objects, which is how many objects were read.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            defaultValue = "duckdb",
            description =
                    "What runs the query. duckdb: DuckDB, within the function, which downloads the objects. athena: Amazon"
                            + " Athena, on the tables that the plan makes of what the pipeline writes.")
    private Engine engine = Engine.duckdb;

    @UriParam(
            description =
                    "File with one SELECT, relative to the routes folder. A parameter such as :day stands for a text: a"
                            + " column of the partition, or one of the option parameters.")
    @Metadata(required = true)
    private String sql;

    @UriParam(description = "The bucket of the tables' objects, and of the object that is stored.")
    @Metadata(required = true)
    private String bucket;

    @UriParam(
            description =
                    "The tables that the SELECT names, separated by commas, each with the folder of its objects:"
                            + " orders=silver/orders/, customers=silver/customers/. Objects are Parquet, or JSON where the option"
                            + " schemas says what is in them. Folders such as day=05 are columns, whose values are texts. A simple expression.")
    @Metadata(required = true)
    private String tables;

    @UriParam(
            description =
                    "The partition that the query is about, such as year=2026/month=01/day=05: only the objects in that folder"
                            + " of each table are read, and its columns are parameters. A simple expression.")
    private String partition;

    @UriParam(
            description =
                    "Only the objects of so many partitions are read, the last ones by name; of a table without partitions so"
                            + " many objects, those written last. Not set: all.")
    private Integer latest;

    @UriParam(
            description =
                    "Values of parameters, separated by commas: country=DE, day=${variable.day}. Simple expressions.")
    private String parameters;

    @UriParam(
            description =
                    "Record schemas of tables, relative to the routes folder, separated by commas:"
                            + " files=orders/manifest.schema.json. Needed for tables of JSON, and for one without objects beside others that have some.")
    private String schemas;

    @UriParam(
            description =
                    "The record schema of the result, relative to the routes folder: its columns, in the order of the"
                            + " SELECT, and what they have to be. A row that breaks it fails the step.")
    @Metadata(required = true)
    private String schema;

    @UriParam(label = "store", description = "store: key of the object. A simple expression.")
    private String key;

    @UriParam(
            label = "select",
            defaultValue = "10000",
            description = "select: most rows; a result of more fails the step.")
    private int maximumRows = 10_000;

    /** What the steps call beside reading their tables. */
    public static final Map<Operation, List<Access>> ACCESSES =
            Map.of(Operation.store, List.of(Access.stream("bucket", "key")));

    /** What the step does. */
    public enum Operation {
        select,
        store
    }

    /** What runs queries. */
    public enum Engine {
        duckdb,
        athena
    }

    QueryEndpoint(String uri, QueryComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("sql", sql);
        require("bucket", bucket);
        require("tables", tables);
        require("schema", schema);
        if (operation == Operation.store) {
            require("key", key);
        }
        if (maximumRows < 1 || latest != null && latest < 1) {
            throw new IllegalArgumentException(step() + " needs maximumRows and latest of 1 at least");
        }
        TableList.of(tables);
    }

    @Override
    public Producer createProducer() {
        return new QueryProducer(this, operation);
    }

    public Engine getEngine() {
        return engine;
    }

    public void setEngine(Engine engine) {
        this.engine = engine;
    }

    public String getSql() {
        return sql;
    }

    public void setSql(String sql) {
        this.sql = sql;
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getTables() {
        return tables;
    }

    public void setTables(String tables) {
        this.tables = tables;
    }

    public String getPartition() {
        return partition;
    }

    public void setPartition(String partition) {
        this.partition = partition;
    }

    public Integer getLatest() {
        return latest;
    }

    public void setLatest(Integer latest) {
        this.latest = latest;
    }

    public String getParameters() {
        return parameters;
    }

    public void setParameters(String parameters) {
        this.parameters = parameters;
    }

    public String getSchemas() {
        return schemas;
    }

    public void setSchemas(String schemas) {
        this.schemas = schemas;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public int getMaximumRows() {
        return maximumRows;
    }

    public void setMaximumRows(int maximumRows) {
        this.maximumRows = maximumRows;
    }
}
