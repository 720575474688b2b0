package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** The route's YAML in Camel's own test support, fed with AWS's event document; its events end in a mock. */
@ExtendWith(SharedCloud.class)
class HealthIngestCamelTest extends CamelTestSupport {

    private static final String EVENT = "eventbridge-created";

    private final EmbeddedCloud cloud;
    private final String bucket = "health-" + UUID.randomUUID();
    private MockEndpoint events;

    HealthIngestCamelTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
        testConfiguration().withUseRouteBuilder(false);
        camelContextConfiguration().withMockEndpointsAndSkip("event:*");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        cloud.s3().createBucket(bucket, true);
        cloud.tables().table("camel-ledger", "id", null, "expires");
        Properties properties = new Properties();
        properties.setProperty("health.bucket", bucket);
        properties.setProperty("dromedary.ledger.table", "camel-ledger");
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.setStreamCaching(false);
        context.getPropertiesComponent()
                .setLocation("classpath:application.properties,file:routes/health/health.properties");
        context.getPropertiesComponent().setOverrideProperties(properties);
        new EmbeddedServices(cloud).bind(context);
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        PluginHelper.getResourceLoader(context).resolveResource("file:routes/health/ingest.camel.yaml"),
                        PluginHelper.getResourceLoader(context)
                                .resolveResource("file:routes/shared/errors.camel.yaml"));
        return context;
    }

    @BeforeEach
    void start() {
        context().start();
        events = getMockEndpoint("mock:event:put");
    }

    /** AWS's document about an object, with this test's bucket and object in it. */
    private Map<String, Object> upload(String content) throws IOException {
        String etag = cloud.s3()
                .putObject(put -> put.bucket(bucket).key("raw/a+b c/ä.csv"), RequestBody.fromString(content))
                .eTag()
                .replace("\"", "");
        String event = Files.readString(Path.of("src/test/resources/events/" + EVENT + ".json"))
                .replace("\"dromedary-health\"", "\"" + bucket + "\"")
                .replace("b57f9512698f4b09e608f4f2a65852e5", etag)
                .replace("\"size\": 5", "\"size\": " + content.getBytes(StandardCharsets.UTF_8).length);
        return JsonDocument.parse(event);
    }

    private Map<String, Object> invoke(Map<String, Object> event) {
        return LambdaConsumer.of(context(), "health-ingest")
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    private String output(String key) {
        return cloud.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void shouldWriteOutputsAndTellTheBus_whenThereAreValidRows() throws Exception {
        events.expectedMessageCount(1);
        events.message(0).exchangeProperty(Exchange.TO_ENDPOINT).contains("Complete");

        invoke(upload(Readings.HEADER + Readings.GOOD + Readings.NO_SPO2));

        events.assertIsSatisfied();
        assertThat(output("processed/a+b c/ä.csv")).isEqualTo(Readings.HEADER + Readings.GOOD);
        assertThat(output("rejected/a+b c/ä_rejected.csv"))
                .isEqualTo(Readings.REJECTED_HEADER + Readings.rejected(Readings.NO_SPO2, "missing_spo2"));
        assertThat(events.getExchanges().get(0).getMessage().getBody(String.class))
                .contains("valid=1", "rejected=1");
    }

    @Test
    void shouldTellTheBusAndSucceed_whenTheFileIsRejectedWhole() throws Exception {
        events.expectedMessageCount(1);
        events.message(0).exchangeProperty(Exchange.TO_ENDPOINT).contains("Failed");

        Map<String, Object> summary = invoke(upload("a,b\n1,2\n"));

        events.assertIsSatisfied();
        assertThat(summary.toString()).contains("outcome=rejected");
    }

    @Test
    void shouldFailAndTellNothing_whenTheObjectCanNotBeRead() throws Exception {
        events.expectedMessageCount(0);
        Map<String, Object> event = upload(Readings.HEADER + Readings.GOOD);
        cloud.s3().deleteObject(delete -> delete.bucket(bucket).key("raw/a+b c/ä.csv"));
        cloud.s3().listObjectVersions(list -> list.bucket(bucket)).versions().forEach(version -> cloud.s3()
                .deleteObject(delete -> delete.bucket(bucket).key(version.key()).versionId(version.versionId())));
        cloud.s3()
                .listObjectVersions(list -> list.bucket(bucket))
                .deleteMarkers()
                .forEach(marker -> cloud.s3()
                        .deleteObject(delete ->
                                delete.bucket(bucket).key(marker.key()).versionId(marker.versionId())));
        cloud.s3().deleteBucket(delete -> delete.bucket(bucket));

        assertThatThrownBy(() -> invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining(bucket);

        events.assertIsSatisfied();
    }
}
