package dev.dromedary.desk.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one object in one route.
 *
 * @param route id of the route
 * @param object {@code bucket/key}
 * @param state what became of it
 * @param sentence the same for a person
 * @param queues where it is held as failed
 * @param manifest what the route wrote about it, or an empty map
 */
public record ObjectStatus(
        String route,
        String object,
        State state,
        String sentence,
        List<FailureQueue> queues,
        Map<String, Object> manifest) {

    /** What can become of an object. */
    public enum State {
        /** There is none of this key. */
        GONE,
        /** The ledger can't be asked. */
        UNKNOWN,
        /** No function has begun with it. */
        WAITING,
        /** A function is at work on it. */
        RUNNING,
        /** The last attempt failed, or died. */
        FAILED,
        /** It was processed. */
        DONE,
        /** It can't be used; its manifest has the reason. */
        REJECTED,
        /** A later version has come since, and was not worked on yet. */
        SUPERSEDED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** As a document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("route_id", route);
        document.put("object", object);
        document.put("state", state.toString());
        document.put("sentence", sentence);
        document.put("queues", queues.stream().map(FailureQueue::name).toList());
        document.put("manifest", manifest);
        return document;
    }
}
