package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import dev.dromedary.desk.source.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it takes to start a function: Lambda reads queues and streams in the name of the function's role, and other services
 * are let in by policies.
 *
 * @param route id of the route
 * @param region of the cloud
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">Queues</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html">Streams</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">Resource policies</a>
 */
record Starting(String route, String region) {

    private static final String INVOKE = "lambda:InvokeFunction";

    /** Ways, all steps of one of which have to be allowed. */
    List<List<Asked>> ways(Feed feed) {
        String function = Arns.of("lambda", region, "function:" + route);
        if (feed instanceof Feed.Messages messages) {
            return List.of(reading(messages.queue()));
        }
        if (feed instanceof Feed.Records records) {
            return List.of(reading(records));
        }
        if (feed instanceof Feed.Objects objects) {
            String bucket = "arn:aws:s3:::" + objects.filter().bucket();
            List<Asked> queued = new ArrayList<>(queued());
            queued.add(by("s3", bucket, "sqs:SendMessage", Arns.of("sqs", region, route + "-objects")));
            return List.of(
                    List.of(by("events", rule("default"), INVOKE, function)),
                    List.of(by("s3", bucket, INVOKE, function)),
                    queued);
        }
        if (feed instanceof Feed.Calls || feed instanceof Feed.Executions) {
            // Whoever calls it is allowed to.
            return List.of(List.of());
        }
        if (feed instanceof Feed.Events events) {
            return List.of(List.of(by("events", rule(events.bus()), INVOKE, function)));
        }
        String service = feed instanceof Feed.Times ? "scheduler" : "apigateway";
        return List.of(List.of(by(service, function, INVOKE, function)));
    }

    /** Reading the queue between a bucket and its function. */
    List<Asked> queued() {
        return reading(route + "-objects");
    }

    private String rule(String bus) {
        return Arns.of("events", region, "rule/" + (bus.equals("default") ? "" : bus + "/") + route);
    }

    private List<Asked> reading(String queue) {
        String arn = Arns.of("sqs", region, queue);
        return List.of(
                Asked.of("sqs:ReceiveMessage", arn),
                Asked.of("sqs:DeleteMessage", arn),
                Asked.of("sqs:GetQueueAttributes", arn));
    }

    private List<Asked> reading(Feed.Records records) {
        String stream = Arns.of("kinesis", region, "stream/" + records.stream());
        List<Asked> all = new ArrayList<>(List.of(
                Asked.of("kinesis:DescribeStream", stream),
                Asked.of("kinesis:DescribeStreamSummary", stream),
                Asked.of("kinesis:GetRecords", stream),
                Asked.of("kinesis:GetShardIterator", stream),
                Asked.of("kinesis:ListShards", stream)));
        if (records.onFailure() != null) {
            String bucket = "arn:aws:s3:::" + records.onFailure();
            all.add(Asked.of("s3:ListBucket", bucket));
            all.add(Asked.of("s3:PutObject", bucket + "/aws/lambda/given-up"));
        }
        return all;
    }

    private static Asked by(String service, String source, String action, String resource) {
        return new Asked(
                action,
                List.of(resource),
                Map.of("aws:PrincipalServiceName", service + ".amazonaws.com", "aws:SourceArn", source));
    }
}
