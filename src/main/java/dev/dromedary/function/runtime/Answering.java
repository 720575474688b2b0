package dev.dromedary.function.runtime;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** A trigger whose invocations are requests: what the route leaves behind is the reply, and so is what becomes of a failure. */
public interface Answering {

    /**
     * Answers a request.
     *
     * @param event the request, as Lambda hands it over
     * @param invocation id and deadline
     * @param route runs the route; what failed is the exchange's exception
     * @param release gets the exchange when nothing needs it any more
     * @return what Lambda gets
     * @throws UnexpectedEventException if the event is no request
     */
    Map<String, Object> answer(
            Map<String, Object> event,
            Invocation invocation,
            Function<Arrival, Exchange> route,
            Consumer<Exchange> release);
}
