package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What starts a function, in the plan: the trigger, and the rule, schedule, mapping or endpoint that carries it out. */
final class TriggerDocument {

    private final PlannedFunction function;
    private final LambdaEndpoint endpoint;

    TriggerDocument(PlannedFunction function) {
        this.function = function;
        this.endpoint = function.endpoint();
    }

    /** The trigger with its options; names are logical ones. */
    Map<String, Object> trigger() {
        Document document = new Document().put("kind", function.kind());
        switch (function.kind()) {
            case "s3" ->
                objects(document).put("via", endpoint.getVia().name()).put("includeBody", endpoint.isIncludeBody());
            case "event" ->
                objects(document.put("bus", bus().name()).put("pattern", sorted(pattern())))
                        .put("keyField", endpoint.getKeyField());
            case "queue" ->
                objects(document.put("queue", source().name()))
                        .put("unwrap", endpoint.getUnwrap().name())
                        .put("format", format());
            case "stream" -> document.put("stream", source().name()).put("format", format());
            case "http" ->
                document.put("route", endpoint.getRoute())
                        .put("authorization", endpoint.getAuthorization().name())
                        .put("contentTypes", listed(endpoint.getContentTypes()))
                        .put("maximumBody", endpoint.getMaximumBody());
            default -> document.put("expression", endpoint.getExpression()).put("timeZone", endpoint.getTimeZone());
        }
        return document.fields();
    }

    private Document objects(Document document) {
        Optional<String> bucket = Optional.ofNullable(function.options().get("bucket"))
                .map(ignored -> function.resource("bucket", ResourceKind.BUCKET).name());
        return document.put("bucket", bucket)
                .put("prefix", endpoint.getPrefix().isEmpty() ? null : endpoint.getPrefix())
                .put("suffixes", suffixes());
    }

    private String format() {
        return endpoint.getFormat() == null ? null : endpoint.getFormat().name();
    }

    List<String> suffixes() {
        return listed(endpoint.getSuffix());
    }

    private static List<String> listed(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
    }

    Resource bus() {
        return function.kind().equals("s3")
                ? new Resource(ResourceKind.BUS, "default", true)
                : function.resource("bus", ResourceKind.BUS);
    }

    /** The queue or stream that the function reads. */
    Resource source() {
        return switch (function.kind()) {
            case "queue" -> function.resource("queue", ResourceKind.QUEUE);
            case "stream" -> function.resource("stream", ResourceKind.STREAM);
            default -> TriggerNeeds.objectsQueue(function.id());
        };
    }

    /** The event pattern, with the bucket's real name. */
    Map<String, Object> pattern() {
        Map<String, Object> pattern = function.pattern();
        if (!function.kind().equals("s3")) {
            return pattern;
        }
        Map<String, Object> real = new LinkedHashMap<>(pattern);
        Map<String, Object> detail = new LinkedHashMap<>();
        ((Map<?, ?>) pattern.get("detail")).forEach((name, value) -> detail.put(name.toString(), value));
        detail.put(
                "bucket",
                Map.of(
                        "name",
                        List.of(function.resource("bucket", ResourceKind.BUCKET).realName())));
        real.put("detail", detail);
        return real;
    }

    Optional<Map<String, Object>> rule() {
        boolean ruled = function.kind().equals("event")
                || function.kind().equals("s3") && endpoint.getVia() == LambdaEndpoint.Delivery.eventbridge;
        return ruled
                ? Optional.of(new Document()
                        .put("function", function.id())
                        .put("bus", bus().name())
                        .put("pattern", sorted(pattern()))
                        .fields())
                : Optional.empty();
    }

    Optional<Map<String, Object>> schedule() {
        if (!function.kind().equals("schedule")) {
            return Optional.empty();
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("source", "aws.scheduler");
        input.put("detail-type", "Scheduled Event");
        input.put("time", "<aws.scheduler.scheduled-time>");
        input.put("id", "<aws.scheduler.execution-id>");
        input.put("resources", List.of("<aws.scheduler.schedule-arn>"));
        input.put("detail", Map.of());
        return Optional.of(new Document()
                .put("function", function.id())
                .put("expression", endpoint.getExpression())
                .put("timeZone", endpoint.getTimeZone())
                .put("input", input)
                .fields());
    }

    Optional<Map<String, Object>> http() {
        if (!function.kind().equals("http")) {
            return Optional.empty();
        }
        String[] route = endpoint.getRoute().strip().split(" +");
        return Optional.of(new Document()
                .put("function", function.id())
                .put("method", route[0])
                .put("path", route[1])
                .put("authorization", endpoint.getAuthorization().name())
                .put("cors", listed(endpoint.getCors()))
                .fields());
    }

    /** Maps of patterns have no order of their own. */
    static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put(name.toString(), sorted(each)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(TriggerDocument::sorted).toList()
                : value;
    }
}
