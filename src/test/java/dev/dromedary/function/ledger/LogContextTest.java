package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    private final List<String> seen = new ArrayList<>();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        pool.shutdownNow();
        MDC.clear();
    }

    private void note() {
        seen.add(MDC.get("request_id") + " " + MDC.get("correlation_id"));
    }

    @Test
    void shouldLogWithTheIdsOfWhoeverStartedTheWork_whenAPoolsThreadIsOld() throws Exception {
        MDC.setContextMap(Map.of("request_id", "first", "correlation_id", "a"));
        pool.submit(LogContext.carry(this::note)).get();
        MDC.setContextMap(Map.of("request_id", "second"));
        pool.submit(LogContext.carry(this::note)).get();
        MDC.clear();
        pool.submit(LogContext.carry(this::note)).get();

        assertThat(seen).containsExactly("first a", "second null", "null null");
    }

    @Test
    void shouldLeaveTheThreadAsItWas_whenTheWorkIsDone() {
        MDC.put("request_id", "outer");
        Runnable inner = LogContext.carry(() -> MDC.put("request_id", "inner"));

        inner.run();

        assertThat(MDC.get("request_id")).isEqualTo("outer");
    }
}
