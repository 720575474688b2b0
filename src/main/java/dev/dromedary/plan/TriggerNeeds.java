package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * What a trigger itself needs: the resources that it names, and what Lambda does with the function's role to read them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Queues</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html">Streams</a>
 */
final class TriggerNeeds {

    private static final List<String> READ_QUEUE =
            List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");
    private static final List<String> READ_STREAM = List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards");

    /** Where Lambda puts the records that it gives up: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html */
    static final String GIVEN_UP = "aws/lambda/";

    private TriggerNeeds() {}

    /** What the headers of the aws2-s3 component hold at first. */
    static Flow flow(LambdaEndpoint endpoint) {
        boolean object =
                switch (endpoint.getTrigger()) {
                    case "s3", "event" -> true;
                    case "queue" ->
                        endpoint.getUnwrap() == LambdaEndpoint.Unwrap.s3
                                || endpoint.getUnwrap() == LambdaEndpoint.Unwrap.event;
                    default -> false;
                };
        return object
                ? Flow.EMPTY
                        .with("CamelAwsS3Key", HeaderValue.TRIGGER)
                        .with("CamelAwsS3BucketName", HeaderValue.TRIGGER)
                : Flow.EMPTY;
    }

    /** What the keys begin with that the trigger brings, if it says. */
    static Optional<String> keys(LambdaEndpoint endpoint) {
        boolean says = endpoint.getBucket() != null || !endpoint.getPrefix().isEmpty();
        return says ? Optional.of(endpoint.getPrefix()) : Optional.empty();
    }

    static void add(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {
        Optional<Resource> bucket =
                from.raw("bucket").isPresent() ? needs.resource(from, "bucket", ResourceKind.BUCKET) : Optional.empty();
        boolean objects = endpoint.getTrigger().equals("s3") || endpoint.getUnwrap() == LambdaEndpoint.Unwrap.s3;
        if (objects) {
            bucket.ifPresent(found -> {
                needs.used().prefix(found, endpoint.getPrefix());
                if (endpoint.isIncludeBody()) {
                    needs.allow("ReadObjects", found.arn() + "/" + endpoint.getPrefix() + "*", List.of("s3:GetObject"));
                    needs.allowListing(found, endpoint.getPrefix() + "*");
                }
            });
        }
        switch (endpoint.getTrigger()) {
            case "event" -> {
                if (from.raw("bus").isPresent()) {
                    needs.resource(from, "bus", ResourceKind.BUS);
                }
            }
            case "s3" -> {
                if (endpoint.getVia() == LambdaEndpoint.Delivery.queue) {
                    needs.allow("ReadQueue", objectsQueue(id).arn(), READ_QUEUE);
                }
            }
            case "queue" ->
                needs.resource(from, "queue", ResourceKind.QUEUE)
                        .ifPresent(queue -> needs.allow("ReadQueue", queue.arn(), READ_QUEUE));
            case "stream" -> stream(from, needs);
            default -> {
                // Nothing that the role would need.
            }
        }
    }

    /** The queue between a bucket and its function, with {@code via: queue}. */
    static Resource objectsQueue(String id) {
        return new Resource(ResourceKind.QUEUE, id + "-objects", false);
    }

    private static void stream(EndpointUse from, Needs needs) {
        needs.resource(from, "stream", ResourceKind.STREAM)
                .ifPresent(stream -> needs.allow("ReadStream", stream.arn(), READ_STREAM));
        if (from.raw("onFailure").isPresent()) {
            needs.resource(from, "onFailure", ResourceKind.BUCKET).ifPresent(bucket -> {
                needs.allow("KeepGivenUpRecords", bucket.arn() + "/" + GIVEN_UP + "*", List.of("s3:PutObject"));
                needs.allow("KeepGivenUpRecordsIn", bucket.arn(), List.of("s3:ListBucket"));
                needs.used().prefix(bucket, GIVEN_UP);
            });
        }
    }
}
