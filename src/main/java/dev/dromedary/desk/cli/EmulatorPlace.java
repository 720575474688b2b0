package dev.dromedary.desk.cli;

import dev.dromedary.desk.emulator.Clients;
import dev.dromedary.desk.emulator.EmulatorPipeline;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.RouteFunction;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An emulator takes files for a pipeline. */
record EmulatorPlace(Clients clients, EmulatorPipeline pipeline) implements Uploads.Place {

    @Override
    public S3Client s3() {
        return clients.s3();
    }

    @Override
    public SqsClient sqs() {
        return clients.sqs();
    }

    @Override
    public String queueUrl(String queue) {
        return clients.sqs().getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }

    @Override
    public List<RouteFunction> functions() {
        return pipeline.functions();
    }

    @Override
    public void putRecords(Path file, List<Feed> triggers) {
        throw new UsageException("An emulator can't hand the lines of " + file
                + " to a stream's function; run it without AWS_ENDPOINT_URL.");
    }
}
