package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The YAML of weblogs-silver in Camel's own test support, as any user of Camel would load it. */
@ExtendWith(SharedCloud.class)
class WeblogsSilverCamelTest extends CamelTestSupport {

    private static final String ROUTE = "weblogs-silver";

    private final Place place;
    private MockEndpoint told;

    WeblogsSilverCamelTest(EmbeddedCloud cloud) {
        place = new Place(cloud, true);
        testConfiguration().withUseRouteBuilder(false);
        camelContextConfiguration().withMockEndpointsAndSkip("event:put*");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getPropertiesComponent()
                .setLocation("file:routes/weblogs/weblogs.properties,classpath:application.properties");
        Properties properties = new Properties();
        properties.setProperty("weblogs.bucket", place.bucket);
        properties.setProperty("weblogs.bus", place.bucket);
        Services services = place.services(properties, registry -> {});
        services.bind(context);
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(RouteFiles.of(Ingest.ROUTES, ROUTE).routes().stream()
                        .map(file -> PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + Ingest.ROUTES.resolve(file)))
                        .toList());
        return context;
    }

    @BeforeEach
    void start() {
        context().start();
        told = getMockEndpoint("mock:event:put");
    }

    @Test
    void shouldTellTheDays_whenALogIsStored() throws Exception {
        told.expectedMessageCount(1);
        Map<String, Object> event = place.upload("bronze/web.ndjson", """
                {"event_id":"e1","event_ts":"2026-01-05T23:59:59Z","method":"GET","path":"/","status":200,"bytes_sent":1,"response_time_ms":1,"client_ip":"192.0.2.1"}
                {"event_id":"e2","event_ts":"2026-01-06T00:00:00Z","method":"GET","path":"/","status":200,"bytes_sent":1,"response_time_ms":1,"client_ip":"192.0.2.1"}
                """.getBytes(StandardCharsets.UTF_8));

        Map<String, Object> summary = LambdaConsumer.of(context(), ROUTE)
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));

        told.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("success");
        assertThat(Json.at(Json.object(told.getExchanges().get(0).getMessage().getBody()), "changed_partitions"))
                .isEqualTo(List.of("year=2026/month=01/day=05", "year=2026/month=01/day=06"));
    }
}
