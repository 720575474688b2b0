package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What starts a function, in a few words for people. */
final class Starts {

    private Starts() {}

    static String of(PlannedFunction function) {
        LambdaEndpoint endpoint = function.endpoint();
        TriggerDocument trigger = new TriggerDocument(function);
        return switch (function.kind()) {
            case "s3" -> "s3 " + objects(function, trigger);
            case "event" -> "event on " + trigger.bus().name() + ": " + types(function.pattern());
            case "queue", "stream" ->
                function.kind() + " " + trigger.source().name() + ", " + endpoint.getBatchSize() + " at a time";
            case "http" -> "http " + endpoint.getRoute() + " (" + endpoint.getAuthorization() + ")";
            default -> "schedule " + endpoint.getExpression() + " " + endpoint.getTimeZone();
        };
    }

    /** Bucket and keys, such as {@code orders/raw/*.csv}. */
    static String objects(PlannedFunction function, TriggerDocument trigger) {
        String begin = function.resource("bucket", ResourceKind.BUCKET).name() + "/"
                + function.endpoint().getPrefix() + "*";
        return trigger.suffixes().isEmpty()
                ? begin
                : begin + trigger.suffixes().stream().collect(Collectors.joining(" *"));
    }

    private static String types(Map<String, Object> pattern) {
        Object types = pattern.getOrDefault("detail-type", pattern.get("source"));
        return types instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "a pattern";
    }
}
