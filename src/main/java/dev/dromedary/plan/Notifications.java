package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a bucket tells a function or its queue without EventBridge: one notification for each suffix. */
final class Notifications {

    private static final String CREATED = "s3:ObjectCreated:*";
    /**
     * By whomever, and by a lifecycle rule.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configure-notification.html">Lifecycle</a>
     */
    private static final List<String> DELETED = List.of("s3:LifecycleExpiration:*", "s3:ObjectRemoved:*");

    private Notifications() {}

    static List<Map<String, Object>> of(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        if (endpoint.getVia() == LambdaEndpoint.Delivery.eventbridge) {
            return List.of();
        }
        List<String> suffixes = new TriggerDocument(function).suffixes();
        List<Map<String, Object>> notifications = new ArrayList<>();
        for (String suffix : suffixes.isEmpty() ? List.of("") : suffixes) {
            boolean direct = endpoint.getVia() == LambdaEndpoint.Delivery.direct;
            notifications.add(new Document()
                    .put(
                            direct ? "function" : "queue",
                            direct
                                    ? function.id()
                                    : TriggerNeeds.objectsQueue(function.id()).name())
                    .put("events", events(function))
                    .put("prefix", endpoint.getPrefix().isEmpty() ? null : endpoint.getPrefix())
                    .put("suffix", suffix.isEmpty() ? null : suffix)
                    .fields());
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
}
