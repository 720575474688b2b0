package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.function.records.EscapedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A message that is to be sent.
 *
 * @param body the text
 * @param attributes by name
 * @param group message group, or null
 * @param deduplicationId or null
 * @param delaySeconds or null for the queue's
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
record MessageDraft(
        String body,
        Map<String, MessageAttributeValue> attributes,
        String group,
        String deduplicationId,
        Integer delaySeconds) {

    /** Bytes of one message and of all of a batch: 1 MiB, body and attributes. */
    static final int LARGEST = 1024 * 1024;

    private static final int MOST_ATTRIBUTES = 10;
    private static final int LONGEST_DELAY = 900;
    private static final Pattern ID = Pattern.compile("[!-~]{1,128}");
    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?i)(?!aws\\.|amazon\\.)(?!.*\\.\\.)(?!\\.)(?!.*\\.$)[a-z0-9_.-]{1,256}");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    static MessageDraft of(SendMessageRequest request) {
        return new MessageDraft(
                request.messageBody(),
                request.messageAttributes(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                request.delaySeconds());
    }

    static MessageDraft of(SendMessageBatchRequestEntry entry) {
        return new MessageDraft(
                entry.messageBody(),
                entry.messageAttributes(),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                entry.delaySeconds());
    }

    int size() {
        int size = body == null ? 0 : bytes(body);
        for (Map.Entry<String, MessageAttributeValue> each : attributes.entrySet()) {
            MessageAttributeValue value = each.getValue();
            size += bytes(each.getKey());
            size += value.dataType() == null ? 0 : bytes(value.dataType());
            size += value.stringValue() == null ? 0 : bytes(value.stringValue());
            size += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
        }
        return size;
    }

    /** A FIFO queue knows a message without an id by its body, whatever its attributes. */
    String deduplicationIdOrDigest() {
        if (deduplicationId != null) {
            return deduplicationId;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Refuses what SQS would refuse.
     *
     * @throws AwsServiceException as SQS answers
     */
    void check(boolean fifo, boolean contentBased) {
        if (body == null || body.isEmpty()) {
            throw SqsErrors.missing("MessageBody");
        }
        if (!EscapedText.isClean(body, EscapedText::isInXml)) {
            throw SqsErrors.contents();
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw SqsErrors.invalid("Number of message attributes [" + attributes.size()
                    + "] exceeds the allowed maximum [" + MOST_ATTRIBUTES + "].");
        }
        attributes.forEach(MessageDraft::checkAttribute);
        if (size() > LARGEST) {
            throw SqsErrors.invalid(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + LARGEST + " bytes.");
        }
        checkQueueType(fifo, contentBased);
    }

    private static void checkAttribute(String name, MessageAttributeValue value) {
        if (!ATTRIBUTE_NAME.matcher(name).matches()) {
            throw SqsErrors.invalid(
                    "The message attribute name '" + Shown.of(name) + "' is invalid. Attribute names can"
                            + " contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.), and must not start with AWS."
                            + " or Amazon.");
        }
        String type = value.dataType();
        if (type == null || !ATTRIBUTE_TYPE.matcher(type).matches()) {
            throw SqsErrors.invalid(
                    "The type of message (user) attribute '" + name + "' is invalid. You must use only the"
                            + " following supported type prefixes: Binary, Number, String.");
        }
        boolean binary = type.startsWith("Binary");
        boolean empty = binary
                ? value.binaryValue() == null || value.binaryValue().asByteArrayUnsafe().length == 0
                : value.stringValue() == null || value.stringValue().isEmpty();
        if (empty) {
            throw SqsErrors.invalid("The message (user) attribute '" + name
                    + "' must contain a non-empty value of type '" + (binary ? "Binary" : "String") + "'.");
        }
        if (!binary && !EscapedText.isClean(value.stringValue(), EscapedText::isInXml)) {
            throw SqsErrors.contents();
        }
        if (type.startsWith("Number") && !NUMBER.matcher(value.stringValue()).matches()) {
            throw SqsErrors.invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private void checkQueueType(boolean fifo, boolean contentBased) {
        if (delaySeconds != null && (delaySeconds < 0 || delaySeconds > LONGEST_DELAY)) {
            throw SqsErrors.invalid("DelaySeconds", delaySeconds, "DelaySeconds must be >= 0 and <= 900.");
        }
        if (group != null && !ID.matcher(group).matches()) {
            throw SqsErrors.invalid(
                    "MessageGroupId",
                    group,
                    "MessageGroupId can only include alphanumeric and"
                            + " punctuation characters. 1 to 128 in length.");
        }
        if (deduplicationId != null && !ID.matcher(deduplicationId).matches()) {
            throw SqsErrors.invalid(
                    "MessageDeduplicationId",
                    deduplicationId,
                    "MessageDeduplicationId can only include"
                            + " alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        String other = "The request include parameter that is not valid for this queue type";
        if (!fifo && deduplicationId != null) {
            throw SqsErrors.invalid("MessageDeduplicationId", deduplicationId, other);
        }
        if (fifo && delaySeconds != null && delaySeconds > 0) {
            throw SqsErrors.invalid("DelaySeconds", delaySeconds, other);
        }
        if (fifo && group == null) {
            throw SqsErrors.missing("MessageGroupId");
        }
        if (fifo && deduplicationId == null && !contentBased) {
            throw SqsErrors.invalid("The queue should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }
}
