package dev.dromedary.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps queues that would go with what is in them: values of variables of terraform/. */
final class RetiredQueues {

    private RetiredQueues() {}

    /**
     * What keeps the queues of a route that goes, which are called after it.
     *
     * @param route its id
     * @param before the plan that has it
     * @return the end of a sentence, or nothing if it has no such queue
     */
    static String ofRoute(String route, JsonNode before) {
        List<String> kept = new ArrayList<>();
        if (before.path("functions").path(route).path("asynchronous").asBoolean()) {
            kept.add("failed");
        }
        if (before.path("schedules").has(route)) {
            kept.add("missed");
        }
        if (before.path("rules").has(route)) {
            kept.add("undelivered");
        }
        return kept.isEmpty()
                ? ""
                : keeps(
                        "retired_routes",
                        route,
                        kept.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", ", "[", "]")));
    }

    /**
     * What keeps a queue of the properties that no route names any more, with its dead-letter queue.
     *
     * @param name in the properties
     * @param queue as the plan has it
     * @return the end of a sentence
     */
    static String ofQueue(String name, JsonNode queue) {
        List<String> settings = new ArrayList<>();
        if (queue.has("visibilityTimeout")) {
            settings.add(
                    "visibility_timeout = " + queue.get("visibilityTimeout").asInt());
        }
        if (queue.has("maxReceiveCount")) {
            settings.add("max_receive_count = " + queue.get("maxReceiveCount").asInt());
        }
        if (queue.has("kmsKey")) {
            settings.add("kms_key = \"" + queue.get("kmsKey").asText() + '"');
        }
        return keeps("retired_queues", name, settings.isEmpty() ? "{}" : "{ " + String.join(", ", settings) + " }");
    }

    /**
     * What keeps the queue that is told of records which a stream's function gave up, and Dromedary's own bucket of them.
     *
     * @param mapping what starts the function, as the plan has it
     * @param after the plan that does not have it any more
     * @return the end of a sentence, or nothing if it is no stream's, or another stream's records go there, too
     */
    static String ofMapping(JsonNode mapping, JsonNode after) {
        if (!isOfStream(mapping)) {
            return "";
        }
        String bucket = failedRecords(mapping);
        for (JsonNode each : after.path("mappings")) {
            if (isOfStream(each) && failedRecords(each).equals(bucket)) {
                return "";
            }
        }
        return ", with the queue of the records it gave up; Terraform's retired_failed_records = [\"" + bucket
                + "\"] keeps it";
    }

    private static boolean isOfStream(JsonNode mapping) {
        return mapping.path("kind").asText().equals("stream");
    }

    private static String failedRecords(JsonNode mapping) {
        return mapping.path("onFailureBucket").asText("dromedary-undelivered");
    }

    private static String keeps(String variable, String name, String value) {
        return "; Terraform's " + variable + " = { \"" + name + "\" = " + value + " } keeps it";
    }
}
