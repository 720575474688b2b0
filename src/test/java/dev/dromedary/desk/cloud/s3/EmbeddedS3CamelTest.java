package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3CamelTest {
    private static final String KEY = "CamelAwsS3Key";

    @TempDir
    Path folder;

    private S3Fixture fixture;
    private DefaultCamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        fixture = new S3Fixture(folder);
        context = new DefaultCamelContext();
        context.setStreamCaching(false);
        context.getRegistry().bind("s3Client", fixture.s3());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
        fixture.close();
    }

    private Exchange send(String operation, Object body, Map<String, Object> headers) {
        Exchange exchange = template.send("aws2-s3:" + BUCKET + operation, each -> {
            each.getMessage().setBody(body);
            each.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (exchange.getException() != null && !(exchange.getException() instanceof S3Exception)) {
            throw new AssertionError(exchange.getException());
        }
        return exchange;
    }

    @Test
    void shouldServeCamelsS3Component_whenItIsBoundInTheRegistry() throws Exception {
        Exchange put = send("", "a,b\n1,2\n", Map.of(KEY, "raw/x.csv", "CamelAwsS3ContentType", "text/csv"));
        assertThat(put.getMessage().getHeader("CamelAwsS3VersionId", String.class))
                .isNotBlank();
        assertThat(folder.resolve(BUCKET + "/raw/x.csv")).hasContent("a,b\n1,2\n");

        Exchange get = send("?operation=getObject", null, Map.of(KEY, "raw/x.csv"));
        try (InputStream in = (InputStream) get.getMessage().getBody()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a,b\n1,2\n");
        }
        assertThat(get.getMessage().getHeader("CamelAwsS3ContentLength", Long.class))
                .isEqualTo(8);

        Exchange head = send("?operation=headObject", null, Map.of(KEY, "raw/x.csv"));
        assertThat(head.getException()).isNull();
        assertThat(head.getMessage().getBody(HeadObjectResponse.class).eTag())
                .isEqualTo(put.getMessage().getHeader("CamelAwsS3ETag"));

        Exchange list = send("?operation=listObjects", null, Map.of());
        List<?> objects = list.getMessage().getBody(List.class);
        assertThat(objects).singleElement().satisfies(object -> assertThat(((S3Object) object).key())
                .isEqualTo("raw/x.csv"));

        send("?operation=deleteObject", null, Map.of(KEY, "raw/x.csv"));
        assertThat(fixture.keys(BUCKET)).isEmpty();
        Exchange gone = send("?operation=getObject", null, Map.of(KEY, "raw/x.csv"));
        assertThat(((S3Exception) gone.getException()).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswer412_whenTheAnnouncedVersionIsNotTheNewest() {
        String announced = fixture.put("raw/x.csv", "one").eTag();
        fixture.put("raw/x.csv", "two");

        Exchange get =
                send("?operation=getObject", null, Map.of(KEY, "raw/x.csv", "CamelAwsS3IfMatchCondition", announced));

        assertThat(((S3Exception) get.getException()).statusCode()).isEqualTo(412);
    }

    @Test
    void shouldStartCamelsEndpoint_whenTheBucketIsMissing() {
        Exchange put = template.send(
                "aws2-s3:no-such-bucket", each -> each.getMessage().setHeader(KEY, "x"));

        assertThat(put.getException()).isNotInstanceOf(NullPointerException.class);
    }
}
