package dev.dromedary.lambda;

import java.util.Map;

/** The document that Lambda hands to a function. */
public final class EventDocument {

    private EventDocument() {}

    /**
     * Reads an event.
     *
     * @param text JSON
     * @return the event's fields
     * @throws UnexpectedEventException if the text is no JSON object
     */
    public static Map<String, Object> parse(String text) {
        return Json.object(text).orElseThrow(() -> new UnexpectedEventException("a JSON object", "something else"));
    }
}
