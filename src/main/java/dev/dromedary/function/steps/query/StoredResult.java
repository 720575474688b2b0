package dev.dromedary.function.steps.query;

import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.parquet.ParquetCompression;
import dev.dromedary.function.records.parquet.ParquetRowWriter;
import dev.dromedary.function.steps.S3Upload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The object that a result becomes. One call makes it visible, so others see the one before or this one, and never none or a part.
 *
 * @param client reaches S3
 * @param bucket its bucket
 * @param key its key
 * @param correlationId the first cause, as metadata
 * @param putBytes what has more bytes goes up in parts
 * @param beforeVisible what has to succeed before others see it
 */
record StoredResult(
        S3Client client, String bucket, String key, String correlationId, long putBytes, Runnable beforeVisible) {

    /** About how many bytes of memory a row group takes. */
    private static final long ROW_GROUP_BYTES = 8L * 1024 * 1024;

    /** Stores all rows, or none and deletes what is there, and says so in the body. */
    void write(QueryResult result, Map<String, Object> body) throws IOException {
        S3Upload upload = new S3Upload(
                client, bucket, key, RecordFormat.PARQUET.contentType(), Map.of("correlation-id", correlationId));
        ParquetRowWriter writer =
                new ParquetRowWriter(upload, result.schema(), ParquetCompression.ZSTD, ROW_GROUP_BYTES);
        try {
            writer.header(result.header());
            for (List<Row> rows = result.next(); !rows.isEmpty(); rows = result.next()) {
                writer.write(rows);
                upload.uploadFullParts();
            }
            if (writer.written() == 0) {
                delete(body);
                return;
            }
            writer.finish();
            if (upload.size() > putBytes) {
                upload.seal();
            }
            beforeVisible.run();
            upload.complete();
        } catch (RuntimeException | IOException e) {
            abort(upload, e);
            throw e;
        }
        body.put("bucket", bucket);
        body.put("key", key);
        body.put("etag", upload.etag());
        body.put("bytes", upload.size());
        body.put("rows", writer.written());
    }

    private static void abort(S3Upload upload, Exception failure) {
        try {
            upload.abort();
        } catch (SdkException e) {
            failure.addSuppressed(e);
        }
    }

    /** There is nothing any more, and so no object. */
    void delete(Map<String, Object> body) {
        beforeVisible.run();
        client.deleteObject(request -> request.bucket(bucket).key(key));
        body.put("bucket", bucket);
        body.put("key", key);
        body.put("rows", 0L);
    }
}
