package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Lambda gets from a function, as the outcomes of a test. */
final class Replies {

    private Replies() {}

    /**
     * One for each thing that arrived; of a batch of a queue or stream, {@code done} or the items that come again; of a
     * request, the response.
     */
    static List<ObjectNode> outcomes(Map<String, Object> reply) {
        JsonNode json = new ObjectMapper().valueToTree(reply);
        List<ObjectNode> outcomes = new ArrayList<>();
        if (json.has("outcomes")) {
            json.get("outcomes").forEach(each -> outcomes.add((ObjectNode) each));
        } else if (json.has("batchItemFailures")) {
            json.get("batchItemFailures")
                    .forEach(each -> outcomes.add(JsonNodeFactory.instance
                            .objectNode()
                            .put("failed", each.path("itemIdentifier").asText())));
            if (outcomes.isEmpty()) {
                outcomes.add(JsonNodeFactory.instance.objectNode().put("outcome", "done"));
            }
        } else {
            outcomes.add((ObjectNode) json);
        }
        return outcomes;
    }
}
