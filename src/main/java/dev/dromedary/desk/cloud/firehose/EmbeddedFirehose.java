package dev.dromedary.desk.cloud.firehose;

import dev.dromedary.desk.cloud.LineFile;
import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.function.ledger.ClaimInterceptor;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordResponse;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Firehose whose every delivery stream delivers to a file, {@code <name>.ndjson}: the records as they came, one behind the other. A
 * delivery stream is there when it is first named. Other operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
public final class EmbeddedFirehose implements FirehoseClient {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final int MOST = 500;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST = 1000 * 1024;

    private final LineFile files;

    /** @param folder gets a file for each delivery stream */
    public EmbeddedFirehose(Path folder) {
        this.files = new LineFile(folder);
    }

    @Override
    public PutRecordResponse putRecord(PutRecordRequest request) {
        ClaimInterceptor.check(request);
        put(request.deliveryStreamName(), Collections.singletonList(request.record()));
        return PutRecordResponse.builder()
                .recordId(UUID.randomUUID().toString())
                .build();
    }

    @Override
    public PutRecordBatchResponse putRecordBatch(PutRecordBatchRequest request) {
        ClaimInterceptor.check(request);
        put(request.deliveryStreamName(), request.records());
        return PutRecordBatchResponse.builder()
                .failedPutCount(0)
                .requestResponses(request.records().stream()
                        .map(any -> PutRecordBatchResponseEntry.builder()
                                .recordId(UUID.randomUUID().toString())
                                .build())
                        .toList())
                .build();
    }

    private void put(String name, List<Record> records) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw invalid(
                    "1 validation error detected: Value at 'deliveryStreamName' failed to satisfy constraint: Member"
                            + " must satisfy regular expression pattern: " + NAME.pattern());
        }
        if (records.isEmpty() || records.size() > MOST) {
            throw invalid(
                    "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have"
                            + " length less than or equal to 500, and greater than or equal to 1");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Record record : records) {
            byte[] data = record.data().asByteArrayUnsafe();
            if (data.length > LARGEST) {
                throw invalid(
                        "1 validation error detected: Value at 'records.data' failed to satisfy constraint: Member"
                                + " must have length less than or equal to 1024000");
            }
            bytes.writeBytes(data);
        }
        if (bytes.size() > MOST_BYTES) {
            throw invalid("Records size exceeds 4 MB limit");
        }
        files.append(name + ".ndjson", bytes.toByteArray());
    }

    private static AwsServiceException invalid(String message) {
        return ServiceErrors.of(FirehoseException.builder(), "Firehose", 400, "ValidationException", message);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
