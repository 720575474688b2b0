package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.Source;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/**
 * {@code object:copy}: the object that the headers name is copied within its bucket. Camel's own {@code copyObject} copies up to 5 GiB. Can be
 * repeated: the same object is the same copy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/copy-object.html">Copying objects</a>
 */
final class CopyProducer implements Processor {

    private final ObjectEndpoint endpoint;

    CopyProducer(ObjectEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Source object = Source.of(exchange);
        if (object.key() == null) {
            throw new IllegalStateException(endpoint.step()
                    + " needs the header CamelAwsS3Key, which names the object; set it before, or let the route begin with"
                    + " lambda-s3");
        }
        String destination = endpoint.evaluate(endpoint.getDestinationKey(), exchange);
        String etag = object.etag() == null ? null : "\"" + object.etag() + "\"";
        S3Client s3 = endpoint.client(S3Client.class);
        long size = size(exchange);
        if (size > endpoint.getLargestCopy()) {
            new PartsCopy(s3, endpoint.getBucket(), object.key(), etag, destination)
                    .copy(
                            size,
                            endpoint.getPartBytes(),
                            () -> DeadlineExceededException.check(exchange, "before the object was copied"));
            return;
        }
        s3.copyObject(CopyObjectRequest.builder()
                .sourceBucket(endpoint.getBucket())
                .sourceKey(object.key())
                .copySourceIfMatch(etag)
                .destinationBucket(endpoint.getBucket())
                .destinationKey(destination)
                .build());
    }

    private long size(Exchange exchange) {
        String text = endpoint.getSize().isEmpty() ? "" : endpoint.evaluate(endpoint.getSize(), exchange);
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!text.matches("[0-9]{1,15}")) {
            throw new IllegalArgumentException("The option size of object:copy, " + endpoint.getSize()
                    + ", comes to no number of bytes; hand on what object:head has said of this version");
        }
        return Long.parseLong(text);
    }
}
