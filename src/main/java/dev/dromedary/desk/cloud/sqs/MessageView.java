package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.runtime.MessageChecksums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** A received message, as a client gets it. */
final class MessageView {
    private final String region;

    MessageView(String region) {
        this.region = region;
    }

    String arn(String queue) {
        return Arns.of("sqs", region, queue);
    }

    /** Attributes are told only as far as the request asks for them. */
    Message ofRequest(ReceiveMessageRequest request, ReceivedMessage received) {
        List<String> system = systemAttributes(request);
        return of(
                received,
                name -> request.messageAttributeNames().stream().anyMatch(asked -> asks(asked, name)),
                name -> system.contains("All") || system.contains(name));
    }

    /** With all that there is to tell. */
    Message whole(ReceivedMessage received) {
        return of(received, name -> true, name -> true);
    }

    private Message of(ReceivedMessage received, Predicate<String> asked, Predicate<String> askedOfSystem) {
        SentMessage message = received.message();
        Map<String, MessageAttributeValue> attributes = new TreeMap<>(message.attributes());
        attributes.keySet().removeIf(asked.negate());
        Map<MessageSystemAttributeName, String> system = new HashMap<>();
        received.systemAttributes(region).forEach((name, value) -> {
            if (askedOfSystem.test(name)) {
                system.put(MessageSystemAttributeName.fromValue(name), value);
            }
        });
        return Message.builder()
                .messageId(message.id())
                .receiptHandle(received.receipt())
                .body(message.body())
                .md5OfBody(MessageChecksums.ofBody(message.body()))
                .messageAttributes(attributes)
                .md5OfMessageAttributes(MessageChecksums.ofAttributes(attributes))
                .attributes(system)
                .build();
    }

    /** Older clients ask in the older field. */
    @SuppressWarnings("deprecation")
    private static List<String> systemAttributes(ReceiveMessageRequest request) {
        return request.hasMessageSystemAttributeNames()
                ? request.messageSystemAttributeNamesAsStrings()
                : request.attributeNamesAsStrings();
    }

    /** {@code All}, a name, or what names begin with: {@code kind.*}. */
    private static boolean asks(String asked, String name) {
        return asked.equals("All")
                || asked.equals(name)
                || asked.endsWith(".*") && name.startsWith(asked.substring(0, asked.length() - 2));
    }
}
