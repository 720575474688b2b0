package dev.dromedary.function.runtime;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * What SQS would answer in the init phase. Clients check its digests of what they sent, and Camel keeps a queue's URL.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
final class InitPhaseQueues {

    private InitPhaseQueues() {}

    /** Answers the document of an operation, such as {@code SendMessage}, of the JSON protocol. */
    static Map<String, Object> answer(String host, String operation, Map<String, Object> request) {
        return switch (operation) {
            case "SendMessage" -> sent(request);
            case "SendMessageBatch" ->
                Map.of(
                        "Successful",
                        Fields.objects(request, "Entries").stream()
                                .map(InitPhaseQueues::sent)
                                .toList(),
                        "Failed",
                        List.of());
            case "GetQueueUrl" ->
                Map.of(
                        "QueueUrl",
                        "https://" + host + "/" + request.get("QueueOwnerAWSAccountId") + "/"
                                + request.get("QueueName"));
            default -> Map.of();
        };
    }

    private static Map<String, Object> sent(Map<String, Object> message) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        Map<String, Object> given = Fields.object(message, "MessageAttributes");
        given.keySet().forEach(name -> attributes.put(name, attribute(Fields.object(given, name))));
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("Id", message.get("Id"));
        sent.put("MessageId", "init");
        sent.put("MD5OfMessageBody", MessageChecksums.ofBody(String.valueOf(message.get("MessageBody"))));
        sent.put("MD5OfMessageAttributes", MessageChecksums.ofAttributes(attributes));
        return sent;
    }

    private static MessageAttributeValue attribute(Map<String, Object> given) {
        String binary = Fields.text(given, "BinaryValue");
        return MessageAttributeValue.builder()
                .dataType(Fields.text(given, "DataType"))
                .stringValue(Fields.text(given, "StringValue"))
                .binaryValue(
                        binary == null
                                ? null
                                : SdkBytes.fromByteArray(Base64.getDecoder().decode(binary)))
                .build();
    }
}
