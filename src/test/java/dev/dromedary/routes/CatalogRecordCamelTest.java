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
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** The YAML of catalog-record in Camel's own test support, fed with AWS's documents in every envelope. */
@ExtendWith(SharedCloud.class)
class CatalogRecordCamelTest extends CamelTestSupport {

    private static final String KEY = "raw/health.csv";

    private final Catalog catalog;
    private MockEndpoint recorded;

    CatalogRecordCamelTest(EmbeddedCloud cloud) {
        catalog = new Catalog(cloud, true);
        testConfiguration().withUseRouteBuilder(false);
        camelContextConfiguration().withMockEndpoints("item:update*");
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getPropertiesComponent()
                .setLocation("file:routes/catalog/catalog.properties,classpath:application.properties");
        catalog.services().bind(context);
        context.build();
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(RouteFiles.of(Ingest.ROUTES, Catalog.ROUTE).routes().stream()
                        .map(file -> PluginHelper.getResourceLoader(context)
                                .resolveResource("file:" + Ingest.ROUTES.resolve(file)))
                        .toList());
        return context;
    }

    @BeforeEach
    void start() {
        context().start();
        assertThat(context().hasEndpoint("mock:item:update")).isNotNull();
        recorded = getMockEndpoint("mock:item:update");
    }

    private Map<String, Object> invoke(Map<String, Object> event) {
        return LambdaConsumer.of(context(), Catalog.ROUTE)
                .orElseThrow()
                .invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    /** AWS's document, about this test's bucket. */
    private String text(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/events/" + name + ".json"))
                .replace("dromedary-health", catalog.place.bucket);
    }

    private Map<String, Object> document(String name) throws IOException {
        return JsonDocument.parse(text(name));
    }

    /** AWS's document about an object that is there, by that object's own version. */
    private String about(String text, String key) {
        HeadObjectResponse head = catalog.head(key);
        return text.replace("096fKKXTRTtl3on89fVO.nfljtsv6qko", head.versionId())
                .replace("IYV3p45BT0ac8hjHg1houSdS1a.Mro8e", head.versionId())
                .replaceAll("(size[\\\\\"]*: *)[0-9]+", "$1" + head.contentLength());
    }

    @ParameterizedTest
    @CsvSource({
        "s3-created, raw/health.csv",
        "s3-created-encoded-key, raw/a+b%2Bc/ä 1.csv",
        "eventbridge-created, raw/a+b c/ä.csv",
        "sns-s3-news, raw/by-sns.csv"
    })
    void shouldRecordTheObject_whenItWasCreated(String event, String key) throws Exception {
        recorded.expectedMessageCount(1);
        catalog.put(key, "four", Map.of("owner", "me"));

        Map<String, Object> summary = invoke(JsonDocument.parse(about(text(event), key)));

        recorded.assertIsSatisfied();
        assertThat(recorded.getExchanges().get(0).getMessage().getHeaders()).doesNotContainKey("owner");
        assertThat(Json.outcome(summary)).isEqualTo("recorded");
        assertThat(summary.toString())
                .contains("item_table=" + catalog.table, "item_id=" + Json.sha256(catalog.place.bucket + "/" + key));
        HeadObjectResponse head = catalog.head(key);
        assertThat(catalog.texts(key))
                .containsEntry("file_name", key)
                .containsEntry("bucket", catalog.place.bucket)
                .containsEntry("status", "Processed")
                .containsEntry("size", "4")
                .containsEntry("etag", head.eTag().replace("\"", ""))
                .containsEntry("version", head.versionId())
                .containsEntry("content_type", "text/plain")
                .containsEntry("storage_class", "STANDARD")
                .containsKeys("sequencer", "correlation_id")
                .extractingByKey("event_time")
                .asString()
                .startsWith("2026-03-01T10:15:30");
        assertThat(catalog.item(key).get("metadata").m().get("owner").s()).isEqualTo("me");
        assertThat(catalog.place.calls.operations()).containsOnlyOnce("headObject", "updateItem");
    }

    @Test
    void shouldRecordAndGiveBackWhatFailed_whenAQueueBringsNewsInEveryForm() throws Exception {
        List<String> keys = List.of("raw/by-notification.csv", "raw/by-eventbridge.csv", "raw/by-sns.csv");
        keys.forEach(key -> catalog.put(key, "x"));
        Map<String, Object> batch = document("sqs-s3-news");
        List<?> messages = (List<?>) batch.get("Records");
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            Json.object(messages.get(i)).computeIfPresent("body", (name, body) -> about(body.toString(), key));
        }

        Map<String, Object> reply = invoke(batch);

        assertThat(reply)
                .isEqualTo(Map.of(
                        "batchItemFailures",
                        List.of(Map.of("itemIdentifier", "d1a9a2d5-53a1-4f0f-8b8e-1f5b7f6f0e02"))));
        keys.forEach(key -> assertThat(catalog.texts(key)).containsEntry("status", "Processed"));
        assertThat(catalog.items()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventbridge-deleted",
                "eventbridge-deleted-unversioned",
                "eventbridge-lifecycle-expired",
                "s3-removed-unversioned",
                "s3-delete-marker",
                "s3-lifecycle-expired",
                "s3-lifecycle-delete-marker"
            })
    void shouldMarkTheItemAndAskNobody_whenTheObjectWasDeleted(String event) throws Exception {
        Map<String, Object> summary = invoke(document(event));

        assertThat(Json.outcome(summary)).isEqualTo("recorded");
        assertThat(catalog.texts(KEY))
                .containsEntry("status", "Deleted")
                .containsEntry("file_name", KEY)
                .containsEntry("bucket", catalog.place.bucket)
                .containsKeys("deleted_time", "sequencer")
                .doesNotContainKeys("size", "event_time");
        assertThat(catalog.place.calls.operations()).containsExactly("updateItem");
    }

    @ParameterizedTest
    @CsvSource({
        "sns-s3-removed, raw/by-sns.csv",
        "sqs-s3-removed, raw/by-notification.csv",
        "sqs-s3-removed, raw/by-eventbridge.csv",
        "sqs-s3-removed, raw/by-sns.csv"
    })
    void shouldMarkTheItem_whenTopicOrQueueTellsOfTheDeletion(String event, String key) throws Exception {
        invoke(document(event));

        assertThat(catalog.texts(key)).containsEntry("status", "Deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-removed", "eventbridge-version-deleted"})
    void shouldLookAtTheCurrentVersion_whenAnotherWasDeleted(String event) throws Exception {
        catalog.put(KEY, "current");

        invoke(document(event));

        assertThat(catalog.texts(KEY))
                .containsEntry("status", "Processed")
                .containsEntry("version", catalog.head(KEY).versionId());
    }

    @Test
    void shouldKeepWhatWasKnown_whenTheObjectIsDeletedLater() throws Exception {
        catalog.put("x", "four");
        catalog.events().forEach(this::invoke);
        Map<String, String> before = catalog.texts("x");
        catalog.place.store().delete("x");

        catalog.events().forEach(this::invoke);

        assertThat(catalog.texts("x"))
                .containsEntry("status", "Deleted")
                .containsEntry("size", "4")
                .containsEntry("etag", before.get("etag"))
                .containsEntry("event_time", before.get("event_time"))
                .containsEntry("content_type", "text/plain");
    }

    @Test
    void shouldWriteNothing_whenTheAnnouncedVersionIsGone() throws Exception {
        recorded.expectedMessageCount(0);
        catalog.put(KEY, "another version");

        Map<String, Object> summary = invoke(document("s3-created"));

        recorded.assertIsSatisfied();
        assertThat(Json.outcome(summary)).isEqualTo("superseded");
        assertThat(catalog.items()).isZero();
    }

    @Test
    void shouldWriteNothing_whenTheObjectWasReplacedInABucketWithoutVersions() throws Exception {
        catalog.put(KEY, "another content");

        Map<String, Object> summary = invoke(document("s3-created-unversioned"));

        assertThat(Json.outcome(summary)).isEqualTo("superseded");
        assertThat(catalog.items()).isZero();
    }

    @Test
    void shouldFailWithOneSentence_whenTheEventHasNoSequencer() throws Exception {
        String event = text("s3-removed-unversioned").replace("\"sequencer\"", "\"eTag\"");

        assertThatThrownBy(() -> invoke(JsonDocument.parse(event)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("The event has no sequencer");
        assertThat(catalog.items()).isZero();
    }

    @Test
    void shouldFailWithOneSentence_whenTheSequencerIsNoNumber() throws Exception {
        String event = text("s3-removed-unversioned").replace("0055AED6DCD90281E5", "attribute_exists(x)");

        assertThatThrownBy(() -> invoke(JsonDocument.parse(event)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("A sequencer must be hexadecimal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinesis", "custom-event"})
    void shouldFail_whenTheEventIsOfAnotherShape(String event) {
        assertThatThrownBy(() -> invoke(document(event))).isInstanceOf(InvocationFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "s3-test-event", "s3-tagging"})
    void shouldDoNothing_whenTheEventIsNoNews(String event) throws Exception {
        assertThat(invoke(document(event)).get("outcomes")).isEqualTo(List.of());
        assertThat(catalog.items()).isZero();
    }

    @Test
    void shouldCompareSequencersAsS3Does_whenTheyDifferInLength() throws Exception {
        String event = text("s3-removed-unversioned");
        List<String> newestLast =
                List.of("0055AED6DCD90281E5", "0055AED6DCD90281E500", "0055AED6DCD90281E51", "0055AED6E");

        for (String sequencer : newestLast) {
            invoke(JsonDocument.parse(event.replace("0055AED6DCD90281E5", sequencer)
                    .replace("10:15:30", "10:15:" + newestLast.indexOf(sequencer) + "0")));
        }
        invoke(JsonDocument.parse(event));

        assertThat(catalog.texts(KEY))
                .containsEntry("sequencer", "0055AED6E")
                .containsEntry("deleted_time", "2026-03-01T10:15:30.123Z");
    }
}
