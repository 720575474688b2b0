package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workflows in a Camel context that is nobody's function, as Camel's own command line has one. */
class RoutesOfContextTest {

    private static final String ROUTES = """
            - route:
                id: orders-begin
                from:
                  uri: direct:begin
                  steps:
                    - to: { uri: "workflow:start", parameters: { route: orders-run, name: "${body[id]}" } }
            - route:
                id: orders-run
                from:
                  uri: lambda-workflow:orders-run
                  steps:
                    - to: { uri: "lambda:invoke", variableReceive: checked, parameters: { route: orders-check } }
                    - choice:
                        when:
                          - simple: ${variable.checked[score]} == 'good'
                            steps:
                              - to: { uri: "lambda:invoke", parameters: { route: orders-store } }
            - route:
                id: orders-check
                from:
                  uri: lambda-direct:orders-check
                  steps:
                    - process: { ref: check }
            - route:
                id: orders-store
                from:
                  uri: lambda-direct:orders-store
                  steps:
                    - process: { ref: store }
            """;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private DefaultCamelContext started(Processor check) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty("dromedary.polling.enabled", "true");
        properties.setProperty("dromedary.redelivery.delay", "1");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("check", check);
        context.getRegistry().bind("store", (Processor) exchange ->
                seen.add("stored " + exchange.getMessage().getBody(Map.class).get("id")));
        for (String yaml : new String[] {Files.readString(Path.of("routes", ErrorsFile.NAME)), ROUTES}) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("orders/all.camel.yaml", yaml));
        }
        context.start();
        return context;
    }

    private Processor check(String score) {
        return exchange -> {
            seen.add("checked " + exchange.getMessage().getBody(Map.class).get("id"));
            exchange.getMessage().setBody(Map.of("score", score));
        };
    }

    private static void begin(DefaultCamelContext context, String id) {
        context.createProducerTemplate().sendBody("direct:begin", Map.of("id", id));
    }

    private String next() throws InterruptedException {
        return seen.poll(20, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(60)
    void shouldRunTheWorkflowHere_whenARouteStartsIt() throws Exception {
        try (DefaultCamelContext context = started(check("good"))) {
            begin(context, "o-1");

            assertThat(next()).isEqualTo("checked o-1");
            assertThat(next()).isEqualTo("stored o-1");
        }
    }

    @Test
    @Timeout(60)
    void shouldRunItOnce_whenItIsStartedTwice() throws Exception {
        try (DefaultCamelContext context = started(check("bad"))) {
            begin(context, "o-1");
            begin(context, "o-1");
            begin(context, "o-2");

            assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("checked o-1", "checked o-2");
            assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    @Timeout(60)
    void shouldCallAgain_whenARouteHasFailed() throws Exception {
        Processor good = check("good");
        Processor failsOnce = new Processor() {
            private boolean failed;

            @Override
            public void process(Exchange exchange) throws Exception {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("not yet");
                }
                good.process(exchange);
            }
        };
        try (DefaultCamelContext context = started(failsOnce)) {
            begin(context, "o-1");

            assertThat(next()).isEqualTo("checked o-1");
            assertThat(next()).isEqualTo("stored o-1");
        }
    }

    @Test
    void shouldSaySo_whenTheWorkflowIsNotAmongTheRoutes() throws Exception {
        try (DefaultCamelContext context = started(check("good"))) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("orders/other.camel.yaml", """
                            - route:
                                id: orders-other
                                from:
                                  uri: direct:other
                                  steps:
                                    - to: { uri: "workflow:start", parameters: { route: orders-gone, name: x } }
                            """));

            assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:other", Map.of()))
                    .isInstanceOf(CamelExecutionException.class)
                    .rootCause()
                    .hasMessageContaining("State Machine Does Not Exist")
                    .hasMessageContaining("orders-gone");
        }
    }
}
