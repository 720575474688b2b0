package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPlaceholderTest {

    @TempDir
    Path routes;

    private final List<String> read = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<Object> seen = new ArrayList<>();

    private final Secrets secrets = new Secrets() {
        @Override
        public void expect(Name name) {
            expected.add(name.kind() + " " + name.inAws());
        }

        @Override
        public String value(Name name) {
            read.add(name.kind() + " " + name.inAws());
            return "${body} " + read.size();
        }
    };

    private void services(CamelContext context) {
        context.getRegistry().bind(Secrets.NAME, Secrets.class, secrets);
        context.getRegistry().bind("look", (org.apache.camel.Processor)
                exchange -> seen.add(exchange.getMessage().getBody()));
    }

    @BeforeEach
    void properties() throws IOException {
        Files.createDirectories(routes.resolve("p"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("p/p.properties"), """
                p.token=shop/token
                p.limit=/shop/limit
                p.header=Bearer {{secret:p.token}}
                p.empty=
                """);
    }

    private void step(String step) throws IOException {
        Files.writeString(routes.resolve("p/look.camel.yaml"), """
                - route:
                    id: p-look
                    from:
                      uri: lambda-schedule:p-look
                      parameters: { expression: rate(1 day) }
                      steps:
                        - %s
                        - process: { ref: look }
                """.formatted(step));
    }

    private RouteFunction start() throws Exception {
        return RouteFunction.start(RouteFiles.of(routes, "p-look"), "p-look", this::services);
    }

    private static Map<String, Object> invoke(RouteFunction function) {
        return function.invoke(Events.event("scheduled-scheduler"), Invocation.starting("r", Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setBody: { simple: \"Bearer {{secret:p.token}}\" }",
                "setBody: { simple: \"{{p.header}}\" }",
            })
    void shouldReadTheValueAtEachUse_whenTheRouteRuns(String step) throws Exception {
        step(step);

        try (RouteFunction function = start()) {
            assertThat(expected).containsExactly("secret shop/token");
            assertThat(read).isEmpty();

            invoke(function);
            invoke(function);
        }

        // As it is: not taken for an expression again.
        assertThat(seen).containsExactly("Bearer ${body} 1", "Bearer ${body} 2");
        assertThat(read).containsExactly("secret shop/token", "secret shop/token");
    }

    @Test
    void shouldReadAParameter_whenItIsCompared() throws Exception {
        step("setBody: { simple: \"${header.x} == null && {{parameter:p.limit}} == '${body} 1'\" }");

        try (RouteFunction function = start()) {
            invoke(function);
        }

        assertThat(read).containsExactly("parameter /shop/limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p.missing", "p.empty"})
    void shouldNotStart_whenThePropertyHasNoValue(String property) throws Exception {
        step("setBody: { simple: \"{{secret:" + property + "}}\" }");

        assertThatThrownBy(this::start)
                .rootCause()
                .hasMessage("The property " + property + " has no value; {{secret:" + property
                        + "}} reads the secret that it names");
    }

    @Test
    void shouldNotStart_whenNothingCanBeReadHere() throws Exception {
        step("setBody: { simple: \"{{secret:p.token}}\" }");

        assertThatThrownBy(() -> RouteFunction.start(RouteFiles.of(routes, "p-look"), "p-look", context -> {}))
                .rootCause()
                .hasMessage("{{secret:p.token}} can't be read here");
    }
}
