package dev.dromedary.desk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Arns;
import dev.dromedary.desk.Json;
import dev.dromedary.desk.cloud.eventbridge.EventDocument;
import dev.dromedary.desk.cloud.kinesis.StreamRecord;
import dev.dromedary.desk.cloud.s3.ObjectChange;
import dev.dromedary.desk.source.QueueEvent;
import dev.dromedary.desk.source.ScheduledEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/** {@code event}: the documents by which triggers start functions. */
@Command(
        name = "event",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Print the document by which a trigger starts a function, as AWS makes it: for the console's test, for aws lambda invoke, for a"
                    + " document step in a test.",
            "The requests of lambda-http are made by run --http."
        })
final class EventCommand implements Runnable {

    private static final String REGION = "us-east-1";

    @Spec
    private CommandSpec spec;

    /** Without a kind there is nothing to print. */
    @Override
    public void run() {
        throw new UsageException("Name the kind of event: "
                + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    @Command(name = "s3", description = "An object was created in a bucket, or deleted, as EventBridge tells it.")
    int s3(
            @Option(names = "--key", required = true, paramLabel = "KEY", description = "The object's key.") String key,
            @Option(
                            names = "--bucket",
                            paramLabel = "NAME",
                            defaultValue = "my-bucket",
                            description = "Default: ${DEFAULT-VALUE}.")
                    String bucket,
            @Option(
                            names = "--etag",
                            paramLabel = "HASH",
                            defaultValue = "d41d8cd98f00b204e9800998ecf8427e",
                            description = "Of the version: a function reads that version and no other.")
                    String etag,
            @Option(
                            names = "--size",
                            paramLabel = "BYTES",
                            defaultValue = "0",
                            description = "Default: ${DEFAULT-VALUE}.")
                    long size,
            @Option(names = "--deleted", description = "It was deleted.") boolean deleted)
            throws IOException {
        Instant now = Instant.now();
        return print(Json.MAPPER.readTree(new EventDocument(REGION)
                .of(new ObjectChange(
                        bucket,
                        key,
                        size,
                        deleted ? "" : etag,
                        null,
                        // As S3's own are made: later events have greater ones.
                        String.format(Locale.ROOT, "%010X%08X", now.getEpochSecond(), now.getNano()),
                        now,
                        deleted ? ObjectChange.Type.DELETED : ObjectChange.Type.CREATED,
                        deleted ? "DeleteObject" : "PutObject"))));
    }

    @Command(name = "eventbridge", description = "Somebody's event, as a bus delivers it.")
    int eventBridge(
            @Option(names = "--source", required = true, paramLabel = "SOURCE", description = "Whose it is.")
                    String source,
            @Option(names = "--detail-type", required = true, paramLabel = "TYPE", description = "What it is about.")
                    String detailType,
            @Option(
                            names = "--detail",
                            paramLabel = "JSON",
                            defaultValue = "{}",
                            description = "A JSON object. Default: ${DEFAULT-VALUE}.")
                    String detail)
            throws IOException {
        EventDocument documents = new EventDocument(REGION);
        ObjectNode told = documents
                .detail(detail)
                .orElseThrow(() -> new UsageException("--detail is no JSON object: " + detail + "."));
        return print(Json.MAPPER.readTree(
                documents.of(UUID.randomUUID(), source, detailType, Instant.now(), List.of(), told)));
    }

    @Command(name = "sqs", description = "Messages of a queue; --body several times for several.")
    int sqs(
            @Option(names = "--body", required = true, paramLabel = "TEXT", description = "Of a message.")
                    List<String> bodies,
            @Option(
                            names = "--queue",
                            paramLabel = "NAME",
                            defaultValue = "my-queue",
                            description = "Default: ${DEFAULT-VALUE}.")
                    String queue)
            throws IOException {
        String now = String.valueOf(Instant.now().toEpochMilli());
        List<Message> messages = bodies.stream()
                .map(body -> Message.builder()
                        .messageId(UUID.randomUUID().toString())
                        .receiptHandle("handle")
                        .body(body)
                        .md5OfBody(md5(body))
                        .attributes(Map.of(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                "1",
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                now,
                                MessageSystemAttributeName.SENDER_ID,
                                Arns.ACCOUNT,
                                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                                now))
                        .build())
                .toList();
        return print(Json.MAPPER.valueToTree(QueueEvent.of(Arns.of("sqs", REGION, queue), messages)));
    }

    @Command(name = "kinesis", description = "Records of a stream; --data several times for several.")
    int kinesis(
            @Option(names = "--data", required = true, paramLabel = "TEXT", description = "Of a record.")
                    List<String> data,
            @Option(
                            names = "--stream",
                            paramLabel = "NAME",
                            defaultValue = "my-stream",
                            description = "Default: ${DEFAULT-VALUE}.")
                    String stream)
            throws IOException {
        Instant now = Instant.now();
        List<Map<String, Object>> records = new ArrayList<>();
        for (String each : data) {
            records.add(new StreamRecord(
                            String.valueOf(now.toEpochMilli() * 1000 + records.size()),
                            "1",
                            each.getBytes(StandardCharsets.UTF_8),
                            now)
                    .document(stream, REGION, "function"));
        }
        return print(Json.MAPPER.valueToTree(Map.of("Records", records)));
    }

    @Command(name = "schedule", description = "A schedule's time has come.")
    int schedule(
            @Option(names = "--route", required = true, paramLabel = "ROUTE", description = "Such as health-digest.")
                    String route)
            throws IOException {
        return print(
                Json.MAPPER.valueToTree(ScheduledEvent.of(UUID.randomUUID().toString(), route, REGION, Instant.now())));
    }

    private int print(JsonNode document) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        out.flush();
        return 0;
    }

    private static String md5(String text) {
        return BinaryUtils.toHex(Md5Utils.computeMD5Hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
