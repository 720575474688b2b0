package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * A call that fails.
 *
 * @param call service and operation, such as {@code ses.sendRawEmail}
 * @param nth which of the calls of that operation, from 1; 0 for every one
 * @param answer what it comes to
 * @param entries of a call that is done partly: which of its entries, from 1, are not done
 */
record Fault(String call, int nth, Answer answer, Set<Integer> entries) {

    static Fault of(JsonNode json) {
        JsonNode nth = json.path("nth");
        return new Fault(
                json.get("call").asText(),
                nth.isTextual() ? 0 : nth.asInt(1),
                Answer.of(json.get("answer").asText()),
                entries(json.path("entries")));
    }

    private static Set<Integer> entries(JsonNode json) {
        Set<Integer> entries = new TreeSet<>();
        json.forEach(each -> entries.add(each.asInt()));
        return entries;
    }

    boolean hits(String called, int number) {
        return call.equals(called) && (nth == 0 || nth == number);
    }

    @Override
    public String toString() {
        return nth == 0 ? "every " + call : call + " number " + nth;
    }
}
