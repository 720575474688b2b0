package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.spi.UuidGenerator;
import org.apache.camel.support.DefaultUuidGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SnapStart starts many functions from one snapshot. Exchange ids must differ all the same: they become deduplication
 * ids of FIFO queues. Here a generator is cloned field by field, as a snapshot would.
 */
class ExchangeIdTest {

    private static final int ENOUGH = 1000;

    @TempDir
    Path routes;

    @Test
    void shouldNeverBeEqual_whenTwoFunctionsStartFromOneState() throws Exception {
        try (RouteFunction first = function();
                RouteFunction second = function()) {
            copyState(first.context().getUuidGenerator(), second.context().getUuidGenerator());

            Set<String> ids = new HashSet<>(exchangeIds(first));
            ids.addAll(exchangeIds(second));

            assertThat(ids).hasSize(2 * ENOUGH);
        }
    }

    @Test
    void shouldBeEqual_whenGeneratorIsCamelsDefault() throws Exception {
        // The control: the clone does bring out what makes ids repeat.
        UuidGenerator first = new DefaultUuidGenerator();
        UuidGenerator second = new DefaultUuidGenerator();

        copyState(first, second);

        assertThat(second.generateUuid()).isEqualTo(first.generateUuid());
    }

    private RouteFunction function() throws Exception {
        Files.createDirectories(routes.resolve("p"));
        ErrorsFile.copyTo(routes);
        Path file = routes.resolve("p/do.camel.yaml");
        Files.writeString(
                file, "- route: {id: p-do, from: {uri: 'lambda-s3:dromedary-health', steps: [{to: 'bean:ids'}]}}\n");
        return RouteFunction.start(RouteFiles.of(routes, "p-do"), "p-do", context -> context.getRegistry()
                .bind("ids", new Ids()));
    }

    /** Collects the ids of the exchanges that pass. */
    public static final class Ids {

        private final List<String> seen = new ArrayList<>();

        /** Called by the route. */
        public void collect(org.apache.camel.Exchange exchange) {
            seen.add(exchange.getExchangeId());
        }
    }

    private static List<String> exchangeIds(RouteFunction function) {
        for (int i = 0; i < ENOUGH; i++) {
            function.invoke(Events.event("s3-created"), Invocation.starting("r", Duration.ofMinutes(5)));
        }
        return function.context().getRegistry().lookupByNameAndType("ids", Ids.class).seen;
    }

    private static void copyState(Object from, Object to) throws IllegalAccessException {
        assertThat(to).hasSameClassAs(from);
        for (Class<?> type = from.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    Object value = field.get(from);
                    field.set(to, value instanceof AtomicLong counter ? new AtomicLong(counter.get()) : value);
                }
            }
        }
    }
}
