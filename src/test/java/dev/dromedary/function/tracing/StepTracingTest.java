package dev.dromedary.function.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepTracingTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private TraceDaemon daemon;

    @BeforeEach
    void listen() throws IOException {
        daemon = new TraceDaemon();
        TraceDaemon.header(TraceDaemon.SAMPLED);
    }

    @AfterEach
    void close() {
        context.stop();
        daemon.close();
    }

    private List<JsonNode> told(RouteBuilder route, Object body) throws Exception {
        context.getPropertiesComponent().addOverrideProperty("dromedary.tracing.subsegments", "50");
        context.getPropertiesComponent().addOverrideProperty("there", "here");
        Tracing tracing = Tracing.install(context, "orders-read", Optional.of(daemon.address()), JsonDocument::write)
                .orElseThrow();
        context.addRoutes(route);
        context.start();
        tracing.around(() -> {
            DefaultExchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            Subsegment.current().bind(exchange);
            return context.createProducerTemplate().send("direct:in", exchange);
        });
        return daemon.documents();
    }

    private static List<String> names(List<JsonNode> told) {
        return told.stream().map(each -> each.path("name").asText()).toList();
    }

    @Test
    void shouldBeNamedByWhatStandsInTheRoute_whenMessagesSayWhereTo() throws Exception {
        List<JsonNode> told = told(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .to("log:ours?level=DEBUG")
                                .to("mock:{{there}}")
                                .toD("mock:${body}")
                                .toD("${header.none}mock:x")
                                .setBody(constant("y"))
                                .id("Ward (first)");
                    }
                },
                "secret");

        assertThat(names(told)).containsExactly("orders-read", "log:ours", "mock", "mock", "toD", "Ward _first_");
        assertThat(told.toString()).doesNotContain("secret");
    }

    @Test
    void shouldNest_whenWorkIsSplitAndFailsInPart() throws Exception {
        List<JsonNode> told = told(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:in")
                                .split(body())
                                .parallelProcessing()
                                .doTry()
                                .to("direct:each")
                                .doCatch(IllegalStateException.class)
                                .end()
                                .end()
                                .to("mock:behind");
                        from("direct:each").filter(body().isEqualTo(2)).throwException(new IllegalStateException("2"));
                    }
                },
                List.of(1, 2, 3));

        JsonNode split = told.stream()
                .filter(each -> each.path("name").asText().equals("split"))
                .findFirst()
                .orElseThrow();
        // Camel lets nobody look at a doTry; its steps are parts of what is around it.
        assertThat(told.stream().filter(each -> each.path("name").asText().equals("direct:each")))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.path("parent_id")).isEqualTo(split.path("id")));
        assertThat(told.stream().filter(each -> each.path("fault").asBoolean()))
                .extracting(each -> each.path("name").asText())
                .containsExactlyInAnyOrder("direct:each", "filter", "throwException");
        assertThat(told.get(told.size() - 1).path("name").asText()).isEqualTo("mock:behind");
        assertThat(told.get(told.size() - 1).path("parent_id"))
                .isEqualTo(told.get(0).path("id"));
    }

    @Test
    void shouldSayWhatIsAsked_whenTheNumberIsNone() {
        context.getPropertiesComponent().addOverrideProperty("dromedary.tracing.subsegments", "many");

        assertThatThrownBy(() ->
                        Tracing.install(context, "orders-read", Optional.of(daemon.address()), JsonDocument::write))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "dromedary.tracing.subsegments is \"many\"; it is how many subsegments of an invocation X-Ray gets:"
                                + " 0 for none, 9999 at most");
    }

    @Test
    void shouldInstallNothing_whenThereIsNoDaemonOrNothingIsWanted() {
        context.getPropertiesComponent().addOverrideProperty("dromedary.tracing.subsegments", "0");

        assertThat(Tracing.install(context, "orders-read", Optional.of(daemon.address()), JsonDocument::write))
                .isEmpty();
        assertThat(Tracing.install(context, "orders-read", Optional.empty(), JsonDocument::write))
                .isEmpty();
        assertThat(context.getCamelContextExtension().getInterceptStrategies())
                .doesNotHaveAnyElementsOfTypes(StepTracing.class);
    }
}
