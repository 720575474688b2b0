package dev.dromedary.desk.cloud.dynamodb;

import com.amazonaws.services.dynamodbv2.local.shared.access.LocalDBClient;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteDBAccess;
import com.amazonaws.services.dynamodbv2.local.shared.access.sqlite.SQLiteLibraryLoader;
import com.amazonaws.services.dynamodbv2.local.shared.jobs.JobsRegister;
import dev.dromedary.plan.TableDefinition;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS's DynamoDB Local in memory, put together here as its {@code DynamoDBEmbedded} does it, but without telemetry, with
 * daemons for its jobs and without log4j's start-up of 0.3 s. One thread, SQLite's, is no daemon and ends with
 * {@link #close} only.
 */
final class DynamoDbEngine implements AutoCloseable {
    /** {@code DynamoDBEmbedded} has as many. */
    private static final int JOB_THREADS = 10;

    private static final String TRIED = "dromedary-start";

    /** Kept, because a logger that nobody holds forgets its level. */
    private final Logger sqliteLog = Logger.getLogger("com.almworks.sqlite4java");

    private final ExecutorService jobs;
    private final LocalDBClient local;

    /**
     * Takes about a second, most of which goes into loading classes and the native SQLite.
     *
     * @throws Exception when the native library can't be loaded
     */
    DynamoDbEngine() throws Exception {
        sqliteLog.setLevel(Level.WARNING);
        setIfAbsent("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        setIfAbsent("org.apache.logging.log4j.simplelog.level", "OFF");
        SQLiteLibraryLoader.initialize();
        jobs = Executors.newFixedThreadPool(JOB_THREADS, task -> {
            Thread thread = new Thread(task, "embedded-dynamodb");
            thread.setDaemon(true);
            return thread;
        });
        local = new LocalDBClient(new SQLiteDBAccess(), new JobsRegister(jobs, false));
    }

    /**
     * One that has made a table: classes that are missing, or are other ones than it needs, are missed by then.
     *
     * @throws Exception when it can't do that
     */
    static DynamoDbEngine tried() throws Exception {
        DynamoDbEngine engine = new DynamoDbEngine();
        try {
            engine.client().createTable(TableRequest.of(new TableDefinition(TRIED, "id", null, null, List.of())));
            engine.client().deleteTable(request -> request.tableName(TRIED));
            return engine;
        } catch (RuntimeException | LinkageError e) {
            engine.close();
            throw e;
        }
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    DynamoDbClient client() {
        return local.dynamoDbClient();
    }

    @Override
    public void close() {
        local.shutdownNow();
        jobs.shutdownNow();
    }
}
