package dev.dromedary.desk.testing;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** What functions log, kept instead of shown. */
final class LogText extends Handler {

    // The log manager holds its loggers weakly.
    private final List<Logger> loggers = Stream.of("org.apache.camel", "dev.dromedary")
            .map(Logger::getLogger)
            .toList();

    private final StringBuffer text = new StringBuffer();

    static LogText open() {
        LogText log = new LogText();
        log.setFormatter(new SimpleFormatter());
        log.loggers.forEach(logger -> {
            logger.addHandler(log);
            logger.setUseParentHandlers(false);
        });
        return log;
    }

    /** What was logged since it was last asked. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    @Override
    public void publish(LogRecord entry) {
        text.append(getFormatter().format(entry));
    }

    @Override
    public void flush() {
        // It is in memory.
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        });
    }
}
