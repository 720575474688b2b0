package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.cloud.LineFile;
import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.function.ledger.ClaimInterceptor;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * What functions put in the embedded streams. Each record is a line of {@code <stream>.ndjson}, its data as text. Functions that read
 * the stream get the records of one call as one batch, on a thread of their own. Other operations throw {@link
 * UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
final class EmbeddedKinesis implements KinesisClient {

    private static final int MOST = 500;
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private final EmbeddedStreams streams;
    private final LineFile files;

    EmbeddedKinesis(EmbeddedStreams streams, LineFile files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public PutRecordResponse putRecord(PutRecordRequest request) {
        ClaimInterceptor.check(request);
        PutRecordsRequestEntry record = PutRecordsRequestEntry.builder()
                .partitionKey(request.partitionKey())
                .data(request.data())
                .build();
        String number = put(name(request.streamName(), request.streamARN()), List.of(record))
                .get(0);
        return PutRecordResponse.builder()
                .sequenceNumber(number)
                .shardId(StreamRecord.SHARD)
                .build();
    }

    @Override
    public PutRecordsResponse putRecords(PutRecordsRequest request) {
        ClaimInterceptor.check(request);
        if (request.records().isEmpty() || request.records().size() > MOST) {
            throw invalid(
                    "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have"
                            + " length less than or equal to 500, and greater than or equal to 1");
        }
        List<String> numbers = put(name(request.streamName(), request.streamARN()), request.records());
        return PutRecordsResponse.builder()
                .failedRecordCount(0)
                .records(numbers.stream()
                        .map(number -> PutRecordsResultEntry.builder()
                                .sequenceNumber(number)
                                .shardId(StreamRecord.SHARD)
                                .build())
                        .toList())
                .build();
    }

    private List<String> put(String stream, List<PutRecordsRequestEntry> entries) {
        long bytes = 0;
        for (PutRecordsRequestEntry entry : entries) {
            bytes += entry.data().asByteArrayUnsafe().length
                    + entry.partitionKey().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > MOST_BYTES) {
            throw ServiceErrors.of(
                    InvalidArgumentException.builder(),
                    "Kinesis",
                    400,
                    "InvalidArgumentException",
                    "Records size exceeds 5 MB limit");
        }
        List<StreamRecord> records;
        try {
            records = streams.take(stream, entries);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
        files.append(stream + ".ndjson", lines(records));
        streams.deliver(stream, records);
        return records.stream().map(StreamRecord::sequenceNumber).toList();
    }

    private static byte[] lines(List<StreamRecord> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (StreamRecord record : records) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("partition_key", record.partitionKey());
            line.put("data", new String(record.data(), StandardCharsets.UTF_8));
            line.put("sequence_number", record.sequenceNumber());
            line.put("put", record.arrival().toString());
            lines.writeBytes((JsonDocument.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return lines.toByteArray();
    }

    private static String name(String name, String arn) {
        return name != null
                ? name
                : String.valueOf(arn).substring(String.valueOf(arn).lastIndexOf('/') + 1);
    }

    private static AwsServiceException invalid(String message) {
        return ServiceErrors.of(KinesisException.builder(), "Kinesis", 400, "ValidationException", message);
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
