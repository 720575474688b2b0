package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class AnnouncedObjectTest {

    @Test
    void shouldBeGone_whenItsRecordedSizeIsNoNumber() {
        // Arrange
        CamelContext context = new DefaultCamelContext();
        context.start();
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.TO_ENDPOINT, "aws2-s3://files?operation=getObject");
        exchange.setProperty(AnnouncedObject.RECORDED, "files/a.csv");
        exchange.setProperty(Source.RECORDED_BYTES, "many");
        exchange.getMessage().setHeader(AWS2S3Constants.BUCKET_NAME, "files");
        exchange.getMessage().setHeader(AWS2S3Constants.KEY, "a.csv");
        exchange.setException(NoSuchKeyException.builder()
                .statusCode(404)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("NoSuchKey").build())
                .build());

        // Act
        boolean gone = new AnnouncedObject().isGone(exchange);

        // Assert
        assertThat(gone).isTrue();
        context.stop();
    }
}
