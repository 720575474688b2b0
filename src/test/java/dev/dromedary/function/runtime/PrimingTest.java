package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import dev.dromedary.function.runtime.Invocation.DeadlineMargin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimingTest {

    @TempDir
    Path routes;

    /** How often the route was run before the snapshot. */
    private int rounds(String steps) throws Exception {
        ErrorsFile.copyTo(routes);
        write("p/p.properties", "p.name=x\n");
        write("p/daily.camel.yaml", """
                - route:
                    id: p-daily
                    from:
                      uri: lambda-schedule:daily
                      parameters:
                        expression: rate(1 day)
                      steps:
                """ + ("- process: { ref: counter }\n" + steps).indent(8));
        AtomicInteger begun = new AtomicInteger();
        Services counting = context ->
                context.getRegistry().bind("counter", Processor.class, (Processor) exchange -> begun.incrementAndGet());
        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, "p-daily"), "p-daily", counting)) {
            new Priming(function, DeadlineMargin.parse("10%")).repeatedly();

            return begun.get();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(routes.resolve(name).getParent());
        Files.writeString(routes.resolve(name), text);
    }

    @Test
    void shouldRunTheRouteOften_whenItLikesTheStandInAnswers() throws Exception {
        assertThat(rounds("- setBody: { constant: x }\n")).isGreaterThan(1);
    }

    @Test
    void shouldRunTheRouteOnce_whenItFails() throws Exception {
        assertThat(rounds("- throwException: { exceptionType: java.lang.IllegalStateException, message: no }\n"))
                .isEqualTo(1);
    }

    @Test
    void shouldRunTheRouteOnce_whenACircuitBreakerCountsFailures() throws Exception {
        assertThat(rounds("""
                - circuitBreaker:
                    steps:
                      - setBody: { constant: x }
                """)).isEqualTo(1);
    }
}
