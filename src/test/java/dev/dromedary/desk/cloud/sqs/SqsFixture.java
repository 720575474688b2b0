package dev.dromedary.desk.cloud.sqs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** An embedded SQS with a clock, and short forms of the usual requests. */
final class SqsFixture implements AutoCloseable {
    final SettableClock clock;
    final EmbeddedSqs sqs;

    SqsFixture(Path folder, SettableClock clock) {
        this.clock = clock;
        this.sqs = new EmbeddedSqs(folder, "eu-central-1", clock);
    }

    static SqsFixture open(Path folder) {
        return new SqsFixture(folder, new SettableClock());
    }

    SendMessageResponse send(String queue, String body) {
        return sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body));
    }

    /** To a FIFO queue. */
    SendMessageResponse send(String queue, String group, String body) {
        return sqs.sendMessage(send -> send.queueUrl(queue).messageBody(body).messageGroupId(group));
    }

    List<Message> receive(String queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    List<String> receiveBodies(String queue) {
        return receive(queue).stream().map(Message::body).toList();
    }

    void delete(String queue, Message message) {
        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    void giveBack(String queue, Message message) {
        sqs.changeMessageVisibility(change ->
                change.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    Map<QueueAttributeName, String> attributes(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }

    static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
