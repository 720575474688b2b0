package dev.dromedary.desk.source;

import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * The properties that say how a route polls. All begin with {@code dromedary.polling.}.
 *
 * @param context whose properties are used
 * @param routeId the route
 */
record PollingOptions(CamelContext context, String routeId) {

    private String property(String name, String otherwise) {
        return context.resolvePropertyPlaceholders("{{dromedary.polling." + name + ":" + otherwise + "}}");
    }

    /** {@code enabled}: whether the triggers look for work; not unless told, as a context may be a test's. */
    boolean enabled() {
        return Boolean.parseBoolean(property("enabled", "false"));
    }

    /** {@code delay}: how long after a round that found nothing, in milliseconds; 1,000 unless told. */
    Duration delay() {
        return Duration.ofMillis(number("delay", 1000, 1, Integer.MAX_VALUE));
    }

    /** {@code <route id>.queue}: name of the queue with the events of {@code lambda-eventbridge}. */
    String queue() {
        return property(routeId + ".queue", routeId + "-input");
    }

    /** {@code create}: whether that queue and the rule that fills it are made if they are not there. */
    boolean create() {
        return Boolean.parseBoolean(property("create", "false"));
    }

    /** {@code port}: where requests to {@code lambda-http} routes are answered; 8080 unless told, 0 for any free one. */
    int port() {
        return number("port", 8080, 0, 65535);
    }

    private int number(String name, int otherwise, int least, int most) {
        String text = property(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, text, least, most, e);
        }
        throw wrong(name, text, least, most, null);
    }

    private static IllegalArgumentException wrong(String name, String text, int least, int most, Exception cause) {
        return new IllegalArgumentException(
                "The property dromedary.polling." + name + " is \"" + text + "\"; it has to be a whole number from "
                        + least + " to " + most,
                cause);
    }
}
