package dev.dromedary.function.steps.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectComponentTest {

    private static final String LOCATE =
            "object:locate?bucket=b&objectBucket=${body[bucket]}&objectKey=${body[key]}&prefix=processed/,archive/&suffix=_manifest.json,.json";

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "object:look | object:look: there is no such step; the steps are head, locate, partitions and copy",
                "object:head | object:head needs the option bucket",
                "object:partitions | object:partitions needs the option bucket",
                "object:partitions?bucket=b&prefix=p | object:partitions needs the option within",
                "object:copy | object:copy needs the option bucket",
                "object:copy?bucket=b | object:copy needs the option destinationKey",
                "object:copy?bucket=b&destinationKey=k&largestCopy=5368709121 | object:copy: the option largestCopy is 5368709121; S3 copies 1 to 5368709120 bytes at once",
                "object:copy?bucket=b&destinationKey=k&partBytes=1 | object:copy: the option partBytes is 1; S3 takes parts of 5242880 to 5368709120 bytes",
                "object:locate | object:locate needs the option objectKey",
                "object:locate?objectKey=x | object:locate needs the option prefix",
                "object:locate?objectKey=x&prefix=p&objectBucket=b | object:locate needs the option bucket"
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @Test
    void shouldSayThatItIsAStep_whenARouteBeginsWithIt() {
        assertThatThrownBy(() -> context.getEndpoint("object:head?bucket=b").createConsumer(exchange -> {}))
                .hasMessageContaining("a route begins with lambda-s3");
    }

    @Test
    void shouldNameTheHeaders_whenTheyAreGone() {
        assertThat(sent("object:head?bucket=b", Map.of(), Map.of()).getException())
                .hasMessageContaining("needs the headers CamelAwsS3BucketName and CamelAwsS3Key");
    }

    @ParameterizedTest
    @CsvSource({
        "processed/x_manifest.json",
        "processed/a/../b_manifest.json",
        "processed/${bean:x}_manifest.json",
        "archive/x.json",
        "processed/_manifest.json"
    })
    void shouldYieldTheKey_whenItLiesWhereTheRouteSays(String key) {
        assertThat(sent(LOCATE, Map.of("key", key, "bucket", "b"), Map.of())
                        .getMessage()
                        .getBody())
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, b, no key is named",
                "'', b, no key is named",
                "raw/x_manifest.json, b, a key is named that lies elsewhere",
                "processed/x.csv, b, a key is named that lies elsewhere",
                "/processed/x_manifest.json, b, a key is named that lies elsewhere",
                "Processed/x_manifest.json, b, a key is named that lies elsewhere",
                "${sys.user.home}, b, a key is named that lies elsewhere",
                "processed_manifest.json, b, a key is named that lies elsewhere",
                "processed/x_manifest.json, c, another bucket is named",
                "processed/x_manifest.json, none, another bucket is named"
            })
    void shouldRefuseInOneSentence_whenTheKeyLiesElsewhere(String key, String bucket, String why) {
        Map<String, Object> document = new HashMap<>();
        document.put("key", key);
        document.put("bucket", bucket);

        assertThat(sent(LOCATE, document, Map.of()).getException())
                .isInstanceOf(UnexpectedKeyException.class)
                .hasMessage(
                        "Expected the key of an object under processed/,archive/ that ends with _manifest.json,.json in the"
                                + " bucket b, but " + why + ".");
    }

    @Test
    void shouldRefuse_whenTheKeyIsLongerThanS3Takes() {
        String key = "processed/" + "é".repeat(510) + ".json";

        assertThat(sent(LOCATE, Map.of("key", key, "bucket", "b"), Map.of()).getException())
                .isInstanceOf(UnexpectedKeyException.class);
    }

    private Exchange sent(String uri, Object body, Map<String, Object> headers) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            exchange.setProperty("sequencer", "01");
        });
    }
}
