package dev.dromedary.desk.cloud.sqs;

import java.util.regex.Pattern;

/**
 * Names of queues.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
final class QueueNames {
    private static final String FIFO = ".fifo";
    private static final String DEAD_LETTERS = "-dead-letters";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");

    private QueueNames() {}

    static boolean isFifo(String name) {
        return name.endsWith(FIFO);
    }

    static boolean isDeadLetters(String name) {
        return name.endsWith(DEAD_LETTERS) || name.endsWith(DEAD_LETTERS + FIFO);
    }

    /** The queue that gets what can't be handled: {@code x-dead-letters} of x, {@code x-dead-letters.fifo} of x.fifo. */
    static String deadLetters(String name) {
        return isFifo(name)
                ? name.substring(0, name.length() - FIFO.length()) + DEAD_LETTERS + FIFO
                : name + DEAD_LETTERS;
    }

    static void check(String name) {
        if (name == null || name.isEmpty()) {
            throw SqsErrors.missing("QueueName");
        }
        if (!NAME.matcher(name).matches()) {
            throw SqsErrors.invalid(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    /** The name in a queue's URL, whatever comes before it: {@code https://sqs.us-east-1.amazonaws.com/000000000000/x}. */
    static String ofUrl(String url) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missing("QueueUrl");
        }
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
