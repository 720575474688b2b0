package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code aws2-sqs}. The queue's URL comes from a property or from the queue's name, so that the endpoint needs not look for
 * it by ListQueues.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions of SQS</a>
 */
final class QueuePermissions {

    /** Part of the URL of a queue; the function's defaults name it, too. */
    static final String ACCOUNT = "dromedary.account";

    private static final Map<String, String> ACTIONS = Map.of(
            "", "sqs:SendMessage",
            "sendBatchMessage", "sqs:SendMessage",
            "deleteMessage", "sqs:DeleteMessage",
            "purgeQueue", "sqs:PurgeQueue");

    static void add(EndpointUse use, Needs needs) {
        needs.resource(use, "queueNameOrArn", ResourceKind.QUEUE).ifPresent(queue -> {
            for (HeaderValue operation : use.headerOrOption("CamelAwsSqsOperation", "operation", "")) {
                String action = ACTIONS.get(operation.text());
                if (use.reads() || action == null) {
                    needs.unknown(use.step(), "The plan has no rule for this use of aws2-sqs", "sqs:ReceiveMessage");
                    continue;
                }
                needs.allow(
                        action.equals("sqs:SendMessage") ? "SendMessages" : "ChangeQueue",
                        queue.arn(),
                        List.of(action));
                if (action.equals("sqs:SendMessage")) {
                    needs.emits(new Emission.Message(queue), use.step());
                }
            }
            url(use, needs, queue);
            deduplication(use, needs, queue);
        });
    }

    /** What a route does not say, its function makes of region, account and name, without asking. */
    private static void url(EndpointUse use, Needs needs, Resource queue) {
        Optional<String> url = use.raw("queueUrl");
        if (url.isEmpty()) {
            needs.used().realValues().put(ACCOUNT, "${account}");
            return;
        }
        url.flatMap(Settings::property)
                .ifPresentOrElse(
                        property -> needs.used().realValues().put(property, queue.url()),
                        () -> literal(use, needs, queue, url.get()));
    }

    private static void literal(EndpointUse use, Needs needs, Resource queue, String url) {
        if (!queue.external()) {
            needs.finding(
                    use.step(),
                    "The queue's URL is written as \"" + url
                            + "\", and each environment has its own; leave the option queueUrl out, as the"
                            + " URL follows from the queue's name.");
        }
    }

    /** SnapStart's clones may repeat exchange ids, and a repeated id makes FIFO queues drop the message. */
    private static void deduplication(EndpointUse use, Needs needs, Resource queue) {
        String strategy = use.option("messageDeduplicationIdStrategy").orElse("useExchangeId");
        if (queue.name().endsWith(".fifo") && strategy.equals("useExchangeId")) {
            needs.finding(
                    use.step(),
                    "Messages to the FIFO queue " + queue.name() + " get exchange ids for deduplication, so a retry's"
                            + " message is taken for another one; set messageDeduplicationIdStrategy:"
                            + " useContentBasedDeduplication.");
        }
    }
}
