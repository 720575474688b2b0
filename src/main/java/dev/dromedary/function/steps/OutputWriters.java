package dev.dromedary.function.steps;

import dev.dromedary.function.records.Compression;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.JsonRejectWriter;
import dev.dromedary.function.records.JsonRowWriter;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.RecordWriter;
import dev.dromedary.function.records.RowWriter;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.records.parquet.ParquetCompression;
import dev.dromedary.function.records.parquet.ParquetDictionaries;
import dev.dromedary.function.records.parquet.ParquetRowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/** Begins the objects that a run writes, each with the writer of its format. */
final class OutputWriters {

    private final Run run;
    private final S3Client client;
    private final OutputOptions options;
    private final Map<String, String> metadata;
    private final RecordFormat read;
    private final RecordFormat format;
    /** Made with the first output in Parquet: most functions don't have the class. */
    private ParquetDictionaries dictionaries;

    OutputWriters(Run run, S3Client client, OutputOptions options, String correlationId) {
        this.run = run;
        this.client = client;
        this.options = options;
        this.metadata = Map.of("correlation-id", Correlation.asMetadata(correlationId));
        this.read = run.format();
        this.format = options.format() == null ? read : options.format();
    }

    /** The format of the valid rows. */
    RecordFormat format() {
        return format;
    }

    /** The format of the rejected rows. */
    RecordFormat read() {
        return read;
    }

    /** An object of valid rows. */
    OutputFile valid(String key) throws IOException {
        // Parquet packs its pages by itself.
        Compression compression = format == RecordFormat.PARQUET ? Compression.NONE : options.compression();
        Set<String> without = Set.copyOf(options.partitionBy());
        TableSchema shape = run.shape();
        if (format == RecordFormat.PARQUET && dictionaries == null) {
            dictionaries = new ParquetDictionaries();
        }
        return file(key, format, compression, out -> switch (format) {
            case CSV -> csv(out, shape, without);
            case NDJSON, JSON -> new JsonRowWriter(out, format, shape, without);
            case PARQUET ->
                new ParquetRowWriter(
                        out,
                        shape,
                        without,
                        ParquetCompression.valueOf(options.compression().name()),
                        options.limits().rowGroupBytes(),
                        dictionaries);
        });
    }

    private RowWriter csv(OutputStream out, TableSchema shape, Set<String> without) {
        RowWriter rows = new RowWriter(out, shape.dialect(), false, options.escapeFormulas(), without);
        rows.header(run.header());
        rows.columns(run.columns());
        return rows;
    }

    /** The object of the rejected rows, in the format that they came in. */
    OutputFile rejected(String key) throws IOException {
        Compression compression = format == RecordFormat.PARQUET ? Compression.NONE : options.compression();
        return file(
                key,
                read,
                compression,
                out -> read == RecordFormat.CSV
                        ? new RowWriter(out, run.schema().dialect(), true, options.escapeFormulas())
                        : new JsonRejectWriter(out, read));
    }

    private OutputFile file(
            String key, RecordFormat written, Compression compression, Function<OutputStream, RecordWriter> writer)
            throws IOException {
        String contentType = compression.contentType().orElse(written.contentType());
        S3Upload upload = new S3Upload(client, options.bucket(), key, contentType, metadata);
        Header header = run.header();
        return new OutputFile(upload, compression, out -> {
            RecordWriter begun = writer.apply(out);
            begun.header(header);
            return begun;
        });
    }
}
