package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.envelope.QueueMapping;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import java.util.List;

/**
 * What triggers have in common whose functions read a queue.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Configuring a queue</a>
 */
final class QueueNeeds {

    /** What Lambda does with the function's role. */
    static final List<String> READ = List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

    /** How often a queue without an option of its own hands a message out. */
    static final int TRIES = 5;

    private QueueNeeds() {}

    static Document mapping(PlannedFunction function, Resource queue, QueueMapping mapping) {
        return new Document()
                .put("function", function.id())
                .put("kind", "queue")
                .put("source", queue.name())
                .put("batchSize", mapping.getBatchSize())
                .put("batchingWindow", mapping.getBatchWindow())
                .put("maximumConcurrency", mapping.getMaximumConcurrency());
    }

    /** Seconds for which AWS recommends that a message stays hidden. */
    static int visibility(LambdaEndpoint endpoint, QueueMapping mapping) {
        return 6 * endpoint.getTimeout() + mapping.getBatchWindow();
    }
}
