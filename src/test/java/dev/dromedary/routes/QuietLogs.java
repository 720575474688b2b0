package dev.dromedary.routes;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the logs of failures that tests provoke to itself. */
final class QuietLogs implements BeforeAllCallback, AfterAllCallback {

    // The log manager holds its loggers weakly.
    private final List<Logger> loggers = Stream.of("org.apache.camel", "dev.dromedary", "freemarker")
            .map(Logger::getLogger)
            .toList();

    private Map<Logger, Boolean> before = Map.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        before = loggers.stream().collect(Collectors.toMap(Function.identity(), Logger::getUseParentHandlers));
        loggers.forEach(logger -> logger.setUseParentHandlers(false));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        before.forEach(Logger::setUseParentHandlers);
    }
}
