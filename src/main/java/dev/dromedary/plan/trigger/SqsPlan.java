package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.sqs.LambdaSqsComponent;
import dev.dromedary.function.trigger.sqs.LambdaSqsEndpoint;
import dev.dromedary.function.trigger.sqs.LambdaSqsEndpoint.Unwrap;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.EndpointUse;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Flow;
import dev.dromedary.plan.Needs;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.Rule;
import dev.dromedary.plan.TriggerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lambda-sqs} in the plan: Lambda reads a queue. */
public final class SqsPlan implements TriggerPlan {

    private static final String QUEUE = "queueNameOrArn";
    private static final String BUCKET = "bucket";

    private static final int LEAST_RECEIVES = 5;

    @Override
    public Class<LambdaSqsComponent> component() {
        return LambdaSqsComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaSqsEndpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of("aws2-sqs", "kamelet:aws-sqs");
    }

    @Override
    public String means() {
        return "which the messages of an SQS queue start";
    }

    @Override
    public Optional<Set<String>> headers() {
        // Attributes of messages have any names.
        return Optional.empty();
    }

    @Override
    public Body body(Map<String, String> options) {
        return "json".equals(options.get("format")) ? Body.MAP : Body.UNKNOWN;
    }

    @Override
    public Flow flow(LambdaEndpoint endpoint) {
        Unwrap unwrap = ((LambdaSqsEndpoint) endpoint).getUnwrap();
        return unwrap == Unwrap.s3 || unwrap == Unwrap.event ? ObjectNeeds.FLOW : Flow.EMPTY;
    }

    @Override
    public Optional<String> keys(LambdaEndpoint endpoint) {
        return ObjectNeeds.keys(filter((LambdaSqsEndpoint) endpoint));
    }

    private static KeyFilter filter(LambdaSqsEndpoint endpoint) {
        return KeyFilter.of(endpoint.getBucket(), endpoint.getKeys());
    }

    @Override
    public void needs(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {
        LambdaSqsEndpoint sqs = (LambdaSqsEndpoint) endpoint;
        if (sqs.getUnwrap() == Unwrap.s3) {
            ObjectNeeds.add(from, BUCKET, filter(sqs), sqs.isIncludeBody(), needs);
        } else if (from.raw(BUCKET).isPresent()) {
            needs.resource(from, BUCKET, ResourceKind.BUCKET);
        }
        needs.resource(from, QUEUE, ResourceKind.QUEUE)
                .ifPresent(queue -> needs.allow("ReadQueue", queue.arn(), QueueNeeds.READ));
    }

    private static LambdaSqsEndpoint endpoint(PlannedFunction function) {
        return (LambdaSqsEndpoint) function.endpoint();
    }

    private static Resource queue(PlannedFunction function) {
        return function.resource(QUEUE, ResourceKind.QUEUE);
    }

    @Override
    public String starts(PlannedFunction function) {
        return "sqs " + queue(function).name() + ", "
                + endpoint(function).getMapping().getBatchSize() + " at a time";
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        LambdaSqsEndpoint endpoint = endpoint(function);
        document.put("queue", queue(function).name());
        ObjectNeeds.describe(function, BUCKET, filter(endpoint), document)
                .put("unwrap", endpoint.getUnwrap().name())
                .put("format", endpoint.getFormat().name());
    }

    @Override
    public Optional<Document> mapping(PlannedFunction function) {
        return Optional.of(
                QueueNeeds.mapping(function, queue(function), endpoint(function).getMapping()));
    }

    @Override
    public Optional<Resource> source(PlannedFunction function) {
        return Optional.of(queue(function));
    }

    @Override
    public Optional<Receiving> receiving(PlannedFunction function) {
        LambdaSqsEndpoint endpoint = endpoint(function);
        return Optional.of(new Receiving(visibility(endpoint), endpoint.getMaxReceiveCount(), null, null));
    }

    private static int visibility(LambdaSqsEndpoint endpoint) {
        return endpoint.getVisibilityTimeout() != null
                ? endpoint.getVisibilityTimeout()
                : QueueNeeds.visibility(endpoint, endpoint.getMapping());
    }

    @Override
    public Optional<Watch> watch(PlannedFunction function) {
        LambdaSqsEndpoint endpoint = endpoint(function);
        KeyFilter filter = filter(endpoint);
        return endpoint.getUnwrap() == Unwrap.s3
                ? Optional.of(new Watch(
                        function.resource(BUCKET, ResourceKind.BUCKET),
                        filter.prefix(),
                        filter.suffixes(),
                        false,
                        List.of()))
                : Optional.empty();
    }

    @Override
    public Optional<Exclusive> exclusive(PlannedFunction function) {
        String name = queue(function).name();
        return Optional.of(new Exclusive(
                "queue " + name,
                " reads the queue " + name
                        + ", too, and each message starts only one of them; give each route a queue of" + " its own."));
    }

    /** A message has to stay hidden while Lambda may still work on it, and to be tried often enough that throttling doesn't send it to the dead letters. */
    @Override
    public List<Finding> check(Rule.Subject subject, PlannedFunction function) {
        LambdaSqsEndpoint endpoint = endpoint(function);
        List<Finding> findings = new ArrayList<>();
        int least = QueueNeeds.visibility(endpoint, endpoint.getMapping());
        if (visibility(endpoint) < least) {
            findings.add(subject.at(
                    function,
                    "visibilityTimeout",
                    "Messages stay hidden for " + visibility(endpoint)
                            + " seconds; set visibilityTimeout to at least six times the timeout and the batch window, "
                            + least + ", or leave it out."));
        }
        if (endpoint.getMaxReceiveCount() < LEAST_RECEIVES) {
            findings.add(subject.at(
                    function,
                    "maxReceiveCount",
                    "A message goes to the dead letters after " + endpoint.getMaxReceiveCount()
                            + " tries, and throttling counts as one; set maxReceiveCount to at least "
                            + LEAST_RECEIVES + "."));
        }
        if (endpoint.getReservedConcurrency() != null && endpoint.getMapping().getMaximumConcurrency() == null) {
            findings.add(subject.at(
                    function,
                    "reservedConcurrency",
                    "With reservedConcurrency alone Lambda takes more messages than it may work on and throttles them"
                            + " towards the dead letters; set maximumConcurrency."));
        }
        return findings;
    }

    @Override
    public Optional<String> sentBy() {
        return Optional.of("sqs:SendMessage");
    }
}
