package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.RouteFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The embedded cloud takes files for a pipeline. */
record EmbeddedPlace(EmbeddedCloud cloud, LocalPipeline pipeline) implements Uploads.Place {

    @Override
    public S3Client s3() {
        return cloud.s3();
    }

    @Override
    public SqsClient sqs() {
        return cloud.sqs();
    }

    @Override
    public String queueUrl(String queue) {
        return cloud.sqs().queue(queue);
    }

    @Override
    public List<RouteFunction> functions() {
        return pipeline.functions();
    }

    @Override
    public void putRecords(Path file, List<Feed> triggers) throws IOException {
        new StreamFiles(cloud, triggers).put(file);
    }
}
