package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps the records of a stream that were given up, as an on-failure destination of Lambda does: a document for each
 * batch, in the bucket of the option {@code onFailure}. Without that option they would be lost on AWS; here a file gets
 * them, one document a line.
 *
 * @param s3 where the bucket is
 * @param bucket its name, or null
 * @param file gets them if there is no bucket
 * @param stream name of the stream
 * @param region as ARNs name it
 * @param routeId the route that could not work on them
 * @param mapping id of the event source mapping
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">The document and its
 *     key</a>
 */
record FailedRecords(
        S3Client s3, String bucket, Path file, String stream, String region, String routeId, UUID mapping) {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "yyyy/MM/dd/yyyy-MM-dd'T'HH.mm.ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Where people look for them. */
    String place() {
        return bucket == null ? file.toString() : "s3://" + bucket + "/" + folder();
    }

    private String folder() {
        return "aws/lambda/" + mapping + "/" + StreamRecord.SHARD + "/";
    }

    /** Writes the document of one batch. */
    void keep(StreamBatch batch, Map<String, Object> event) {
        Instant now = Instant.now();
        String document = JsonDocument.write(document(batch, event, now));
        if (bucket == null) {
            append(document + "\n");
        } else {
            String key = folder() + DAY_AND_TIME.format(now) + "-" + UUID.randomUUID();
            s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(document));
        }
    }

    private void append(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The records that were given up can't be written to " + file, e);
        }
    }

    private Map<String, Object> document(StreamBatch batch, Map<String, Object> event, Instant now) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("requestId", UUID.randomUUID().toString());
        request.put("functionArn", Arns.of("lambda", region, "function:" + routeId));
        request.put("condition", "RetryAttemptsExhausted");
        request.put("approximateInvokeCount", batch.invocations());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("statusCode", 200);
        response.put("executedVersion", "$LATEST");
        response.put("functionError", "Unhandled");
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("shardId", StreamRecord.SHARD);
        info.put("startSequenceNumber", batch.first().sequenceNumber());
        info.put("endSequenceNumber", batch.last().sequenceNumber());
        info.put("approximateArrivalOfFirstRecord", batch.first().arrival().toString());
        info.put("approximateArrivalOfLastRecord", batch.last().arrival().toString());
        info.put("batchSize", batch.records().size());
        info.put("streamArn", StreamRecord.arn(stream, region));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("requestContext", request);
        document.put("responseContext", response);
        document.put("version", "1.0");
        document.put("timestamp", now.toString());
        document.put("KinesisBatchInfo", info);
        document.put("payload", JsonDocument.write(event));
        return document;
    }
}
