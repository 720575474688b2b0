package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One embedded cloud for all test classes, since DynamoDB takes a second to come up; each test has a bucket, a bus and a
 * table of its own in it. Keeps the logs of failures that tests provoke to itself.
 */
final class SharedCloud implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedCloud.class);

    // The log manager holds its loggers weakly.
    private final List<Logger> loggers = Stream.of(
                    "org.apache.camel",
                    "dev.dromedary.function.runtime",
                    "dev.dromedary.function.ledger",
                    "dev.dromedary.function.steps")
            .map(Logger::getLogger)
            .toList();

    private Map<Logger, Boolean> before = Map.of();

    private record Open(Path folder, EmbeddedCloud cloud) implements AutoCloseable {

        static Open now() {
            try {
                Path folder = Files.createTempDirectory("dromedary-routes");
                return new Open(folder, new EmbeddedCloud(folder, "eu-central-1", 2, (rule, event, cause) -> {}));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Exception {
            cloud.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    static EmbeddedCloud of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("cloud", key -> Open.now(), Open.class)
                .cloud();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        before = loggers.stream().collect(Collectors.toMap(Function.identity(), Logger::getUseParentHandlers));
        loggers.forEach(logger -> logger.setUseParentHandlers(false));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        before.forEach(Logger::setUseParentHandlers);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }
}
