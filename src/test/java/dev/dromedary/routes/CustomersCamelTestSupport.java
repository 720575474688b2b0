package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A route of the customers pipeline, its YAML with all that it calls, in Camel's own test support. Mocks see the messages about
 * customers and about errors, which go on to the queues all the same.
 */
@ExtendWith(SharedCloud.class)
abstract class CustomersCamelTestSupport extends CamelTestSupport {

    static final String FIRST =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C1\",\"number_of_orders\":2,\"total_amount_spent\":32.30}";
    static final String SECOND =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C2\",\"number_of_orders\":0,\"total_amount_spent\":0.00}";

    final Customers customers;
    MockEndpoint messages;
    MockEndpoint errors;

    private final String route;

    CustomersCamelTestSupport(EmbeddedCloud cloud, String route) {
        customers = new Customers(cloud);
        this.route = route;
        testConfiguration().withUseRouteBuilder(false);
        camelContextConfiguration().withMockEndpoints("(outbox:send|aws2-sqs:).*");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setStreamCaching(false);
        context.getPropertiesComponent()
                .setLocation("file:routes/customers/customers.properties,classpath:application.properties");
        customers.services().bind(context);
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
        messages = sent("mock:outbox:send");
        errors = sent("mock:aws2-sqs:errors.fifo");
    }

    private MockEndpoint sent(String mock) {
        // A mock of another name would be made here, and would see nothing.
        assertThat(context().hasEndpoint(mock)).isNotNull();
        return getMockEndpoint(mock);
    }

    @AfterEach
    void closeCustomers() {
        customers.close();
    }

    Map<String, Object> invoke(Map<String, Object> event) {
        return LambdaConsumer.of(context(), route)
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    /** AWS's document about an object that was created, by the name of a file and what is known of its upload. */
    Map<String, Object> created(String document, Map<String, Object> upload) throws IOException {
        Map<String, Object> object = Json.object(Json.at(upload, "detail", "object"));
        return JsonDocument.parse(text(document)
                .replace("dromedary-health", customers.bucket)
                .replaceAll("raw/[^\"]*", object.get("key").toString())
                .replaceAll("(\"e[tT]ag\": )\"[^\"]*\"", "$1\"" + object.get("etag") + '"')
                .replaceAll("(\"size\": )[0-9]+", "$1" + object.get("size")));
    }

    /** AWS's document about a schedule, so long from now. */
    Map<String, Object> scheduled(String document, Duration later) throws IOException {
        Instant time = Instant.now().plus(later).truncatedTo(ChronoUnit.SECONDS);
        return JsonDocument.parse(text(document).replace("2026-11-20T07:00:00Z", time.toString()));
    }

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/events/" + name + ".json"));
    }

    /** A service refuses calls of that operation from now on. */
    void refuse(String operation) {
        customers.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is(operation)) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });
    }
}
