package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.ErrorsFile;
import dev.dromedary.desk.cloud.sqs.EmbeddedSqs;
import dev.dromedary.function.runtime.RouteStarter;
import dev.dromedary.function.runtime.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class PollingPluginTest {

    @TempDir
    private Path folder;

    private static DefaultCamelContext context(String uri, BlockingQueue<String> bodies) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty("dromedary.polling.enabled", "true");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri)
                        .routeId("plain-route")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody(String.class)));
            }
        });
        return context;
    }

    private static void load(DefaultCamelContext context, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("orders/take.camel.yaml", yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"take", "more"})
    void shouldRefuseTheRoute_whenItIsUnderNoErrorHandling(String without) throws Exception {
        String named = "    routeConfigurationId: own\n";
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context, """
                    - routeConfiguration:
                        id: own
                        errorHandler: { noErrorHandler: {} }
                    - route:
                        id: take
                    %s    from: { uri: "lambda-sqs:tasks", steps: [ { to: direct:more } ] }
                    - route:
                        id: more
                    %s    from: { uri: direct:more, steps: [ { log: x } ] }
                    """.formatted(without.equals("take") ? "" : named, without.equals("more") ? "" : named));

            assertThatThrownBy(context::start)
                    .rootCause()
                    .hasMessageMatching("orders/take.camel.yaml(:\\d+)?: The route \"" + without
                            + "\" is under no error handling: it names no routeConfiguration, .*");
        }
    }

    @Test
    void shouldStart_whenARouteOfSomebodyElsesIsUnderNoErrorHandling() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            load(context, "- route: { id: theirs, from: { uri: direct:theirs, steps: [ { log: x } ] } }\n");
            load(context, Files.readString(Path.of("routes", ErrorsFile.NAME)));
            load(context, "- route: { id: ours, from: { uri: lambda-sqs:tasks, steps: [ { log: x } ] } }\n");

            context.start();

            assertThat(context.getRoute("ours")).isNotNull();
        }
    }

    @Test
    void shouldPollOfItself_whenAPropertySaysSo() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        try (EmbeddedSqs sqs = new EmbeddedSqs(folder, "us-east-1", InstantSource.system());
                DefaultCamelContext context = context("lambda-sqs:tasks", bodies)) {
            sqs.createQueue(create -> create.queueName("tasks"));
            sqs.sendMessage(send -> send.queueUrl("tasks").messageBody("one"));
            context.getRegistry().bind("mine", SqsClient.class, sqs);

            context.start();

            assertThat(bodies.poll(20, TimeUnit.SECONDS)).isEqualTo("one");
        }
    }

    @Test
    void shouldStartNothing_whenNoPropertySaysSo() throws Exception {
        try (DefaultCamelContext context = context("lambda-kinesis:taps", new LinkedBlockingQueue<>())) {
            context.getPropertiesComponent().setInitialProperties(new Properties());

            context.start();

            assertThat(context.getRouteController()
                            .getRouteStatus("plain-route")
                            .isStarted())
                    .isTrue();
        }
    }

    @Test
    void shouldLeaveAFunctionAlone_whenItHasItsServices() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            Services services = bound -> {};
            context.getCamelContextExtension().addContextPlugin(Services.class, services);

            context.build();

            assertThat(context.getCamelContextExtension().getContextPlugin(RouteStarter.class))
                    .isNull();
            assertThat(context.getRegistry().lookupByName("ledger")).isNull();
        }
    }

    @Test
    void shouldBindWhatRoutesName_whenTheContextHasNone() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            assertThat(context.getRegistry().lookupByName("templates")).isNotNull();
            assertThat(context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}"))
                    .isEqualTo("dromedary-ledger");
        }
    }

    @Test
    void shouldStepBack_whenTheContextHasItsOwn() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                EmbeddedSqs sqs = new EmbeddedSqs(folder, "us-east-1", InstantSource.system())) {
            IdempotentRepository ledger = MemoryIdempotentRepository.memoryIdempotentRepository();
            context.getRegistry().bind("ledger", ledger);
            context.getRegistry().bind("theirs", SqsClient.class, () -> sqs);
            Properties properties = new Properties();
            properties.setProperty("dromedary.ledger.table", "mine");
            context.getPropertiesComponent().setInitialProperties(properties);

            assertThat(context.getRegistry().lookupByName("ledger")).isSameAs(ledger);
            assertThat(context.getRegistry().findSingleByType(IdempotentRepository.class))
                    .isSameAs(ledger);
            assertThat(context.getRegistry().findByType(SqsClient.class)).containsExactly(sqs);
            assertThat(context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}"))
                    .isEqualTo("mine");
        }
    }

    @Test
    void shouldSayWhatToDo_whenNothingStartsTheRoute() throws Exception {
        try (DefaultCamelContext context = context("lambda-kinesis:taps", new LinkedBlockingQueue<>())) {
            assertThatThrownBy(context::start)
                    .hasStackTraceContaining("The route plain-route begins with lambda-kinesis")
                    .hasStackTraceContaining("aws2-kinesis:taps");
        }
    }

    @Test
    void shouldRefuseToMakeThings_whenNoEmulatorIsNamed() throws Exception {
        try (SqsClient amazon = SqsClient.builder().region(Region.US_EAST_1).build();
                PolledRoute route = PolledRoute.start("lambda-eventbridge:default?source=orders")) {
            EventQueue input = new EventQueue(amazon, null);

            assertThatThrownBy(() -> input.create("orders", new Feed.Events("default", Map.of()), "events-input"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("AWS_ENDPOINT_URL");
        }
    }
}
