package dev.dromedary.desk.operations;

import java.util.Map;

/** The functions of a pipeline, to be started by hand. */
public interface Functions {

    /**
     * Hands an event to a function.
     *
     * @param route id of the route
     * @param event the event document
     * @return what became of it in a word, such as {@code success} or {@link #FAILED}; {@link #HANDED_OVER} where that is not known yet
     * @throws RuntimeException if it could not be handed over
     */
    String invoke(String route, Map<String, Object> event);

    /** The function has failed; what failed is in its on-failure queue. */
    String FAILED = "failed";

    /** The function works by itself; {@code status} tells how it goes. */
    String HANDED_OVER = "handed over";
}
