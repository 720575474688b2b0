package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.s3.LambdaS3Component;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint.Delivery;
import dev.dromedary.plan.Charges;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.EndpointUse;
import dev.dromedary.plan.Flow;
import dev.dromedary.plan.Needs;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.TriggerPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code lambda-s3} in the plan: a rule, a notification, or a notification and a queue. */
public final class S3Plan implements TriggerPlan {

    private static final String BUCKET = "bucketNameOrArn";

    private static final String CREATED = "s3:ObjectCreated:*";
    /**
     * By whomever, and by a lifecycle rule.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html">Lifecycle</a>
     */
    private static final List<String> DELETED = List.of("s3:LifecycleExpiration:*", "s3:ObjectRemoved:*");

    @Override
    public Class<LambdaS3Component> component() {
        return LambdaS3Component.class;
    }

    @Override
    public String scheme() {
        return LambdaS3Endpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of("aws2-s3", "file", "ftp", "sftp", "ftps", "kamelet:aws-s3");
    }

    @Override
    public String means() {
        return "which an uploaded object starts";
    }

    @Override
    public Flow flow(LambdaEndpoint endpoint) {
        return ObjectNeeds.FLOW;
    }

    @Override
    public Optional<String> keys(LambdaEndpoint endpoint) {
        return Optional.of(((LambdaS3Endpoint) endpoint).filter().prefix());
    }

    @Override
    public void needs(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {
        LambdaS3Endpoint s3 = (LambdaS3Endpoint) endpoint;
        ObjectNeeds.add(from, BUCKET, s3.filter(), s3.isIncludeBody(), needs);
        if (s3.getVia() == Delivery.queue) {
            needs.allow("ReadQueue", queue(id).arn(), QueueNeeds.READ);
        }
    }

    /** The queue between a bucket and its function, with {@code via: queue}. */
    private static Resource queue(String id) {
        return new Resource(ResourceKind.QUEUE, id + "-objects", false);
    }

    @Override
    public boolean isAsynchronous(LambdaEndpoint endpoint) {
        return ((LambdaS3Endpoint) endpoint).getVia() != Delivery.queue;
    }

    @Override
    public String starts(PlannedFunction function) {
        return "s3 " + ObjectNeeds.named(watch(function).orElseThrow());
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        LambdaS3Endpoint endpoint = endpoint(function, LambdaS3Endpoint.class);
        ObjectNeeds.describe(function, BUCKET, endpoint.filter(), document);
        document.put("via", endpoint.getVia().name()).put("includeBody", endpoint.isIncludeBody());
    }

    private static <T extends LambdaEndpoint> T endpoint(PlannedFunction function, Class<T> type) {
        return type.cast(function.endpoint());
    }

    @Override
    public Optional<BusRule> rule(PlannedFunction function) {
        if (endpoint(function, LambdaS3Endpoint.class).getVia() != Delivery.eventbridge) {
            return Optional.empty();
        }
        // With the bucket's real name.
        Map<String, Object> detail = new LinkedHashMap<>();
        ((Map<?, ?>) function.pattern().get("detail")).forEach((name, value) -> detail.put(name.toString(), value));
        detail.put("bucket", Map.of("name", List.of(bucket(function).realName())));
        Map<String, Object> real = new LinkedHashMap<>(function.pattern());
        real.put("detail", detail);
        // S3 tells the default bus alone:
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
        return Optional.of(new BusRule(new Resource(ResourceKind.BUS, "default", true), real));
    }

    private static Resource bucket(PlannedFunction function) {
        return function.resource(BUCKET, ResourceKind.BUCKET);
    }

    @Override
    public Optional<Document> mapping(PlannedFunction function) {
        LambdaS3Endpoint endpoint = endpoint(function, LambdaS3Endpoint.class);
        return source(function).map(queue -> QueueNeeds.mapping(function, queue, endpoint.getMapping()));
    }

    @Override
    public Optional<Resource> source(PlannedFunction function) {
        return endpoint(function, LambdaS3Endpoint.class).getVia() == Delivery.queue
                ? Optional.of(queue(function.id()))
                : Optional.empty();
    }

    @Override
    public Optional<Resource> ownQueue(PlannedFunction function) {
        return source(function);
    }

    @Override
    public Optional<Receiving> receiving(PlannedFunction function) {
        LambdaS3Endpoint endpoint = endpoint(function, LambdaS3Endpoint.class);
        return source(function)
                .map(queue -> new Receiving(
                        QueueNeeds.visibility(endpoint, endpoint.getMapping()),
                        QueueNeeds.TRIES,
                        "s3.amazonaws.com",
                        bucket(function)));
    }

    @Override
    public Optional<Watch> watch(PlannedFunction function) {
        LambdaS3Endpoint endpoint = endpoint(function, LambdaS3Endpoint.class);
        return Optional.of(new Watch(
                bucket(function),
                endpoint.filter().prefix(),
                endpoint.filter().suffixes(),
                endpoint.getVia() == Delivery.eventbridge,
                notifications(function, endpoint)));
    }

    /** What a bucket tells a function or its queue without EventBridge: one notification for each suffix. */
    private static List<Map<String, Object>> notifications(PlannedFunction function, LambdaS3Endpoint endpoint) {
        List<Map<String, Object>> notifications = new ArrayList<>();
        if (endpoint.getVia() != Delivery.eventbridge) {
            boolean direct = endpoint.getVia() == Delivery.direct;
            for (String suffix : endpoint.filter().suffixes()) {
                notifications.add(new Document()
                        .put(
                                direct ? "function" : "queue",
                                direct ? function.id() : queue(function.id()).name())
                        .put("events", events(function))
                        .put("prefix", ObjectNeeds.unlessEmpty(endpoint.filter().prefix()))
                        .put("suffix", ObjectNeeds.unlessEmpty(suffix))
                        .fields());
            }
        }
        return notifications;
    }

    /** The names that notifications have for what the rule's pattern would ask for; only an event has one for all deletions. */
    private static List<String> events(PlannedFunction function) {
        if (!(function.pattern().get("detail-type") instanceof List<?> types) || !types.contains("Object Deleted")) {
            return List.of(CREATED);
        }
        return types.contains("Object Created")
                ? Stream.concat(Stream.of(CREATED), DELETED.stream()).toList()
                : DELETED;
    }

    @Override
    public void charges(Charges charges) {
        charges.kept("S3 storage", "s3.gb-month");
    }
}
