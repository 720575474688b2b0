package dev.dromedary.function.runtime.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.function.runtime.MessageChecksums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * SQS's sends in its JSON protocol. A FIFO queue takes a message that it had under the same id without keeping it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
public final class StubQueues {

    static final String TARGETS = "AmazonSQS.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final AtomicInteger failing = new AtomicInteger();

    /**
     * A message that was kept.
     *
     * @param queue name of the queue
     * @param body the text
     * @param group message group, empty if there is none
     */
    public record Message(String queue, String body, String group) {}

    /** The bodies of what a queue has kept. */
    public List<String> bodies(String queue) {
        return messages.stream()
                .filter(message -> message.queue().equals(queue))
                .map(Message::body)
                .toList();
    }

    /** The first entry of so many batches fails, for no fault of the sender's. */
    public void failFirstOf(int batches) {
        failing.set(batches);
    }

    synchronized String answer(String target, String body) {
        try {
            JsonNode request = JSON.readTree(body);
            String url = request.path("QueueUrl").asText();
            String queue = url.substring(url.lastIndexOf('/') + 1);
            return switch (target.substring(TARGETS.length())) {
                case "SendMessage" -> take(queue, request).toString();
                case "SendMessageBatch" -> batch(queue, request.path("Entries")).toString();
                default -> "{}";
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode batch(String queue, JsonNode entries) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        boolean fails = failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        for (JsonNode entry : entries) {
            if (fails && entry == entries.get(0)) {
                failed.addObject()
                        .put("Id", entry.path("Id").asText())
                        .put("Code", "InternalError")
                        .put("SenderFault", false);
            } else {
                successful.add(take(queue, entry));
            }
        }
        return answer;
    }

    private ObjectNode take(String queue, JsonNode message) {
        String body = message.path("MessageBody").asText();
        String id = message.path("MessageDeduplicationId").asText(body);
        if (!queue.endsWith(".fifo") || seen.add(queue + ' ' + id)) {
            messages.add(new Message(queue, body, message.path("MessageGroupId").asText()));
        }
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.path("MessageAttributes")
                .properties()
                .forEach(attribute -> attributes.put(
                        attribute.getKey(),
                        MessageAttributeValue.builder()
                                .dataType(attribute.getValue().path("DataType").asText())
                                .stringValue(
                                        attribute.getValue().path("StringValue").asText())
                                .build()));
        return JSON.createObjectNode()
                .put("Id", message.path("Id").asText())
                .put("MessageId", "message-" + messages.size())
                .put("MD5OfMessageBody", MessageChecksums.ofBody(body))
                .put("MD5OfMessageAttributes", MessageChecksums.ofAttributes(attributes));
    }
}
