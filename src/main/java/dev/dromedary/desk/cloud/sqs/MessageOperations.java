package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.MessageChecksums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Requests of {@link EmbeddedSqs} that send messages, hand them out and take them back. */
record MessageOperations(Queues queues, MessageView view) {
    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_WAIT = 20;
    private static final int LONGEST_VISIBILITY = 43200;

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

    ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        String name = QueueNames.ofUrl(request.queueUrl());
        int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (most < 1 || most > MOST_MESSAGES) {
            throw SqsErrors.invalid("MaxNumberOfMessages", most, "Must be between 1 and 10, if provided.");
        }
        Integer wait = request.waitTimeSeconds();
        if (wait != null && (wait < 0 || wait > LONGEST_WAIT)) {
            throw SqsErrors.invalid("WaitTimeSeconds", wait, "Must be >= 0 and <= 20, if provided.");
        }
        Duration hidden = request.visibilityTimeout() == null ? null : visibility(request.visibilityTimeout());
        List<Message> messages = queues.receive(name, most, hidden, false).stream()
                .map(received -> view.ofRequest(request, received))
                .toList();
        return ReceiveMessageResponse.builder().messages(messages).build();
    }

    private static Duration visibility(Integer seconds) {
        if (seconds == null) {
            throw SqsErrors.missing("VisibilityTimeout");
        }
        if (seconds < 0 || seconds > LONGEST_VISIBILITY) {
            throw SqsErrors.invalid("VisibilityTimeout", seconds, "VisibilityTimeout must be between 0 and 43200.");
        }
        return Duration.ofSeconds(seconds);
    }

    DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        queues.delete(QueueNames.ofUrl(request.queueUrl()), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        String name = QueueNames.ofUrl(request.queueUrl());
        queues.settings(name);
        SqsBatch<DeleteMessageBatchRequestEntry> batch =
                new SqsBatch<>(request.entries(), DeleteMessageBatchRequestEntry::id);
        batch.check();
        List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
        List<BatchResultErrorEntry> failed = batch.each(entry -> {
            queues.delete(name, entry.receiptHandle());
            done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
        });
        return DeleteMessageBatchResponse.builder()
                .successful(done)
                .failed(failed)
                .build();
    }

    ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        queues.changeVisibility(
                QueueNames.ofUrl(request.queueUrl()), request.receiptHandle(), visibility(request.visibilityTimeout()));
        return ChangeMessageVisibilityResponse.builder().build();
    }
}
