package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.JsonDocument;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What brings the events of a bus to a queue: the queue, and the rule with the trigger's pattern. Only at an emulator; in
 * an account such things belong to a deployment.
 *
 * @param sqs where the queue is to be
 * @param eventBridge where the bus is
 */
record EventQueue(SqsClient sqs, EventBridgeClient eventBridge) {

    /**
     * Makes what is not there yet. A rule of the same name gets the trigger's pattern.
     *
     * @param routeId names the rule
     * @param events bus and pattern
     * @param queue name of the queue
     * @throws IllegalArgumentException if a service is not an emulator's
     */
    void create(String routeId, Feed.Events events, String queue) {
        emulator("SQS", sqs.serviceClientConfiguration().endpointOverride());
        emulator("EventBridge", eventBridge.serviceClientConfiguration().endpointOverride());
        String url = sqs.createQueue(create -> create.queueName(queue)).queueUrl();
        String arn = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String pattern = JsonDocument.write(events.pattern());
        eventBridge.putRule(put -> put.name(routeId).eventBusName(events.bus()).eventPattern(pattern));
        eventBridge.putTargets(put -> put.rule(routeId)
                .eventBusName(events.bus())
                .targets(Target.builder().id("input").arn(arn).build()));
        allow(url, arn);
    }

    private void allow(String url, String arn) {
        Map<String, Object> statement = Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "events.amazonaws.com"),
                "Action",
                "sqs:SendMessage",
                "Resource",
                arn);
        String policy = JsonDocument.write(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
        sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, policy)));
    }

    private static void emulator(String service, Optional<URI> endpoint) {
        String host = endpoint.map(URI::getHost).orElse(null);
        if (host == null || host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn")) {
            throw new IllegalArgumentException("The property dromedary.polling.create makes queues and rules at an"
                    + " emulator only, and no endpoint of one is set for " + service + " (AWS_ENDPOINT_URL).");
        }
    }
}
