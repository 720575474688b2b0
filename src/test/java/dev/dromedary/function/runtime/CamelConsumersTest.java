package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.apache.camel.component.aws2.s3.AWS2S3Consumer;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Consumer;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.component.aws2.sqs.Sqs2HeaderFilterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The headers are those that Camel's own consumers set; docs/triggers.md lists the exceptions. */
class CamelConsumersTest {

    /** What only the reply of S3 tells, while the object has not been asked for yet. */
    private static final Set<String> OF_THE_REPLY = Set.of(
            "CamelAwsS3ContentType",
            "CamelAwsS3ContentEncoding",
            "CamelAwsS3ContentDisposition",
            "CamelAwsS3ContentControl",
            "CamelAwsS3ServerSideEncryption",
            "CamelAwsS3ExpirationTime",
            "CamelAwsS3ReplicationStatus",
            "CamelAwsS3StorageClass",
            "CamelAwsS3Metadata");

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    @Test
    void shouldSetTheHeadersOfAws2S3_whenAnObjectWasCreated() {
        Map<String, Object> camels = headersOfAws2S3(GetObjectResponse.builder()
                .eTag("\"d41d8cd98f00b204e9800998ecf8427e\"")
                .versionId("096fKKXTRTtl3on89fVO.nfljtsv6qko")
                .contentLength(1024L)
                // HTTP knows whole seconds only.
                .lastModified(Instant.parse("2026-03-01T10:15:30Z"))
                .build());

        Map<String, Object> ours = new TreeMap<>(ENDPOINTS
                .of("lambda-s3:" + Events.BUCKET)
                .arrivals(Events.event("s3-created"))
                .get(0)
                .headers());

        assertThat(new TreeSet<>(camels.keySet())).containsAll(OF_THE_REPLY).containsAll(ours.keySet());
        camels.keySet().removeAll(OF_THE_REPLY);
        // The news has the fraction of the second.
        assertThat(ours.put("CamelAwsS3LastModified", camels.get("CamelAwsS3LastModified")))
                .isEqualTo(Instant.parse("2026-03-01T10:15:30.123Z"));
        assertThat(ours).isEqualTo(camels);
    }

    private static Map<String, Object> headersOfAws2S3(GetObjectResponse response) {
        AWS2S3Configuration configuration = new AWS2S3Configuration();
        configuration.setBucketName(Events.BUCKET);
        AWS2S3Endpoint endpoint = new AWS2S3Endpoint("aws2-s3:x", null, configuration);
        endpoint.setCamelContext(ENDPOINTS.context());
        Exchange exchange = new AWS2S3Consumer(endpoint, each -> {})
                .createExchange(
                        new ResponseInputStream<>(
                                response, AbortableInputStream.create(new ByteArrayInputStream(new byte[0]))),
                        "raw/health.csv");
        return new TreeMap<>(exchange.getMessage().getHeaders());
    }

    @Test
    void shouldSetTheHeadersOfAws2Sqs_whenAMessageComes() {
        Map<String, Object> message = new LinkedHashMap<>(
                Fields.objects(Events.event("sqs-standard"), "Records").get(0));
        message.put(
                "messageAttributes",
                Map.of(
                        "s", Map.of("dataType", "String", "stringValue", "v"),
                        "n", Map.of("dataType", "Number", "stringValue", "007"),
                        "i", Map.of("dataType", "Number.int", "stringValue", "7"),
                        "b", Map.of("dataType", "Binary", "binaryValue", "YWI="),
                        "CamelHttpUri", Map.of("dataType", "String", "stringValue", "evil")));

        Map<String, Object> ours = arrival(message).headers();

        Map<String, Object> camels = headersOfAws2Sqs(message);
        // Camel 4.17.0 lets a sender steer the producers of the route; we don't.
        assertThat(camels.remove("CamelHttpUri")).isEqualTo("evil");
        assertThat(new TreeMap<>(ours)).isEqualTo(camels);
        assertThat(ours.get("CamelAwsSqsMessageAttributes")).isInstanceOf(Map.class);
        assertThat(arrival(message).body()).isEqualTo(message.get("body"));
    }

    @ParameterizedTest
    @CsvSource({
        "String, 7",
        "Number, 7.50",
        "Number, 99999999999999999999",
        "Number.int, 7",
        "Number.byte, 7",
        "Number.short, 7",
        "Number.long, 7",
        "Number.float, 7.5",
        "Number.double, 7.5",
        "Number.Boolean, 1",
        "Number.Boolean, 0",
        "Binary, YWI=",
        "Binary.gif, YWI="
    })
    void shouldReadAnAttributeAsAws2SqsDoes_whateverItsType(String type, String value) {
        Map<String, Object> message = new LinkedHashMap<>(Events.message("m", null, "x"));
        String field = type.startsWith("Binary") ? "binaryValue" : "stringValue";
        message.put("messageAttributes", Map.of("a", Map.of("dataType", type, field, value)));

        assertThat(arrival(message).headers().get("a"))
                .isEqualTo(headersOfAws2Sqs(message).get("a"))
                .isNotNull();
    }

    private static Arrival arrival(Map<String, Object> message) {
        List<Arrival> arrivals = ENDPOINTS.of("lambda-sqs:q").arrivals(message);
        return arrivals.get(0);
    }

    private static Map<String, Object> headersOfAws2Sqs(Map<String, Object> message) {
        Sqs2Endpoint endpoint = new Sqs2Endpoint("aws2-sqs:x", null, new Sqs2Configuration());
        endpoint.setCamelContext(ENDPOINTS.context());
        endpoint.setHeaderFilterStrategy(new Sqs2HeaderFilterStrategy());
        Map<String, String> system = new LinkedHashMap<>();
        Fields.object(message, "attributes").forEach((name, value) -> system.put(name, value.toString()));
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        Map<String, Object> given = Fields.object(message, "messageAttributes");
        given.keySet().forEach(name -> attributes.put(name, sdk(Fields.object(given, name))));
        Exchange exchange = new Sqs2Consumer(endpoint, each -> {})
                .createExchange(Message.builder()
                        .body(message.get("body").toString())
                        .messageId(Fields.text(message, "messageId"))
                        .receiptHandle(Fields.text(message, "receiptHandle"))
                        .md5OfBody(Fields.text(message, "md5OfBody"))
                        .attributesWithStrings(system)
                        .messageAttributes(attributes)
                        .build());
        return new TreeMap<>(exchange.getMessage().getHeaders());
    }

    private static MessageAttributeValue sdk(Map<String, Object> given) {
        String binary = Fields.text(given, "binaryValue");
        return MessageAttributeValue.builder()
                .dataType(Fields.text(given, "dataType"))
                .stringValue(Fields.text(given, "stringValue"))
                .binaryValue(
                        binary == null
                                ? null
                                : SdkBytes.fromByteArray(Base64.getDecoder().decode(binary)))
                .build();
    }
}
