package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteBeans;
import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A route's YAML, with all that it calls, in Camel's own test support, at a place of its own on the embedded cloud. A mock
 * sees what the route is about to send; the message goes on to the cloud all the same.
 */
@ExtendWith(SharedCloud.class)
abstract class HealthCamelTestSupport extends CamelTestSupport {

    final Place place;
    private final String route;

    /** @param sends the pattern of the endpoints that the mock watches */
    HealthCamelTestSupport(EmbeddedCloud cloud, String route, String sends) {
        place = new Place(cloud, true);
        this.route = route;
        testConfiguration().withUseRouteBuilder(false);
        camelContextConfiguration().withMockEndpoints(sends);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setStreamCaching(false);
        context.getPropertiesComponent()
                .setLocation("file:routes/health/health.properties,classpath:application.properties");
        place.services(new Properties(), registry -> {}).bind(context);
        RouteBeans.bind(context.getRegistry(), () -> Ingest.ROUTES);
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(RouteFiles.of(Ingest.ROUTES, route).routes().stream()
                        .map(file -> PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + Ingest.ROUTES.resolve(file)))
                        .toList());
        return context;
    }

    @BeforeEach
    void start() {
        context().start();
    }

    /** What sees the messages to an endpoint; its URI without options. */
    MockEndpoint sent(String endpoint) {
        // A mock of another name would be made here, and would see nothing.
        assertThat(context().hasEndpoint("mock:" + endpoint)).isNotNull();
        return getMockEndpoint("mock:" + endpoint);
    }

    /** AWS's document, about this test's bucket. */
    Map<String, Object> document(String name) throws IOException {
        return JsonDocument.parse(Files.readString(Path.of("src/test/resources/events/" + name + ".json"))
                .replace("dromedary-health", place.bucket));
    }

    Map<String, Object> invoke(Map<String, Object> event) {
        return LambdaConsumer.of(context(), route)
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    /** A service refuses all calls from now on. */
    void refuse(String service) {
        place.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.service().equals(service)) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });
    }

    /** What is in the table of analyses. */
    AnalysesView analyses() {
        return new AnalysesView(place.cloud.dynamoDb(), place.analysesTable);
    }

    /** Stores an analysis that no mail was sent about, of the file of that name, and the manifest of the file. */
    void store(String name, String correlationId, String timestamp) {
        String manifest = "processed/" + name + "_manifest.json";
        place.upload(
                manifest,
                JsonDocument.write(Map.of(
                                "correlation_id",
                                correlationId,
                                "counts",
                                Map.of("input", 3, "valid", 2, "rejected", 1)))
                        .getBytes(StandardCharsets.UTF_8));
        place.cloud.dynamoDb().putItem(put -> put.tableName(place.analysesTable)
                .item(Map.of(
                        "correlation_id", AttributeValue.fromS(correlationId),
                        "analysis_timestamp", AttributeValue.fromS(timestamp),
                        "analysis_date", AttributeValue.fromS(timestamp.substring(0, 10)),
                        "notification_sent", AttributeValue.fromBool(false),
                        "source_name", AttributeValue.fromS(name),
                        "manifest_key", AttributeValue.fromS(manifest),
                        "analysis_bucket", AttributeValue.fromS(place.bucket),
                        "analysis_key", AttributeValue.fromS("analyzed/" + name + "_analysis.json"),
                        "records_analyzed", AttributeValue.fromN("2"),
                        "anomalous_records", AttributeValue.fromN("1"))));
    }
}
