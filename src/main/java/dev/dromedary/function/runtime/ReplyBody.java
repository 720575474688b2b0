package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What a route leaves for its caller. */
final class ReplyBody {

    private ReplyBody() {}

    /**
     * The body as JSON has it.
     *
     * @return a map, list, text, number or truth value, or null
     * @throws IllegalStateException with one sentence, if the body is none of these
     */
    static Object of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        boolean json = body == null
                || body instanceof Map<?, ?>
                || body instanceof List<?>
                || body instanceof String
                || body instanceof Number
                || body instanceof Boolean;
        if (!json) {
            throw new IllegalStateException("The body at the end of " + exchange.getFromRouteId()
                    + " can't be handed to its caller, as it is "
                    + body.getClass().getSimpleName()
                    + "; make it a map, a list, a text or a number");
        }
        return body;
    }
}
