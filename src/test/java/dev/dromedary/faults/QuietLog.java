package dev.dromedary.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps the logs of failures that tests provoke to itself. */
final class QuietLog {

    // The log manager holds its loggers weakly.
    private final List<Logger> loggers = Stream.of(
                    "org.apache.camel", "dev.dromedary", "freemarker", "software.amazon.awssdk")
            .map(Logger::getLogger)
            .toList();

    private final Map<Logger, Boolean> before = new LinkedHashMap<>();

    void silence() {
        for (Logger logger : loggers) {
            before.put(logger, logger.getUseParentHandlers());
            logger.setUseParentHandlers(false);
        }
    }

    void restore() {
        before.forEach(Logger::setUseParentHandlers);
    }
}
