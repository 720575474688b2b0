package dev.dromedary.cli;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a person sees of the logs at a desk: warnings and failures, a line each. What happened is in the summary. */
final class DeskLog extends Formatter {

    private DeskLog() {}

    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        ConsoleHandler console = new ConsoleHandler();
        console.setFormatter(new DeskLog());
        root.addHandler(console);
        root.setLevel(Level.SEVERE);
    }

    @Override
    public String format(LogRecord record) {
        return record.getLevel().getName().toLowerCase(Locale.ROOT) + ": " + formatMessage(record) + "\n";
    }
}
