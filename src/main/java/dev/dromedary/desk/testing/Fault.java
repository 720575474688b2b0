package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that fails.
 *
 * @param call service and operation, such as {@code ses.sendRawEmail}
 * @param nth which of the calls of that operation, from 1; 0 for every one
 * @param answer what it comes to
 */
record Fault(String call, int nth, Answer answer) {

    static Fault of(JsonNode json) {
        JsonNode nth = json.path("nth");
        return new Fault(
                json.get("call").asText(),
                nth.isTextual() ? 0 : nth.asInt(1),
                Answer.of(json.get("answer").asText()));
    }

    boolean hits(String called, int number) {
        return call.equals(called) && (nth == 0 || nth == number);
    }

    @Override
    public String toString() {
        return nth == 0 ? "every " + call : call + " number " + nth;
    }
}
