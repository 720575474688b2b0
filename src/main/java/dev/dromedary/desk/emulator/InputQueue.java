package dev.dromedary.desk.emulator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** One queue of an emulator. */
public final class InputQueue {

    /** The most that one call hands out: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
    private static final int MOST = 10;

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final SqsClient sqs;
    private final String url;

    /**
     * A queue by its URL.
     *
     * @param sqs the emulator's
     * @param url its URL
     */
    public InputQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * Its ARN.
     *
     * @return the ARN
     * @throws EmulatorException if there is no such queue
     */
    public String arn() {
        return attribute(QueueAttributeName.QUEUE_ARN);
    }

    private String attribute(QueueAttributeName name) {
        return attributes(List.of(name)).get(name);
    }

    private Map<QueueAttributeName, String> attributes(List<QueueAttributeName> names) {
        try {
            return sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(names))
                    .attributes();
        } catch (QueueDoesNotExistException e) {
            throw new EmulatorException(
                    "There is no queue " + url + "; run with --create, which creates what the plan names.", e);
        }
    }

    /**
     * How many messages are in it, those that are hidden too.
     *
     * @return the count, which emulators know exactly
     */
    public int size() {
        return attributes(COUNTS).values().stream().mapToInt(Integer::parseInt).sum();
    }

    /**
     * Takes messages with all their attributes.
     *
     * @param most more than 10 count as 10
     * @param seconds how long it waits for the first
     * @return the messages, which are hidden then; none when the time was up
     */
    public List<Message> receive(int most, int seconds) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(Math.min(most, MOST))
                        .waitTimeSeconds(seconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /**
     * Gives messages back: those that failed can be taken again at once, the others are gone.
     *
     * @param messages what was received
     * @param failed message ids
     */
    public void settle(List<Message> messages, Set<String> failed) {
        for (Message message : messages) {
            if (failed.contains(message.messageId())) {
                sqs.changeMessageVisibility(change -> change.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            } else {
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /**
     * Takes all that is in it, and leaves nothing.
     *
     * @return the messages
     */
    public List<Message> drain() {
        return Stream.generate(() -> receive(MOST, 0))
                .takeWhile(messages -> !messages.isEmpty())
                .peek(messages -> settle(messages, Set.of()))
                .flatMap(List::stream)
                .toList();
    }
}
