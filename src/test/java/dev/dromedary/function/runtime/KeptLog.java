package dev.dromedary.function.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what a class logs. */
public final class KeptLog extends Handler implements AutoCloseable {

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> lines = new ArrayList<>();
    private final Logger logger;
    private final Level before;

    private KeptLog(Logger logger) {
        this.logger = logger;
        before = logger.getLevel();
    }

    public static KeptLog of(Class<?> logging) {
        Logger logger = Logger.getLogger(logging.getName());
        KeptLog kept = new KeptLog(logger);
        logger.setLevel(Level.INFO);
        logger.addHandler(kept);
        return kept;
    }

    /** {@code LEVEL message}. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getLevel() + " " + formatter.formatMessage(record));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
