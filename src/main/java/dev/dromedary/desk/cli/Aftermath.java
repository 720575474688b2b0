package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.kinesis.StreamCounts;
import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.desk.cloud.sns.PublishedMessage;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a run has left behind.
 *
 * @param data where: a folder, or the address of an emulator
 * @param objects what stands before bucket and key where a person looks for an object
 * @param s3 where manifests are
 * @param dynamoDb where items are
 * @param mails what was sent
 * @param alerts what was published
 * @param queues what became of messages
 * @param streams what became of records
 */
record Aftermath(
        String data,
        String objects,
        S3Client s3,
        DynamoDbClient dynamoDb,
        List<SentMail> mails,
        List<PublishedMessage> alerts,
        List<QueueSummary> queues,
        List<StreamCounts> streams) {

    /** Of an embedded cloud in a folder. */
    static Aftermath of(EmbeddedCloud cloud, Path root) {
        return new Aftermath(
                root.toString(),
                root.resolve("s3").toString(),
                cloud.s3(),
                cloud.dynamoDb(),
                cloud.ses().mails(),
                cloud.sns().published(),
                cloud.sqs().counts().stream()
                        .map(counts -> QueueSummary.of(root, counts, cloud.sqs()))
                        .toList(),
                cloud.streams().counts());
    }

    /** Without what was there before: so many mails and published messages. */
    Aftermath since(int mailsBefore, int alertsBefore) {
        return new Aftermath(
                data,
                objects,
                s3,
                dynamoDb,
                mails.subList(mailsBefore, mails.size()),
                alerts.subList(alertsBefore, alerts.size()),
                queues,
                streams);
    }
}
