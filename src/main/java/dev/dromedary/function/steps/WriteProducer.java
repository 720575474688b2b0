package dev.dromedary.function.steps;

import dev.dromedary.function.records.Compression;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code records:write}: adds a batch to outputs, which stay invisible until the manifest. */
final class WriteProducer extends DefaultProducer {

    private final RecordsEndpoint endpoint;
    private final RecordFormat format;
    private final Compression compression;
    private final List<String> partitionBy;
    private OutputLimits limits;
    /** Whether this or another step of the function writes Parquet. */
    private boolean parquet;

    WriteProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.format = format(endpoint);
        this.compression =
                compression(endpoint).orElse(format == RecordFormat.PARQUET ? Compression.ZSTD : Compression.NONE);
        this.partitionBy = columns(endpoint.getPartitionBy());
    }

    /** Refuses options that can't be used together. */
    static void check(RecordsEndpoint endpoint) {
        if (endpoint.getValid() == null && endpoint.getRejected() == null) {
            throw new IllegalArgumentException(
                    "records:write writes nothing; give it the option valid, rejected, or both");
        }
        format(endpoint);
        compression(endpoint);
        if (endpoint.getPartitionBy() != null && endpoint.getValid() == null) {
            throw new IllegalArgumentException(
                    "records:write parts valid rows only; give it the option valid, or no partitionBy");
        }
    }

    private static RecordFormat format(RecordsEndpoint endpoint) {
        String word = endpoint.getFormat();
        return word == null
                ? null
                : RecordFormat.of(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "records:write knows no format \"" + word + "\"; use csv, ndjson, json or parquet"));
    }

    private static Optional<Compression> compression(RecordsEndpoint endpoint) {
        String word = endpoint.getCompression();
        return Optional.ofNullable(word).map(known -> Compression.of(known)
                .orElseThrow(() -> new IllegalArgumentException(
                        "records:write knows no compression \"" + word + "\"; use none, gzip or zstd")));
    }

    private static List<String> columns(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        limits = OutputLimits.of(new Settings(endpoint.getCamelContext()));
        parquet = endpoint.getCamelContext().getEndpoints().stream()
                .filter(RecordsEndpoint.class::isInstance)
                .map(RecordsEndpoint.class::cast)
                .anyMatch(other -> RecordFormat.PARQUET.word().equals(other.getFormat()));
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, endpoint.step());
        List<Row> rows = Rows.of(exchange, endpoint.step());
        String valid = evaluate(endpoint.getValid(), exchange);
        String rejected = evaluate(endpoint.getRejected(), exchange);
        if (OutputKey.rejects(
                run, Stream.of(valid, rejected).filter(key -> key != null).toArray(String[]::new))) {
            return;
        }
        Outputs outputs = run.product(Outputs.class).orElseGet(() -> open(run));
        OutputOptions options = new OutputOptions(
                endpoint.getBucket(),
                valid,
                rejected,
                format,
                compression,
                partitionBy,
                endpoint.isEscapeFormulas(),
                limits);
        Output output = outputs.of(endpoint, options, run, exchange.getProperty("correlationId", "", String.class));
        if (run.defect().isPresent()) {
            return;
        }
        DeadlineExceededException.check(exchange, "before writing");
        if (parquet && run.counts().isUnsettled(Rows.index(exchange))) {
            // Before any output has the rows, as all are to agree on which are valid.
            run.parquetFit().judge(rows);
        }
        try {
            outputs.write(output, Rows.index(exchange), rows, run);
        } catch (Partitions.TooManyPartitionsException e) {
            run.rejectWhole(new Defect("too_many_partitions", e.getMessage()));
        } catch (SdkException | IOException e) {
            throw new UnrepeatableException("The outputs can't be written", e);
        }
    }

    private String evaluate(String expression, Exchange exchange) {
        return expression == null ? null : endpoint.evaluate(expression, exchange);
    }

    private Outputs open(Run run) {
        Outputs outputs = new Outputs(endpoint.client(S3Client.class));
        run.product(outputs);
        return outputs;
    }
}
