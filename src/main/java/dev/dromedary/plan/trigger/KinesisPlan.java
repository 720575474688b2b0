package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.kinesis.LambdaKinesisComponent;
import dev.dromedary.function.trigger.kinesis.LambdaKinesisEndpoint;
import dev.dromedary.plan.Charges;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.EndpointUse;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Needs;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.Resource;
import dev.dromedary.plan.ResourceKind;
import dev.dromedary.plan.Rule;
import dev.dromedary.plan.TriggerPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code lambda-kinesis} in the plan: Lambda reads a stream.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html">Streams</a>
 */
public final class KinesisPlan implements TriggerPlan {

    private static final String STREAM = "streamName";
    private static final String ON_FAILURE = "onFailure";

    private static final List<String> READ = List.of(
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards");

    /** Where Lambda puts the records that it gives up: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html */
    private static final String GIVEN_UP = "aws/lambda/";

    @Override
    public Class<LambdaKinesisComponent> component() {
        return LambdaKinesisComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaKinesisEndpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of("aws2-kinesis", "kamelet:aws-kinesis");
    }

    @Override
    public String means() {
        return "which the records of a Kinesis stream start";
    }

    @Override
    public Body body(Map<String, String> options) {
        return "json".equals(options.get("format")) && !"true".equals(options.get("batching"))
                ? Body.MAP
                : Body.UNKNOWN;
    }

    @Override
    public void needs(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {
        needs.resource(from, STREAM, ResourceKind.STREAM)
                .ifPresent(stream -> needs.allow("ReadStream", stream.arn(), READ));
        if (from.raw(ON_FAILURE).isPresent()) {
            needs.resource(from, ON_FAILURE, ResourceKind.BUCKET).ifPresent(bucket -> {
                needs.allow("KeepGivenUpRecords", bucket.arn() + "/" + GIVEN_UP + "*", List.of("s3:PutObject"));
                needs.allow("KeepGivenUpRecordsIn", bucket.arn(), List.of("s3:ListBucket"));
                needs.used().prefix(bucket, GIVEN_UP);
            });
        }
    }

    /** A record that was given up lies before what is counted when it is sent again, and would be passed over without a word. */
    @Override
    public List<Finding> check(Rule.Subject subject, PlannedFunction function) {
        LambdaKinesisEndpoint endpoint = (LambdaKinesisEndpoint) function.endpoint();
        boolean givesUp = endpoint.getMaximumRetryAttempts() < LambdaKinesisEndpoint.MOST_RETRIES
                || endpoint.getMaximumRecordAge() != LambdaKinesisEndpoint.NO_AGE;
        return givesUp && function.needs().countsRecords()
                ? List.of(subject.at(
                        function,
                        "maximumRetryAttempts",
                        "Records that are given up would never be counted, as window:add passes over what is older than it has"
                                + " counted; set maximumRetryAttempts to " + LambdaKinesisEndpoint.MOST_RETRIES
                                + " and maximumRecordAge to " + LambdaKinesisEndpoint.NO_AGE + "."))
                : List.of();
    }

    private static Resource stream(PlannedFunction function) {
        return function.resource(STREAM, ResourceKind.STREAM);
    }

    @Override
    public String starts(PlannedFunction function) {
        return "kinesis " + stream(function).name() + ", "
                + ((LambdaKinesisEndpoint) function.endpoint()).getBatchSize() + " at a time";
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        document.put("stream", stream(function).name())
                .put(
                        "format",
                        ((LambdaKinesisEndpoint) function.endpoint())
                                .getFormat()
                                .name());
    }

    @Override
    public Optional<Resource> source(PlannedFunction function) {
        return Optional.of(stream(function));
    }

    @Override
    public Optional<Document> mapping(PlannedFunction function) {
        LambdaKinesisEndpoint endpoint = (LambdaKinesisEndpoint) function.endpoint();
        Optional<String> bucket = Optional.ofNullable(function.options().get(ON_FAILURE))
                .map(ignored ->
                        function.resource(ON_FAILURE, ResourceKind.BUCKET).name());
        return Optional.of(new Document()
                .put("function", function.id())
                .put("kind", "stream")
                .put("source", stream(function).name())
                .put("batchSize", endpoint.getBatchSize())
                .put("batchingWindow", endpoint.getBatchWindow())
                .put("startingPosition", endpoint.getIteratorType().name())
                .put("parallelizationFactor", endpoint.getParallelizationFactor())
                .put("bisect", endpoint.isBisect())
                .put("maximumRetryAttempts", endpoint.getMaximumRetryAttempts())
                .put("maximumRecordAge", endpoint.getMaximumRecordAge())
                .put("onFailureBucket", bucket)
                .put("onFailurePrefix", bucket.map(ignored -> GIVEN_UP)));
    }

    @Override
    public Optional<String> sentBy() {
        return Optional.of("kinesis:PutRecord");
    }

    @Override
    public void charges(Charges charges) {
        charges.gigabyte("Kinesis", "kinesis.gb-read");
    }
}
