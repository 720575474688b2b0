package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What an invocation came to: the outcome's name alone, or fields of the reply, or {@code failed} with a sentence, or the response
 * to a request.
 */
final class OutcomeShape implements Shape {

    private static final String NAME = "outcome";
    private static final String FAILED = "failed";

    private final JsonShape json;

    OutcomeShape(JsonShape json) {
        this.json = json;
    }

    @Override
    public JsonNode project(JsonNode expected, JsonNode actual) {
        if (expected.isObject() && fields(expected, actual)) {
            return json.project(expected, actual);
        }
        if (expected.isTextual() && actual.has(NAME)) {
            return json.project(expected, actual.get(NAME));
        }
        return fresh(actual);
    }

    /** A failure and a success have no field in common. */
    private static boolean fields(JsonNode expected, JsonNode actual) {
        return expected.has(FAILED) == actual.has(FAILED);
    }

    @Override
    public JsonNode fresh(JsonNode actual) {
        if (actual.has(NAME)) {
            return json.fresh(actual.get(NAME));
        }
        return actual.has(FAILED)
                ? JsonNodeFactory.instance.objectNode().set(FAILED, json.fresh(actual.get(FAILED)))
                : json.fresh(actual);
    }
}
