package dev.dromedary.desk.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.LogListener;

/**
 * Shows at a desk what a route logs, with the step {@code log} or an endpoint {@code log:}, a line each. On AWS the same stands in the
 * function's log.
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/eips/log-eip.html">Log</a>
 */
final class RouteLog implements LogListener {

    /** Would move the cursor or colour the terminal; line breaks are the author's. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final PrintWriter out;
    private final Runnable before;

    /**
     * Shows lines.
     *
     * @param out gets them
     * @param before makes room for one
     */
    RouteLog(PrintWriter out, Runnable before) {
        this.out = out;
        this.before = before;
    }

    @Override
    public synchronized String onLog(Exchange exchange, CamelLogger logger, String message) {
        String level = logger.getLevel().name().toLowerCase(Locale.ROOT);
        String text = CONTROLS.matcher(message.replace("\r\n", "\n"))
                .replaceAll(control ->
                        String.format("\\\\u%04x", (int) control.group().charAt(0)));
        before.run();
        out.println(level + ": " + exchange.getFromRouteId() + ": " + text);
        out.flush();
        return message;
    }
}
