package dev.dromedary.function.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an invocation came to that did not fail as a whole.
 *
 * @param reply what Lambda gets
 * @param outcomes what became of all that did not fail, as {@link LambdaConsumer#invoke} describes it; Lambda is not
 *     told of them for a queue or stream, nor for a request
 * @param failed of a queue or stream: why each item has to come again, by its message id or sequence number, in order
 */
public record BatchResult(Map<String, Object> reply, List<Map<String, Object>> outcomes, Map<String, String> failed) {

    private static final String HELD_UP = "held up by a failure before it in its message group";

    /** A part of a batch: what has to come again, and why, for those items that were tried. */
    static BatchResult partly(List<Envelope.Item> items, Map<Envelope.Item, String> reasons, RunningInvocation run) {
        Map<String, String> failed = new LinkedHashMap<>();
        items.forEach(item -> failed.put(item.id(), reasons.getOrDefault(item, HELD_UP)));
        // Lambda takes a missing id for a failure of the whole batch.
        List<Map<String, String>> ids = items.stream()
                .map(item -> Collections.singletonMap("itemIdentifier", item.id()))
                .toList();
        return new BatchResult(Map.of("batchItemFailures", ids), run.outcomes(), failed);
    }

    /** A whole event. */
    static BatchResult whole(String routeId, RunningInvocation run) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("route", routeId);
        summary.put("outcomes", run.outcomes());
        return new BatchResult(summary, run.outcomes(), Map.of());
    }
}
