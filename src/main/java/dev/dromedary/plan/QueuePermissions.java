package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code aws2-sqs}. The queue's URL comes from a property, so that the endpoint needs not look for it by ListQueues.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions of SQS</a>
 */
final class QueuePermissions implements EndpointPermissions {

    private static final Map<String, String> ACTIONS = Map.of(
            "", "sqs:SendMessage",
            "sendBatchMessage", "sqs:SendMessage",
            "deleteMessage", "sqs:DeleteMessage",
            "purgeQueue", "sqs:PurgeQueue");

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-sqs");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        needs.resource(use, "queueNameOrArn", ResourceKind.QUEUE).ifPresent(queue -> {
            for (HeaderValue operation : use.headerOrOption("CamelAwsSqsOperation", "operation", "")) {
                String action = ACTIONS.get(operation.text());
                if (use.reads() || action == null) {
                    needs.unknown(
                            use.step(), "The plan has no rule for this use of aws2-sqs", List.of("sqs:ReceiveMessage"));
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

    private static void url(EndpointUse use, Needs needs, Resource queue) {
        use.raw("queueUrl")
                .flatMap(Settings::property)
                .ifPresentOrElse(
                        property -> needs.used().real(property, queue.url()),
                        () -> needs.finding(
                                use.step(),
                                "aws2-sqs would look for its queue's URL at each start; set its option queueUrl by a"
                                        + " property, such as {{orders.queue-url}}; the plan gives it its value."));
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
