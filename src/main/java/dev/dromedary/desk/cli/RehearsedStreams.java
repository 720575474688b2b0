package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.kinesis.EmbeddedStreams;
import dev.dromedary.desk.cloud.kinesis.StreamCounts;
import dev.dromedary.desk.emulator.Endpoints;
import dev.dromedary.desk.emulator.Kind;
import dev.dromedary.desk.operations.AwsDeployment;
import dev.dromedary.desk.operations.DeployedRoute;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.steps.invoke.InvokeEndpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Stands in, at the desk, for the mapping of a stream in MiniStack, whose own one takes no notice of records that failed: what is in a
 * file goes to the deployed functions in their batches, and what is given up goes to its bucket, as Lambda does it on AWS.
 */
final class RehearsedStreams implements Upload.Streams {

    private final AwsDeployment deployed;
    private final EmbeddedStreams streams;
    private final PrintWriter out;

    private RehearsedStreams(AwsDeployment deployed, PrintWriter out) {
        this.deployed = deployed;
        this.out = out;
        String region = deployed.lambda().serviceClientConfiguration().region().id();
        this.streams = new EmbeddedStreams(
                Path.of("target"), region, deployed.clients().s3());
        for (DeployedRoute route : deployed.deployment().routes()) {
            route.records()
                    .ifPresent(
                            records -> streams.read(kept(records, route), route.id(), event -> invoke(route, event)));
        }
    }

    /** What takes files of records of a deployed pipeline: nothing but in MiniStack. */
    static Optional<Upload.Streams> of(AwsDeployment deployed, PrintWriter out) {
        boolean reads = deployed.deployment().routes().stream()
                .anyMatch(route -> route.records().isPresent());
        return reads
                        && Endpoints.of(System.getenv())
                                .map(Kind::of)
                                .filter(Kind.MINISTACK::equals)
                                .isPresent()
                ? Optional.of(new RehearsedStreams(deployed, out))
                : Optional.empty();
    }

    /** With the bucket that terraform/streams.tf has for routes that name none. */
    private Feed.Records kept(Feed.Records records, DeployedRoute route) {
        if (records.onFailure() != null) {
            return records;
        }
        String[] arn = deployed.lambda()
                .getFunctionConfiguration(request -> request.functionName(route.function()))
                .functionArn()
                .split(":");
        return new Feed.Records(
                records.stream(),
                records.batchSize(),
                records.bisect(),
                records.retries(),
                route.naming().name("dromedary-undelivered") + '-' + arn[4] + '-' + arn[3]);
    }

    private BatchResult invoke(DeployedRoute route, Map<String, Object> event) {
        InvokeResponse response = deployed.lambda().invoke(request -> request.functionName(route.function())
                .qualifier(InvokeEndpoint.ALIAS)
                .payload(SdkBytes.fromUtf8String(JsonDocument.write(event))));
        String reply = response.payload().asUtf8String();
        if (response.functionError() != null) {
            throw new IllegalStateException(reply);
        }
        return new BatchResult(JsonDocument.parse(reply), List.of(), Map.of());
    }

    @Override
    public void put(Path file, List<Feed> feeds) throws IOException {
        new StreamFiles(streams, feeds).put(file);
        for (StreamCounts counts : streams.counts()) {
            out.printf(
                    "%s: %d records of the stream %s to %s, %d given up%s%n",
                    file,
                    counts.processed(),
                    counts.stream(),
                    counts.route(),
                    counts.givenUp(),
                    counts.givenUp() > 0 ? ", in " + counts.place() : "");
        }
        out.flush();
    }
}
