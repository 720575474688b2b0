package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.Access;
import java.util.Arrays;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Collect objects that belong together and come one by one, in any order, also at the same moment. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "fileset",
        title = "Fileset",
        syntax = "fileset:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class FilesetEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "arrive: an object that was validated has come; the body, its manifest, becomes the set, or null"
                            + " if a later version of the object has come already. begin: work on the set of the body begins,"
                            + " which needs its claim; the body becomes the set as it is now, with its revision, or null if there"
                            + " is nothing to do. complete: the work that was begun is done. open: the body becomes the sets that"
                            + " are not done, or wait for objects, for some time. reported: people were told that the set of"
                            + " the body waits.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(
            description = "The table of sets, with the hash key set and an index over open and since, which are texts.")
    @Metadata(required = true)
    private String table;

    @UriParam(description = "The objects that make a set complete, by the part they have in it, separated by commas.")
    @Metadata(required = true)
    private String parts;

    @UriParam(description = "arrive: the set that the object belongs to. A simple expression.")
    private String set;

    @UriParam(description = "arrive: the part that the object has in the set. A simple expression.")
    private String part;

    @UriParam(description = "open: name of the index.")
    private String index;

    @UriParam(
            description = "open: since how many seconds a set with all its objects is not done.",
            defaultValue = "3600")
    private long undoneFor = 3600;

    @UriParam(description = "open: since how many seconds a set waits for objects.", defaultValue = "3600")
    private long waitingFor = 3600;

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** An object has come. */
        arrive(Access.table("table", "dynamodb:UpdateItem")),
        /** Work on a set begins. */
        begin(Access.table("table", "dynamodb:GetItem", "dynamodb:UpdateItem")),
        /** The work is done. */
        complete(Access.table("table", "dynamodb:UpdateItem")),
        /** Which sets are not done. */
        open(Access.query("table", "index")),
        /** People were told that a set waits. */
        reported(Access.table("table", "dynamodb:UpdateItem"));

        private final List<Access> accesses;

        Operation(Access... accesses) {
            this.accesses = List.of(accesses);
        }

        @Override
        public List<Access> accesses() {
            return accesses;
        }
    }

    FilesetEndpoint(String uri, FilesetComponent component) {
        super(uri, component);
    }

    void check() {
        require("table", table);
        require("parts", parts);
        switch (operation) {
            case arrive -> {
                require("set", set);
                require("part", part);
            }
            case open -> require("index", index);
            default -> {
                // The others have no more options.
            }
        }
    }

    private void require(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("fileset:" + operation + " needs the option " + name);
        }
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case arrive -> new ArriveProducer(this);
            case begin -> new BeginProducer(this);
            case complete -> new CompleteProducer(this);
            case open -> new OpenProducer(this);
            case reported -> new ReportedProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("fileset:" + operation + " is a step; a route can't begin with it");
    }

    FilesetTable filesetTable() {
        return new FilesetTable(
                CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), DynamoDbClient.class),
                table,
                partNames());
    }

    List<String> partNames() {
        return Arrays.stream(parts.split(",")).map(String::strip).toList();
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

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getParts() {
        return parts;
    }

    public void setParts(String parts) {
        this.parts = parts;
    }

    public String getSet() {
        return set;
    }

    public void setSet(String set) {
        this.set = set;
    }

    public String getPart() {
        return part;
    }

    public void setPart(String part) {
        this.part = part;
    }

    public String getIndex() {
        return index;
    }

    public void setIndex(String index) {
        this.index = index;
    }

    public long getUndoneFor() {
        return undoneFor;
    }

    public void setUndoneFor(long undoneFor) {
        this.undoneFor = undoneFor;
    }

    public long getWaitingFor() {
        return waitingFor;
    }

    public void setWaitingFor(long waitingFor) {
        this.waitingFor = waitingFor;
    }
}
