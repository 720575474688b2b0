package dev.dromedary.function.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps the package's log lines to itself, for tests to look at. */
final class QuietLog extends Handler {

    // The log manager holds its loggers weakly.
    private final Logger logger = Logger.getLogger("dev.dromedary.function.ledger");
    private final List<LogRecord> records = new ArrayList<>();
    private boolean recording = true;

    /** Drops all lines. */
    void silence() {
        recording = false;
        record();
    }

    /** Keeps all lines. */
    void record() {
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.FINE);
        logger.addHandler(this);
    }

    void restore() {
        logger.removeHandler(this);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    synchronized List<String> lines() {
        return records.stream()
                .map(line -> line.getLevel() + " " + new SimpleFormatter().formatMessage(line))
                .toList();
    }

    @Override
    public synchronized void publish(LogRecord line) {
        if (recording) {
            records.add(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
