package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How a queue works.
 *
 * @param visibility how long a message that was handed out stays hidden
 * @param delay how long a new message stays hidden
 * @param contentBased whether a FIFO queue takes the digest of a message without deduplication id for one
 * @param deadLetters name of the queue that gets what was received too often, or null for none
 * @param maximumReceives how often a message is handed out before, at least 1
 */
record QueueSettings(
        Duration visibility, Duration delay, boolean contentBased, String deadLetters, int maximumReceives) {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);
    private static final int MAXIMUM_RECEIVES = 5;

    /** Those of a queue that a route names: with a dead-letter queue, unless it is one. */
    static QueueSettings conventional(String name) {
        return conventional(name, VISIBILITY, MAXIMUM_RECEIVES);
    }

    static QueueSettings conventional(String name, Duration visibility, int maximumReceives) {
        return new QueueSettings(
                visibility, Duration.ZERO, QueueNames.isFifo(name), QueueNames.deadLetters(name), maximumReceives);
    }

    /** Those of a queue without a dead-letter queue. */
    static QueueSettings plain(String name) {
        return new QueueSettings(VISIBILITY, Duration.ZERO, QueueNames.isFifo(name), null, MAXIMUM_RECEIVES);
    }

    /** What a client asks for. Other attributes than those here are taken and change nothing. */
    static QueueSettings of(Map<QueueAttributeName, String> attributes) {
        String policy = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
        Map<String, Object> redrive = policy.isEmpty() ? Map.of() : redrive(policy);
        String target = String.valueOf(redrive.get("deadLetterTargetArn"));
        return new QueueSettings(
                Duration.ofSeconds(number(attributes, QueueAttributeName.VISIBILITY_TIMEOUT, 30, 43200)),
                Duration.ofSeconds(number(attributes, QueueAttributeName.DELAY_SECONDS, 0, 900)),
                Boolean.parseBoolean(attributes.get(QueueAttributeName.CONTENT_BASED_DEDUPLICATION)),
                redrive.isEmpty() ? null : target.substring(target.lastIndexOf(':') + 1),
                redrive.isEmpty() ? MAXIMUM_RECEIVES : receives(policy, redrive));
    }

    private static Map<String, Object> redrive(String policy) {
        try {
            return JsonDocument.parse(policy);
        } catch (UnexpectedEventException e) {
            throw SqsErrors.invalid("RedrivePolicy", policy, "Redrive policy is not a valid JSON map.");
        }
    }

    private static int receives(String policy, Map<String, Object> redrive) {
        String count = String.valueOf(redrive.get("maxReceiveCount"));
        if (!count.matches("[1-9]\\d{0,2}|1000")) {
            throw SqsErrors.invalid(
                    "RedrivePolicy",
                    policy,
                    "Invalid value for maxReceiveCount: " + count + ", valid values are from 1"
                            + " to 1000 both inclusive.");
        }
        return Integer.parseInt(count);
    }

    private static int number(
            Map<QueueAttributeName, String> attributes, QueueAttributeName name, int usual, int largest) {
        String value = attributes.getOrDefault(name, Integer.toString(usual));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > largest) {
            throw SqsErrors.invalid("Invalid value for the parameter " + name + ".");
        }
        return Integer.parseInt(value);
    }
}
