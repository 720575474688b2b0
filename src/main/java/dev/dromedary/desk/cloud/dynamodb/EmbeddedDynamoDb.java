package dev.dromedary.desk.cloud.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloudException;
import dev.dromedary.plan.TableDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * DynamoDB by AWS's own DynamoDB Local, in memory. Tables are kept between runs in {@code <folder>/<table>.ndjson},
 * which is read when the table is made and written when this is closed; plain JSON, for people to look into. A process in which this was
 * started and not closed does not end by itself.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {
    private static final String ENGINE = "/com/amazonaws/services/dynamodbv2/local/shared/access/LocalDBClient.class";

    /** It takes about a second; on a busy machine some. */
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** What a library that does not fit does to it: methods are missing, in threads that nobody hears of. */
    private static final String WHY =
            " A library on the class path may be older than it needs, such as Jackson: take out"
                    + " what with= in dromedary.properties, --with or pom.xml adds, one after the other, or take newer versions.";

    private final FutureTask<DynamoDbEngine> engine;
    private final Duration longestStart;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final TableFiles files;
    private final DynamoDbClient client;

    /**
     * Does not start DynamoDB Local; {@link #start} or the first call does.
     *
     * @throws EmbeddedCloudException if it is not on the class path: a distribution may not hold it, and fetches it
     */
    public EmbeddedDynamoDb(Path folder) {
        this(folder, DynamoDbEngine::tried, LONGEST_START);
    }

    /**
     * As a test has it.
     *
     * @param start starts DynamoDB Local
     * @param longestStart how long it may take, from the first one who needs it
     */
    EmbeddedDynamoDb(Path folder, Callable<DynamoDbEngine> start, Duration longestStart) {
        if (EmbeddedDynamoDb.class.getResource(ENGINE) == null) {
            throw new EmbeddedCloudException(
                    "AWS's DynamoDB Local is missing, which the embedded cloud needs for its tables: let the machine reach"
                            + " Maven Central once, or name a Maven repository that has it with DROMEDARY_REPOSITORY.",
                    null);
        }
        this.engine = new FutureTask<>(start);
        this.longestStart = longestStart;
        this.files = new TableFiles(folder);
        this.client = LocalDynamoDb.of(() -> engine().client(), files);
    }

    /** Starts DynamoDB Local in the background, which takes about a second. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            Thread starter = new Thread(engine, "embedded-dynamodb-start");
            starter.setDaemon(true);
            starter.start();
        }
    }

    /** @throws EmbeddedCloudException in sentences for the user, if it does not start */
    private DynamoDbEngine engine() {
        start();
        long end = System.nanoTime() + longestStart.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return engine.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    // Whoever asks next need not wait for it.
                    engine.cancel(true);
                    throw neverStarted(e);
                } catch (CancellationException e) {
                    throw neverStarted(e);
                } catch (ExecutionException e) {
                    throw new EmbeddedCloudException(
                            "DynamoDB Local, which keeps the tables of the embedded cloud, did not start ("
                                    + e.getCause() + ")."
                                    + WHY,
                            e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private EmbeddedCloudException neverStarted(Exception cause) {
        return new EmbeddedCloudException(
                "DynamoDB Local, which keeps the tables of the embedded cloud, has not started within "
                        + longestStart.toSeconds() + " s." + WHY,
                cause);
    }

    /** The client. Closing it does nothing; tables that it makes are kept between runs too. */
    public DynamoDbClient client() {
        return client;
    }

    /**
     * Makes a table whose keys are strings, with the items of an earlier run, unless it is there.
     *
     * @param rangeKey null for none
     * @param timeToLive the attribute that holds the second of an item's end; null for none. DynamoDB Local deletes such
     *     items some time later, as DynamoDB does
     */
    public void table(String name, String hashKey, String rangeKey, String timeToLive) {
        table(new TableDefinition(name, hashKey, rangeKey, timeToLive, List.of()));
    }

    /**
     * Makes a table whose keys are strings, with the items of an earlier run, unless it is there.
     *
     * @param definition as {@link #table(String, String, String, String)} takes it, with indexes
     */
    public void table(TableDefinition definition) {
        String name = definition.name();
        if (client.listTablesPaginator().tableNames().stream().anyMatch(name::equals)) {
            return;
        }
        client.createTable(TableRequest.of(definition));
        if (definition.timeToLive() != null) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(specification ->
                            specification.attributeName(definition.timeToLive()).enabled(true)));
        }
    }

    /** The tables that there are. */
    public List<String> names() {
        return client.listTablesPaginator().tableNames().stream().toList();
    }

    /** Deletes all tables, with their items. */
    public void clear() {
        names().forEach(name -> client.deleteTable(request -> request.tableName(name)));
    }

    /**
     * Puts an item.
     *
     * @param table name of an existing table
     * @param item plain JSON; sets and bytes in DynamoDB's own notation, such as {@code {"SS":["a"]}}
     */
    public void put(String table, ObjectNode item) {
        Map<String, AttributeValue> attributes = AttributeJson.item(item);
        client.putItem(request -> request.tableName(table).item(attributes));
    }

    /**
     * The items of a table.
     *
     * @param table name of an existing table
     * @return one JSON object an item, as {@link #put} takes it, by key
     */
    public List<ObjectNode> items(String table) {
        return files.items(
                client,
                client.describeTable(request -> request.tableName(table)).table());
    }

    /**
     * Writes all tables to their files and ends DynamoDB Local.
     *
     * @throws EmbeddedCloudException when a file can't be written
     */
    @Override
    public void close() {
        if (!started.get() || closed.getAndSet(true)) {
            return;
        }
        DynamoDbEngine engine;
        try {
            engine = engine();
        } catch (EmbeddedCloudException e) {
            // Whoever asked has been told; and there are no tables.
            return;
        }
        try (DynamoDbEngine running = engine) {
            DynamoDbClient direct = running.client();
            for (String name : direct.listTablesPaginator().tableNames()) {
                TableDescription table =
                        direct.describeTable(request -> request.tableName(name)).table();
                files.save(direct, table);
            }
        }
    }
}
