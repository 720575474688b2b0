package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.lambda.EmbeddedLambda;
import dev.dromedary.function.runtime.Replying;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;

/** The routes that a workflow under test calls: they reply what the case says, in this order, the last reply again and again. */
final class CalledRoutes {

    private CalledRoutes() {}

    /**
     * Lets routes reply.
     *
     * @param routes for each id a list of replies: {@code json} with a body, or {@code failed} with a sentence
     */
    static void tell(EmbeddedLambda lambda, JsonNode routes) {
        routes.properties().forEach(route -> {
            Queue<JsonNode> replies = new ArrayDeque<>();
            route.getValue().forEach(replies::add);
            lambda.function(route.getKey(), event -> reply(next(replies)));
        });
    }

    private static JsonNode next(Queue<JsonNode> replies) {
        synchronized (replies) {
            return replies.size() > 1 ? replies.remove() : replies.element();
        }
    }

    private static Map<String, Object> reply(JsonNode reply) {
        if (reply.has("failed")) {
            throw new IllegalStateException(reply.get("failed").asText());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(Replying.BODY, new ObjectMapper().convertValue(reply.get("json"), Object.class));
        return body;
    }
}
