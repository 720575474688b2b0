package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.util.Map;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * Says again, in the function, whether an event is one that starts the route. The bus has matched it, but whoever may invoke
 * the function, or send to its queue, can hand over any other.
 *
 * @see <a href="https://github.com/aws/event-ruler">The matcher of EventBridge itself</a>
 */
final class EventFilter {

    private static final String RULE = "the route";

    private final Machine machine = Machine.builder().build();

    /**
     * A filter by a parsed event pattern, whose name is for messages.
     *
     * @throws IllegalArgumentException with one sentence if EventBridge would not take it
     */
    EventFilter(String name, Map<String, Object> pattern) {
        String json = JsonDocument.write(pattern);
        String fault = JsonRuleCompiler.check(json);
        if (fault != null) {
            // Behind the first line, the parser quotes the text.
            throw new IllegalArgumentException(name + " is none that EventBridge takes: "
                    + fault.lines().findFirst().orElse(""));
        }
        try {
            machine.addRule(RULE, json);
        } catch (IOException e) {
            throw new IllegalStateException("A pattern was checked and is none", e);
        }
    }

    /** Whether EventBridge would start the route by this event. */
    boolean accepts(Map<String, Object> event) {
        try {
            return !machine.rulesForJSONEvent(JsonDocument.write(event)).isEmpty();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("An event could not be matched", e);
        }
    }
}
