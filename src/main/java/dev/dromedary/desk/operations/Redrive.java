package dev.dromedary.desk.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Brings what failed back to where it failed. It was never done, so it comes as it came first: mail goes out as usual, and what was
 * done in the meantime is done already to the ledger.
 */
public final class Redrive {

    /** A message went back to its queue. */
    static final String SENT_BACK = "sent back";

    /** A message that nobody can read; it stays. */
    static final String UNREADABLE = "not an event, left in the queue";

    /** So long messages stay hidden while they are worked on; a function at a desk may take its time. */
    private static final int HIDDEN_SECONDS = 900;

    private static final int MOST_AT_ONCE = 10;

    private final Clients clients;
    private final FailureQueues queues;

    /** Redrives the queues of a pipeline. */
    public Redrive(Clients clients, Deployment deployment) {
        this.clients = clients;
        this.queues = new FailureQueues(clients.sqs(), deployment);
    }

    /**
     * Redrives what a queue holds now; what fails again meanwhile is for another time.
     *
     * @param journal what was redriven before, and only has to be deleted
     * @param told is told of each message id and what became of it
     * @return what became of all
     * @throws RuntimeException what SQS or Lambda throw; the same redrive may then go on
     */
    public Counts redrive(FailureQueue queue, Journal journal, BiConsumer<String, String> told) {
        Counts counts = new Counts();
        Optional<String> url = queues.url(queue.name());
        if (url.isEmpty()) {
            return counts;
        }
        int left = queues.countAt(url.get());
        while (left > 0) {
            List<Message> messages = receive(url.get(), Math.min(MOST_AT_ONCE, left));
            if (messages.isEmpty()) {
                return counts;
            }
            for (Message message : messages) {
                String outcome = settle(queue, url.get(), message, journal);
                counts.add(outcome);
                told.accept(message.messageId(), outcome);
            }
            left -= messages.size();
        }
        return counts;
    }

    private List<Message> receive(String url, int most) {
        return clients.sqs()
                .receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private String settle(FailureQueue queue, String url, Message message, Journal journal) {
        String outcome = ObjectReplay.BEFORE;
        String item = queue.name() + ' ' + message.messageId();
        if (!journal.has(item)) {
            outcome = bringBack(queue, message);
            if (outcome.equals(UNREADABLE)) {
                clients.sqs().changeMessageVisibility(request -> request.queueUrl(url)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
                return outcome;
            }
            journal.add(item);
        }
        clients.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        return outcome;
    }

    private String bringBack(FailureQueue queue, Message message) {
        if (queue.kind() == FailureQueue.Kind.DEAD_LETTERS) {
            String target = queues.url(queue.route().queue().orElseThrow())
                    .orElseThrow(() -> new IllegalStateException("There is no queue "
                            + queue.route().queue().orElseThrow() + " to send the dead letters back to."));
            clients.sqs().sendMessage(sentBack(target, message));
            return SENT_BACK;
        }
        return FailureQueues.event(message.body())
                .map(event -> clients.functions().invoke(queue.route().id(), event))
                .orElse(UNREADABLE);
    }

    /**
     * The same message, in the same group. Its deduplication id is a new one, as the queue may know the old one still, and the same
     * each time that this dead letter is sent.
     */
    private static SendMessageRequest sentBack(String target, Message message) {
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        boolean fifo = target.endsWith(".fifo");
        return SendMessageRequest.builder()
                .queueUrl(target)
                .messageBody(message.body())
                .messageAttributes(message.messageAttributes())
                .messageGroupId(group)
                .messageDeduplicationId(fifo ? "redrive-" + message.messageId() : null)
                .build();
    }
}
