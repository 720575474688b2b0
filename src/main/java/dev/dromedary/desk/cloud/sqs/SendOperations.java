package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.MessageChecksums;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Requests of {@link EmbeddedSqs} that send. */
record SendOperations(Queues queues) {

    SendMessageResponse sendMessage(SendMessageRequest request) {
        SentMessage message = queues.send(QueueNames.ofUrl(request.queueUrl()), MessageDraft.of(request));
        return SendMessageResponse.builder()
                .messageId(message.id())
                .md5OfMessageBody(MessageChecksums.ofBody(request.messageBody()))
                .md5OfMessageAttributes(MessageChecksums.ofAttributes(request.messageAttributes()))
                .sequenceNumber(message.sequence())
                .build();
    }

    SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        String name = QueueNames.ofUrl(request.queueUrl());
        queues.settings(name);
        SqsBatch<SendMessageBatchRequestEntry> batch =
                new SqsBatch<>(request.entries(), SendMessageBatchRequestEntry::id);
        batch.check();
        long size = request.entries().stream()
                .mapToLong(entry -> MessageDraft.of(entry).size())
                .sum();
        if (size > MessageDraft.LARGEST) {
            throw SqsErrors.batch(
                    BatchRequestTooLongException.builder(),
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than " + MessageDraft.LARGEST + " bytes. You have sent " + size
                            + " bytes.");
        }
        List<SendMessageBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = batch.each(entry -> {
            SentMessage message = queues.send(name, MessageDraft.of(entry));
            done.add(SendMessageBatchResultEntry.builder()
                    .id(entry.id())
                    .messageId(message.id())
                    .md5OfMessageBody(MessageChecksums.ofBody(entry.messageBody()))
                    .md5OfMessageAttributes(MessageChecksums.ofAttributes(entry.messageAttributes()))
                    .sequenceNumber(message.sequence())
                    .build());
        });
        return SendMessageBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }
}
