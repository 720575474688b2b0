package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The YAML of customers-collect, with all that it calls, in Camel's own test support, fed with AWS's documents. Mocks see the
 * messages about customers and about errors, which go on to the queues all the same.
 */
@ExtendWith(SharedCloud.class)
class CustomersCollectCamelTest extends CamelTestSupport {

    private static final String EVENT = "eventbridge-created";
    private static final String FIRST =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C1\",\"number_of_orders\":2,\"total_amount_spent\":32.30}";
    private static final String SECOND =
            "{\"type\":\"customer_message\",\"customer_reference\":\"C2\",\"number_of_orders\":0,\"total_amount_spent\":0.00}";

    private final Customers customers;
    private MockEndpoint messages;
    private MockEndpoint errors;

    CustomersCollectCamelTest(EmbeddedCloud cloud) {
        customers = new Customers(cloud);
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
                .loadRoutes(RouteFiles.of(Ingest.ROUTES, Customers.COLLECT).routes().stream()
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

    @AfterEach
    void closeCustomers() {
        customers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENT, "s3-created"})
    void shouldSendAMessageForEachCustomer_whenTheDayIsComplete(String document) throws Exception {
        messages.expectedMessageCount(1);
        errors.expectedMessageCount(0);

        for (Map<String, Object> upload : customers.day("20220130")) {
            assertThat(customers.messages()).isEmpty();
            assertThat(Json.outcome(invoke(created(document, upload)))).isEqualTo("success");
        }

        messages.assertIsSatisfied();
        errors.assertIsSatisfied();
        assertThat(messages.getExchanges().get(0).getMessage().getHeaders()).isEmpty();
        assertThat(customers.messages()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(customers.set("20220130")).doesNotContainKey("open");
    }

    @Test
    void shouldSucceedAndTellOfIt_whenAFileCanNotBeUsed() throws Exception {
        errors.expectedMessageCount(1);
        Map<String, Object> upload = customers.upload("orders_20220130.csv", "a,b\n1,2\n");

        assertThat(Json.outcome(invoke(created(EVENT, upload)))).isEqualTo("rejected");

        errors.assertIsSatisfied();
        assertThat(errors.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("\"error\":\"unusable_file\"", "\"file\":\"raw/orders_20220130.csv\"");
    }

    @Test
    void shouldFailTellNothingAndLetTheNextAttemptWork_whenTheObjectCanNotBeRead() throws Exception {
        errors.expectedMessageCount(0);
        Map<String, Object> event = created(EVENT, customers.day("20220130").get(0));
        customers.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is("getObject")) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });

        assertThatThrownBy(() -> invoke(event)).isInstanceOf(InvocationFailedException.class);

        customers.calls.pass();
        assertThat(Json.outcome(invoke(event))).isEqualTo("success");
        errors.assertIsSatisfied();
        assertThat(customers.set("20220130").get("arrivals").n()).isEqualTo("1");
    }

    private MockEndpoint sent(String mock) {
        // A mock of another name would be made here, and would see nothing.
        assertThat(context().hasEndpoint(mock)).isNotNull();
        return getMockEndpoint(mock);
    }

    private Map<String, Object> invoke(Map<String, Object> event) {
        return LambdaConsumer.of(context(), Customers.COLLECT)
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    /** AWS's document about an object that was created, by the name of a file and what is known of its upload. */
    private Map<String, Object> created(String document, Map<String, Object> upload) throws IOException {
        Map<String, Object> object = Json.object(Json.at(upload, "detail", "object"));
        return JsonDocument.parse(Files.readString(Path.of("src/test/resources/events/" + document + ".json"))
                .replace("dromedary-health", customers.bucket)
                .replaceAll("raw/[^\"]*", object.get("key").toString())
                .replaceAll("(\"e[tT]ag\": )\"[^\"]*\"", "$1\"" + object.get("etag") + '"')
                .replaceAll("(\"size\": )[0-9]+", "$1" + object.get("size")));
    }
}
