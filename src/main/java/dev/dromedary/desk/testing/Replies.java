package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.function.runtime.BatchResult;
import java.util.ArrayList;
import java.util.List;

/** What Lambda gets from a function, as the outcomes of a test. */
final class Replies {

    private Replies() {}

    /**
     * One for each thing that arrived; of a batch of a queue or stream, {@code done} or the items that come again and why;
     * of a request, the response.
     */
    static List<ObjectNode> outcomes(BatchResult result) {
        JsonNode json = new ObjectMapper().valueToTree(result.reply());
        List<ObjectNode> outcomes = new ArrayList<>();
        if (json.has("outcomes")) {
            json.get("outcomes").forEach(each -> outcomes.add((ObjectNode) each));
        } else if (json.has("batchItemFailures")) {
            result.failed()
                    .forEach((item, reason) -> outcomes.add(JsonNodeFactory.instance
                            .objectNode()
                            .put("failed", item)
                            .put("reason", reason)));
            if (outcomes.isEmpty()) {
                outcomes.add(JsonNodeFactory.instance.objectNode().put("outcome", "done"));
            }
        } else {
            outcomes.add((ObjectNode) json);
        }
        return outcomes;
    }
}
