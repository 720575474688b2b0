package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.JsonRow;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * {@code records:stream} with a delivery stream of Firehose: each record as a line, so that what it delivers is NDJSON. Needs {@code
 * firehose:PutRecordBatch}.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
final class DeliveryStreamSink implements Sink<Record> {

    private static final int MOST = 500;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST = 1000 * 1024;

    private final FirehoseClient client;
    private final String name;
    private final JsonRow json;

    private DeliveryStreamSink(RecordsEndpoint endpoint, Run run) {
        this.client = endpoint.client(FirehoseClient.class);
        this.name = new StreamSink.StreamName(endpoint.getDeliveryStream()).name();
        this.json = new JsonRow(run.shape(), false);
    }

    /** Sinks for the delivery stream that an endpoint names. */
    static SinkKind of(RecordsEndpoint endpoint) {
        return new SinkKind() {
            @Override
            public String kind() {
                return "delivery_stream";
            }

            @Override
            public String name() {
                return new StreamSink.StreamName(endpoint.getDeliveryStream()).name();
            }

            @Override
            public Sink<?> open(Run run, Exchange exchange) {
                return new DeliveryStreamSink(endpoint, run);
            }
        };
    }

    @Override
    public Size most() {
        return new Size(MOST, MOST_BYTES);
    }

    /** Firehose keeps no order. */
    @Override
    public boolean parallel() {
        return true;
    }

    @Override
    public Optional<Entry<Record>> entry(Row row, int index) {
        byte[] object = json.bytes(row);
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        if (line.length > LARGEST) {
            row.reject(StreamSink.TOO_LARGE);
            return Optional.empty();
        }
        Record data = Record.builder().data(SdkBytes.fromByteArrayUnsafe(line)).build();
        return Optional.of(new Entry<>(row, index, null, line.length, data));
    }

    @Override
    public List<Untaken<Record>> send(List<Entry<Record>> entries) {
        PutRecordBatchResponse response = client.putRecordBatch(request -> request.deliveryStreamName(name)
                .records(entries.stream().map(Entry::payload).toList()));
        List<PutRecordBatchResponseEntry> results = response.requestResponses();
        if (results.size() != entries.size()) {
            throw new IllegalStateException("The delivery stream " + name + " was sent " + entries.size()
                    + " records and has answered for " + results.size());
        }
        List<Untaken<Record>> untaken = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            String code = results.get(i).errorCode();
            if (code != null) {
                untaken.add(new Untaken<>(entries.get(i), code, results.get(i).errorMessage(), false));
            }
        }
        return untaken;
    }
}
