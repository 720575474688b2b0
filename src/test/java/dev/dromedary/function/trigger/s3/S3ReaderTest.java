package dev.dromedary.function.trigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.spi.Metadata;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3ReaderTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String URI = "lambda-s3:" + Events.BUCKET + "?prefix=raw/&suffix=.csv,.csv.gz";

    @ParameterizedTest
    @CsvSource({
        "s3-created, raw/health.csv, raw/health.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko, 0055AED6DCD90281E5, health",
        "s3-created-unversioned, raw/health.csv, raw/health.csv@0055AED6DCD90281E5, 0055AED6DCD90281E5, health",
        "s3-created-encoded-key, raw/a+b%2Bc/ä 1.csv, raw/a+b%2Bc/ä 1.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko,"
                + " 0055AED6DCD90281E5, a+b%2Bc/ä 1",
        "eventbridge-created, raw/a+b c/ä.csv, raw/a+b c/ä.csv@IYV3p45BT0ac8hjHg1houSdS1a.Mro8e, 00617F08299329D189,"
                + " a+b c/ä",
        "eventbridge-created-unversioned, raw/health.csv, raw/health.csv@00617F08299329D189, 00617F08299329D189,"
                + " health"
    })
    void shouldTellTheObject_whenItWasCreated(
            String event, String key, String correlationId, String sequencer, String name) {
        List<Arrival> arrivals = ENDPOINTS.of(URI).arrivals(Events.event(event));

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.headers()).containsEntry(AWS2S3Constants.KEY, key);
            assertThat(arrival.correlationId()).isEqualTo(Events.BUCKET + "/" + correlationId);
            assertThat(arrival.ledgerItem()).isEqualTo(Events.BUCKET + "/" + key);
            assertThat(arrival.sequencer()).isEqualTo(sequencer);
            assertThat(arrival.name()).isEqualTo(name);
            assertThat(arrival.body()).hasToString("s3://" + Events.BUCKET + "/" + key);
        });
    }

    @Test
    void shouldSetTheHeadersOfCamelsOwnConsumer_whenObjectArrives() {
        Arrival arrival = ENDPOINTS
                .of(URI + "&includeBody=false")
                .arrivals(Events.event("s3-created"))
                .get(0);

        assertThat(arrival.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CamelAwsS3Key",
                        "raw/health.csv",
                        "CamelAwsS3BucketName",
                        Events.BUCKET,
                        "CamelAwsS3ETag",
                        "\"d41d8cd98f00b204e9800998ecf8427e\"",
                        "CamelAwsS3VersionId",
                        "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                        "CamelAwsS3ContentLength",
                        1024L,
                        "CamelAwsS3IfMatchCondition",
                        "\"d41d8cd98f00b204e9800998ecf8427e\"",
                        "CamelAwsS3LastModified",
                        Instant.parse("2026-03-01T10:15:30.123Z"),
                        "CamelMessageTimestamp",
                        Instant.parse("2026-03-01T10:15:30Z").toEpochMilli()));
    }

    @Test
    void shouldLeaveOtherReadsAlone_whenTheBodyHasTheCondition() {
        Arrival arrival = ENDPOINTS.of(URI).arrivals(Events.event("s3-created")).get(0);

        assertThat(arrival.headers()).doesNotContainKey("CamelAwsS3IfMatchCondition");
    }

    @Test
    void shouldUseNoHeaderOfItsOwn_whenComparedWithWhatCamelDocuments() {
        Set<String> documented = Arrays.stream(AWS2S3Constants.class.getFields())
                .filter(field -> field.isAnnotationPresent(Metadata.class))
                .map(S3ReaderTest::text)
                .collect(Collectors.toSet());

        Arrival arrival = ENDPOINTS.of(URI).arrivals(Events.event("s3-created")).get(0);

        assertThat(documented)
                .hasSizeGreaterThan(20)
                .containsAll(arrival.headers().keySet());
    }

    private static String text(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTellOnlyWhatMatches_whenSeveralObjectsAreAnnounced() {
        List<Arrival> arrivals = ENDPOINTS.of(URI).arrivals(Events.event("s3-created-several"));

        assertThat(arrivals)
                .extracting(Arrival::name, Arrival::correlationId)
                .containsExactly(
                        tuple("one", Events.BUCKET + "/raw/one.csv@096fKKXTRTtl3on89fVO.nfljtsv6qko"),
                        tuple("two.csv.gz", Events.BUCKET + "/raw/two.csv.gz@v2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3-removed", "s3-delete-marker", "s3-tagging", "s3-test-event", "eventbridge-deleted", "empty"})
    void shouldDoNothing_whenNoObjectWasCreated(String event) {
        assertThat(ENDPOINTS.of(URI).arrivals(Events.event(event))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3-created, created",
        "eventbridge-created-unversioned, created",
        "s3-removed, version deleted",
        "s3-removed-unversioned, deleted",
        "s3-delete-marker, deleted",
        "s3-lifecycle-expired, deleted",
        "s3-lifecycle-delete-marker, deleted",
        "eventbridge-deleted, deleted",
        "eventbridge-deleted-unversioned, deleted",
        "eventbridge-lifecycle-expired, deleted",
        "eventbridge-version-deleted, version deleted"
    })
    void shouldTellWhatHappened_whenChangesOfBothKindsAreAskedFor(String event, String change) {
        List<Arrival> arrivals = ENDPOINTS.of(URI + "&events=created,deleted").arrivals(Events.event(event));

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.change()).isEqualTo(change);
            assertThat(arrival.ledgerItem()).isEqualTo(Events.BUCKET + "/raw/health.csv");
            assertThat(arrival.headers()).containsEntry(AWS2S3Constants.KEY, "raw/health.csv");
        });
    }

    @ParameterizedTest
    @CsvSource({"true, eventbridge-deleted", "false, eventbridge-deleted", "false, s3-delete-marker"})
    void shouldHaveNeitherBodyNorCondition_whenTheObjectWasDeleted(boolean includeBody, String event) {
        LambdaEndpoint endpoint = ENDPOINTS.of(URI + "&events=deleted&includeBody=" + includeBody);

        assertThat(endpoint.arrivals(Events.event(event))).singleElement().satisfies(arrival -> {
            assertThat(arrival.body()).isNull();
            assertThat(arrival.headers()).doesNotContainKey(AWS2S3Constants.IF_MATCH_CONDITION);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "eventbridge-created-unversioned", "s3-tagging", "s3-test-event"})
    void shouldDoNothing_whenOnlyDeletionsAreAskedFor(String event) {
        assertThat(ENDPOINTS.of(URI + "&events=deleted").arrivals(Events.event(event)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created | Object Created",
                "deleted | Object Deleted",
                "created,deleted | Object Created,Object Deleted",
                "' deleted , created ' | Object Deleted,Object Created"
            })
    void shouldAskEventBridgeForTheSameChanges_whenTheOptionNamesThem(String events, String detailTypes) {
        LambdaEndpoint endpoint = ENDPOINTS.of(URI + "&events=" + events);

        assertThat(endpoint.eventPattern()).containsEntry("detail-type", List.of(detailTypes.split(",")));
        assertThat(endpoint.arrivals(endpoint.sample())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "created,", "Created", ",", "version deleted"})
    void shouldRefuseTheEndpoint_whenItNamesAnotherChange(String events) {
        assertThatThrownBy(() -> ENDPOINTS.of(URI + "&events=" + events))
                .rootCause()
                .hasMessage("The option events of lambda-s3 is \"" + events
                        + "\"; it has to be created, deleted, or both separated by a comma");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinesis | a record of aws:kinesis came",
                "api-gateway | a document with the fields body, headers, isBase64Encoded, rawPath, rawQueryString,"
                        + " requestContext, routeKey, version came",
                "custom-event | an event of source health.data.ingestor came"
            })
    void shouldSayWhatWasExpectedAndWhatCame_whenEventIsOfAnotherShape(String event, String came) {
        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(Events.event(event)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageStartingWith("Expected news of S3 objects (")
                .hasMessageContaining(came);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\"}]} | without"
                        + " s3.bucket.name",
                "{\"Records\":[{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\","
                        + "\"s3\":{\"bucket\":{\"name\":\"b\"}}}]} | without s3.object.key",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":[]} | without"
                        + " detail.bucket.name",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"b\"},"
                        + "\"object\":{\"key\":\"\"}}} | without detail.object.key",
                "{\"detail-type\":\"Object Created\"} | an event of source none"
            })
    void shouldNameTheMissingField_whenNewsIsIncomplete(String document, String missing) {
        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(JsonDocument.parse(document)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void shouldRefuse_whenKeyIsNotUrlEncoded() {
        assertThatThrownBy(() -> ENDPOINTS.of(URI).arrivals(Events.created("raw/100%.csv")))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessageContaining("raw/100%.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3-created", "eventbridge-created", "s3-removed"})
    void shouldRefuse_whenBucketIsAnother(String event) {
        LambdaEndpoint other = ENDPOINTS.of("lambda-s3:my-bucket?prefix=raw/");

        assertThatThrownBy(() -> other.arrivals(Events.event(event)))
                .isInstanceOf(UnexpectedEventException.class)
                .hasMessage("Expected news of the bucket my-bucket, but news of the bucket dromedary-health came.");
    }

    @ParameterizedTest
    @CsvSource({
        "raw/, .csv, raw/x.csv, true",
        "raw/, .csv, raw/.csv, true",
        "raw/, .csv, raw.csv, false",
        "raw/, .csv, xraw/x.csv, false",
        "raw/, .csv, raw/x.CSV, false",
        "raw/, .csv, raw/x.csv.bak, false",
        "raw.c, .csv, raw.csv, false",
        "raw/, '.csv, .gz', raw/x.gz, true",
        "raw/, '', raw/anything, true",
        "'', '', x, true"
    })
    void shouldCheckPrefixAndSuffixAgain_whenRuleLetThroughTooMuch(
            String prefix, String suffix, String key, boolean wanted) {
        LambdaEndpoint endpoint =
                ENDPOINTS.of("lambda-s3:" + Events.BUCKET + "?prefix=" + prefix + "&suffix=" + suffix);

        assertThat(endpoint.arrivals(Events.created(key))).hasSize(wanted ? 1 : 0);
    }

    @Test
    void shouldNameTheEtag_whenThereIsNeitherVersionNorSequencer() {
        Map<String, Object> event = JsonDocument.parse(
                JsonDocument.write(Events.created("raw/x.csv")).replace("\"sequencer\":\"01\"", "\"versionId\":null"));

        assertThat(ENDPOINTS.of(URI).arrivals(event))
                .extracting(Arrival::correlationId)
                .containsExactly(Events.BUCKET + "/raw/x.csv@e");
    }

    @Test
    void shouldTakeTheEtag_whenAnEmulatorSpellsItInItsOwnWay() {
        Map<String, Object> event =
                JsonDocument.parse(Events.text("eventbridge-created").replace("\"etag\"", "\"eTag\""));

        assertThat(ENDPOINTS.of(URI).arrivals(event).get(0).headers())
                .containsEntry(AWS2S3Constants.E_TAG, "\"b57f9512698f4b09e608f4f2a65852e5\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda-s3", "lambda-s3?prefix=raw/"})
    void shouldRefuseTheEndpoint_whenItNamesNoBucket(String uri) {
        assertThatThrownBy(() -> ENDPOINTS.of(uri)).rootCause().hasMessageContaining("needs the name of a bucket");
    }

    @Test
    void shouldHaveNoBody_whenItIsNotToBeIncluded() {
        List<Arrival> arrivals = ENDPOINTS.of(URI + "&includeBody=false").arrivals(Events.event("s3-created"));

        assertThat(arrivals).extracting(Arrival::body).containsOnlyNulls();
    }

    @Test
    void shouldTakeAnAsteriskLiterally_whenAPrefixHoldsOne() {
        assertThat(ENDPOINTS.of("lambda-s3:b?prefix=raw*/&suffix=.csv").eventPattern())
                .asString()
                .contains("wildcard=raw\\*/*.csv");
    }

    @Test
    void shouldAskForOneWildcardASuffix_whenThereAreSeveral() {
        assertThat(ENDPOINTS.of(URI).eventPattern())
                .extractingByKey("detail", InstanceOfAssertFactories.MAP)
                .containsEntry("bucket", Map.of("name", List.of(Events.BUCKET)))
                .containsEntry(
                        "object",
                        Map.of("key", List.of(Map.of("wildcard", "raw/*.csv"), Map.of("wildcard", "raw/*.csv.gz"))));
    }

    @Test
    void shouldUnderstandItsOwnSample_whenPriming() {
        LambdaEndpoint endpoint = ENDPOINTS.of(URI);

        assertThat(endpoint.arrivals(endpoint.sample())).hasSize(1);
    }
}
