package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Collect objects that belong together and come one by one, in any order, also at the same moment. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "fileset",
        title = "Fileset",
        syntax = "fileset:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class FilesetEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "arrive: an object that was validated has come; the body, its manifest, becomes the set, or null"
                            + " if a later version of the object has come already. begin: work on the set of the body begins,"
                            + " which needs its claim; the body becomes the set as it is now, with its revision, or null if there"
                            + " is nothing to do. complete: the work that was begun is done. open: the body becomes the sets that"
                            + " are not done, or wait for objects, for some time. reported: people were told that the set of"
                            + " the body waits.")
    @Metadata(required = true)
    private final Operation operation;

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

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.arrive, List.of(Access.table("table", "dynamodb:UpdateItem")),
            Operation.begin, List.of(Access.table("table", "dynamodb:GetItem", "dynamodb:UpdateItem")),
            Operation.complete, List.of(Access.table("table", "dynamodb:UpdateItem")),
            Operation.open, List.of(Access.query("table", "index")),
            Operation.reported, List.of(Access.table("table", "dynamodb:UpdateItem")));

    /** What the step does. */
    public enum Operation {
        arrive,
        begin,
        complete,
        open,
        reported
    }

    FilesetEndpoint(String uri, FilesetComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("table", table);
        require("parts", parts);
        switch (operation) {
            case arrive -> {
                require("set", set);
                require("part", part);
                partNames().stream().filter(Fileset.NAMES::contains).findFirst().ifPresent(name -> {
                    throw new IllegalArgumentException(step() + ": no part can be called \"" + name
                            + "\", as the set has an attribute of that name");
                });
            }
            case open -> require("index", index);
            default -> {
                // The others have no more options.
            }
        }
    }

    @Override
    public Producer createProducer() {
        FilesetSteps steps = new FilesetSteps(this);
        return producer(
                switch (operation) {
                    case arrive -> steps::arrive;
                    case begin -> steps::begin;
                    case complete -> steps::complete;
                    case open -> steps::open;
                    case reported -> steps::reported;
                });
    }

    FilesetTable filesetTable() {
        return new FilesetTable(client(DynamoDbClient.class), table, partNames());
    }

    List<String> partNames() {
        return Arrays.stream(parts.split(",")).map(String::strip).toList();
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
