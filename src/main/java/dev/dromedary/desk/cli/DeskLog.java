package dev.dromedary.desk.cli;

import dev.dromedary.function.runtime.LambdaConsumer;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a person sees of the logs at a desk: warnings and failures, a line each. What happened is in the summary, and what a route logs
 * is shown by {@link RouteLog}.
 */
final class DeskLog extends Formatter {

    // Held, as the JDK lets go of loggers that nobody holds, with their levels.
    private static final Logger OURS = Logger.getLogger("dev.dromedary");
    private static final Logger FAILURES = Logger.getLogger(LambdaConsumer.class.getName());

    private DeskLog() {}

    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new DeskLog());
        root.addHandler(console);
        // Camel logs what a command tells anyway, and at greater length; so does a function that failed.
        console.setFilter(record ->
                record.getLoggerName() != null && record.getLoggerName().startsWith(OURS.getName() + "."));
        // As in a function: a log step has a logger of a name that its author chooses, and does nothing below its
        // level.
        root.setLevel(Level.INFO);
        OURS.setLevel(Level.WARNING);
        FAILURES.setLevel(Level.OFF);
    }

    /** Of tests that provoke failures nothing is told but what they came to. */
    static void silence() {
        OURS.setLevel(Level.OFF);
    }

    @Override
    public String format(LogRecord record) {
        return record.getLevel().getName().toLowerCase(Locale.ROOT) + ": " + TerminalText.shown(formatMessage(record))
                + "\n";
    }
}
