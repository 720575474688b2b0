package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.PartitionName;
import dev.dromedary.function.steps.StepEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code object:partitions}: the body becomes the partitions in which an object was written lately. Lists all that is below the
 * prefix, a thousand objects a call. Needs {@code s3:ListBucket}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class PartitionsProducer implements Processor {

    private final ObjectEndpoint endpoint;

    PartitionsProducer(ObjectEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Instant since = StepEndpoint.scheduled(exchange).minusSeconds(endpoint.getWithin());
        Set<String> names = new TreeSet<>();
        endpoint
                .client(S3Client.class)
                .listObjectsV2Paginator(
                        request -> request.bucket(endpoint.getBucket()).prefix(endpoint.getPrefix()))
                .contents()
                .stream()
                .filter(object -> !object.lastModified().isBefore(since))
                .map(object -> PartitionName.above(object.key()))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        exchange.getMessage().setBody(new ArrayList<>(names));
    }
}
