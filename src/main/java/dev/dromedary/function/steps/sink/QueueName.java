package dev.dromedary.function.steps.sink;

import org.apache.camel.CamelContext;

/**
 * A queue as an option names it: by its name, its ARN or its URL. The URL follows from region, account and name, as the
 * function's properties have them, so nobody has to be asked for it.
 *
 * @param text the option
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html">Queue
 *     identifiers</a>
 */
record QueueName(String text) {

    private static final int PARTS_OF_ARN = 6;

    /** What stands behind the last slash or colon. */
    String name() {
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
    }

    boolean isFifo() {
        return text.endsWith(".fifo");
    }

    String url(CamelContext context) {
        if (text.startsWith("http")) {
            return text;
        }
        String[] parts = text.split(":", PARTS_OF_ARN);
        boolean arn = parts.length == PARTS_OF_ARN;
        String region = arn ? parts[3] : context.resolvePropertyPlaceholders("{{dromedary.region}}");
        String account = arn ? parts[4] : context.resolvePropertyPlaceholders("{{dromedary.account}}");
        String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
        return "https://sqs." + region + "." + domain + "/" + account + "/" + name();
    }
}
