package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.JsonRow;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.Sha256;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * {@code records:stream} with a Kinesis stream: each record as a record of its own, with the value of a column as partition key. Needs
 * {@code kinesis:PutRecords}.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
final class StreamSink implements Sink<PutRecordsRequestEntry> {

    /** Its row is larger than a record of a stream may be. */
    static final String TOO_LARGE = "too_large_for_stream";

    private static final int MOST = 500;
    /** What every stream takes by one call, and of one record, data and key; some can be set to take more. */
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final int LARGEST = 1024 * 1024;
    private static final int LONGEST_KEY = 256;

    private final KinesisClient client;
    private final StreamName stream;
    private final String keyColumn;
    private final JsonRow json;

    private StreamSink(RecordsEndpoint endpoint, Run run) {
        this.client = endpoint.client(KinesisClient.class);
        this.stream = new StreamName(endpoint.getStream());
        this.keyColumn = endpoint.getPartitionKey();
        this.json = new JsonRow(run.shape(), false);
    }

    /** Sinks for the stream that an endpoint names. */
    static SinkKind of(RecordsEndpoint endpoint) {
        return new SinkKind() {
            @Override
            public String kind() {
                return "stream";
            }

            @Override
            public String name() {
                return new StreamName(endpoint.getStream()).name();
            }

            @Override
            public Sink<?> open(Run run, Exchange exchange) {
                return new StreamSink(endpoint, run);
            }
        };
    }

    /**
     * A stream, or a delivery stream, as an option names it.
     *
     * @param text its name or its ARN
     */
    record StreamName(String text) {

        String name() {
            return text.substring(text.lastIndexOf('/') + 1);
        }

        String arn() {
            return text.startsWith("arn:") ? text : null;
        }
    }

    @Override
    public Size most() {
        return new Size(MOST, MOST_BYTES);
    }

    /** Records of one partition key keep their order. */
    @Override
    public boolean parallel() {
        return keyColumn == null;
    }

    @Override
    public Optional<Entry<PutRecordsRequestEntry>> entry(Row row, int index) {
        // Without a column they are spread over the shards.
        String key = keyColumn == null ? Long.toString(row.number()) : row.get(keyColumn);
        if (key == null || key.isEmpty()) {
            row.reject("missing_" + keyColumn);
            return Optional.empty();
        }
        if (key.length() > LONGEST_KEY) {
            key = Sha256.of(key);
        }
        byte[] data = json.bytes(row);
        int bytes = data.length + key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST) {
            row.reject(TOO_LARGE);
            return Optional.empty();
        }
        return Optional.of(new Entry<>(
                row,
                index,
                keyColumn == null ? null : key,
                bytes,
                PutRecordsRequestEntry.builder()
                        .partitionKey(key)
                        .data(SdkBytes.fromByteArrayUnsafe(data))
                        .build()));
    }

    @Override
    public List<Untaken<PutRecordsRequestEntry>> send(List<Entry<PutRecordsRequestEntry>> entries) {
        PutRecordsResponse response =
                client.putRecords(request -> request.streamName(stream.arn() == null ? stream.name() : null)
                        .streamARN(stream.arn())
                        .records(entries.stream().map(Entry::payload).toList()));
        List<PutRecordsResultEntry> results = response.records();
        if (results.size() != entries.size()) {
            throw new IllegalStateException("The stream " + stream.name() + " was sent " + entries.size()
                    + " records and has answered for " + results.size());
        }
        List<Untaken<PutRecordsRequestEntry>> untaken = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String code = results.get(i).errorCode();
            if (code != null) {
                // Throttling or a failure of the service: it knows no others for one record.
                untaken.add(new Untaken<>(entries.get(i), code, results.get(i).errorMessage(), false));
            }
        }
        return untaken;
    }
}
