package dev.dromedary.function.trigger.workflow;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An execution of a workflow that is to start: {@code {"name": …, "input": …}}. The name is the idempotency key; the correlation
 * id is the input's field {@code correlation_id}, or else the name.
 *
 * @param name of the execution
 * @param input what the workflow gets as its body
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">StartExecution</a>
 */
record Execution(String name, Object input) {

    private static final String NAME = "name";
    private static final String INPUT = "input";
    private static final String CORRELATION_ID = "correlation_id";

    /** Besides what can't be in an ARN or a log, AWS takes 80 characters. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    /**
     * Reads an execution.
     *
     * @throws UnexpectedEventException if the document is none
     */
    static Execution read(Map<String, Object> document) {
        String name = Fields.id(document, NAME);
        if (name == null || !NAMES.matcher(name).matches() || !document.containsKey(INPUT)) {
            throw new UnexpectedEventException(
                    "an execution (" + NAME + " of 1 to 80 letters, digits, hyphens and the like, and " + INPUT + ")",
                    name == null || !document.containsKey(INPUT) ? "a document without" : "one with another name");
        }
        return new Execution(name, document.get(INPUT));
    }

    /** What starts the route. */
    Arrival arrival() {
        String correlation =
                input instanceof Map<?, ?> fields && fields.get(CORRELATION_ID) instanceof String id ? id : "";
        return new Arrival(correlation.isBlank() ? name : correlation, name, null, null, Map.of(), input);
    }
}
