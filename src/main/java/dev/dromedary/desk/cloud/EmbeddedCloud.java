package dev.dromedary.desk.cloud;

import dev.dromedary.desk.cloud.athena.EmbeddedAthena;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrock;
import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.desk.cloud.eventbridge.EmbeddedEventBridge;
import dev.dromedary.desk.cloud.firehose.EmbeddedFirehose;
import dev.dromedary.desk.cloud.kinesis.EmbeddedStreams;
import dev.dromedary.desk.cloud.lambda.EmbeddedLambda;
import dev.dromedary.desk.cloud.logs.FunctionLogs;
import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.desk.cloud.ses.EmbeddedSes;
import dev.dromedary.desk.cloud.sns.EmbeddedSns;
import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.desk.cloud.sqs.QueuePollers;
import dev.dromedary.desk.cloud.ssm.EmbeddedParameterStore;
import dev.dromedary.desk.cloud.stepfunctions.EmbeddedStepFunctions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * S3, EventBridge, SQS, Kinesis, Firehose, DynamoDB, SES, SNS and a stand-in for Bedrock in this process and one folder, joined as
 * on AWS: what happens to an object in S3 is an event on the default bus. The folder is for people to look into and can be
 * opened again:
 *
 * <ul>
 *   <li>{@code s3/<bucket>/<key>}: the objects
 *   <li>{@code events.ndjson}: every event put on a bus, one a line, as AWS would deliver it
 *   <li>{@code queues/<queue>.ndjson}: every message sent, one a line; when this is closed, those that were handled are
 *       marked {@code "state": "deleted"} or {@code "dead-letter"}, and all others are delivered again by who opens the
 *       folder next. After a crash nothing is marked, so that also handled ones are delivered again: a queue delivers at
 *       least once
 *   <li>{@code outbox/<number>-<subject>.eml} and {@code .html}: the mails
 *   <li>{@code topics/<topic>.ndjson}: every message published, one a line
 *   <li>{@code streams/<stream>.ndjson}: records that functions put, one a line
 *   <li>{@code delivery-streams/<name>.ndjson}: records for Firehose, one behind the other
 *   <li>{@code streams/<stream>-failed.ndjson}: records of a stream that were given up and have no bucket to go to
 *   <li>{@code parameters/<name>}: the value of a parameter of Parameter Store, for people to write
 *   <li>{@code logs/<route>.ndjson}: what functions log, come to and measure, one a line
 *   <li>{@code tables/<table>.ndjson}: the items of each table, written at the end
 * </ul>
 *
 * <p>To be closed on every way out: the tables would not be written, and DynamoDB Local would keep the process alive.
 */
public final class EmbeddedCloud implements AutoCloseable {
    private final FileChannel lockFile;
    private final EmbeddedEventBridge eventBridge;
    private final EmbeddedSqs sqs;
    private final QueuePollers queuePollers;
    private final EmbeddedS3 s3;
    private final EmbeddedDynamoDb dynamoDb;
    /** What to close of the tables. */
    private final Tables ownTables;

    private final EmbeddedSes ses;
    private final EmbeddedSns sns;
    private final EmbeddedStreams streams;
    private final EmbeddedFirehose firehose;
    private final EmbeddedParameterStore parameters;
    private final FunctionLogs logs;
    private final EmbeddedAthena athena;
    private final EmbeddedLambda lambda = new EmbeddedLambda();
    private final EmbeddedStepFunctions stepFunctions;
    private final EmbeddedBedrock bedrock = new EmbeddedBedrock();
    private final String region;
    /** One for all, as events and messages cause each other. */
    private final Pending pending = new Pending();

    /**
     * Opens a folder, which is made if it is not there.
     *
     * @param region as events name it, such as {@code us-east-1}
     * @param threads how many events, and how many batches of messages, are handled at the same time
     * @param failures is told of events that a target did not take, and of messages that became dead letters
     * @throws EmbeddedCloudException in one sentence, when the folder can't be used
     */
    public EmbeddedCloud(Path root, String region, int threads, DeliveryFailure failures) {
        this(root, region, threads, failures, new EmbeddedDynamoDb(root.resolve("tables")), false);
    }

    /**
     * As the other, with tables that somebody else owns, as DynamoDB Local takes a second to come up. They are not closed
     * with this cloud.
     *
     * @param tables the tables
     * @throws EmbeddedCloudException in one sentence, when the folder can't be used
     */
    public EmbeddedCloud(Path root, String region, int threads, DeliveryFailure failures, EmbeddedDynamoDb tables) {
        this(root, region, threads, failures, tables, true);
    }

    private EmbeddedCloud(
            Path root, String region, int threads, DeliveryFailure failures, EmbeddedDynamoDb tables, boolean lent) {
        this.region = region;
        lockFile = FolderLock.take(root);
        EmbeddedEventBridge buses = null;
        try {
            buses = new EmbeddedEventBridge(root.resolve("events.ndjson"), region, threads, failures, pending);
            s3 = new EmbeddedS3(root.resolve("s3"), buses::objectChanged);
        } catch (IOException e) {
            if (buses != null) {
                buses.close();
            }
            FolderLock.giveBack(lockFile);
            throw new EmbeddedCloudException("The folder " + root + " can't be used: " + FolderLock.reason(e) + ".", e);
        }
        eventBridge = buses;
        sqs = new EmbeddedSqs(root.resolve("queues"), region, InstantSource.system());
        queuePollers = new QueuePollers(sqs, threads, pending, failures);
        ses = new EmbeddedSes(root.resolve("outbox"));
        sns = new EmbeddedSns(root.resolve("topics"), region);
        streams = new EmbeddedStreams(root.resolve("streams"), region, s3, pending);
        firehose = new EmbeddedFirehose(root.resolve("delivery-streams"));
        parameters = new EmbeddedParameterStore(root.resolve("parameters"));
        logs = new FunctionLogs(root.resolve("logs"));
        athena = new EmbeddedAthena(s3);
        stepFunctions = new EmbeddedStepFunctions(buses::told, threads, pending);
        dynamoDb = tables;
        ownTables = lent ? () -> {} : tables::close;
        dynamoDb.start();
    }

    private interface Tables extends AutoCloseable {
        @Override
        void close();
    }

    /** S3; {@link EmbeddedS3} says what it can do. */
    public EmbeddedS3 s3() {
        return s3;
    }

    /** The buses, with rules and their targets; also the {@link EventBridgeClient}. */
    public EmbeddedEventBridge eventBridge() {
        return eventBridge;
    }

    /** SES; keeps every mail as a file. */
    public EmbeddedSes ses() {
        return ses;
    }

    /** SNS, with its topics. */
    public EmbeddedSns sns() {
        return sns;
    }

    /** SQS, with its queues. */
    public EmbeddedSqs sqs() {
        return sqs;
    }

    /** What reads the queues for functions. */
    QueuePollers queuePollers() {
        return queuePollers;
    }

    /** Kinesis, with its streams. */
    public EmbeddedStreams streams() {
        return streams;
    }

    /** Firehose, with its delivery streams. */
    public EmbeddedFirehose firehose() {
        return firehose;
    }

    /** Parameter Store, with the parameters that are settings. */
    public EmbeddedParameterStore parameters() {
        return parameters;
    }

    /** What functions log, for who binds it to them. */
    public FunctionLogs logs() {
        return logs;
    }

    /** Athena, on DuckDB. */
    public EmbeddedAthena athena() {
        return athena;
    }

    /** Lambda, with the functions that workflows call. */
    public EmbeddedLambda lambda() {
        return lambda;
    }

    /** Step Functions, with the workflows. */
    public EmbeddedStepFunctions stepFunctions() {
        return stepFunctions;
    }

    /** The stand-in for Bedrock, which can be told what to answer. */
    public EmbeddedBedrock bedrock() {
        return bedrock;
    }

    /** The region that events and ARNs name. */
    public String region() {
        return region;
    }

    /** The tables. */
    public EmbeddedDynamoDb tables() {
        return dynamoDb;
    }

    /** DynamoDB; the first call waits until it is up. */
    public DynamoDbClient dynamoDb() {
        return dynamoDb.client();
    }

    /**
     * Waits until all events, and all messages in queues that a function reads, and those that they cause, have been
     * handled.
     *
     * @return false when the time was up before
     */
    public boolean awaitIdle(Duration longest) throws InterruptedException {
        return pending.awaitIdle(longest);
    }

    /** Lets targets that are at work end, writes the tables and gives the folder back. */
    @Override
    public void close() {
        try (lockFile;
                ownTables;
                s3;
                sqs;
                eventBridge;
                streams;
                queuePollers;
                stepFunctions) {
            // Closed from the last to the first, each even if another fails.
        } catch (IOException e) {
            throw new EmbeddedCloudException("The lock of the folder could not be given back.", e);
        }
    }
}
