package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** The two objects that a run writes: the valid rows, and the rejected ones with their reasons. */
final class Outputs implements Product {

    private static final String CONTENT_TYPE = "text/csv";

    private final S3Client client;
    private final String bucket;
    private final S3Upload valid;
    private final S3Upload rejected;
    private final RowWriter validRows;
    private final RowWriter rejectedRows;

    private final BatchOrder order = new BatchOrder();

    Outputs(
            Run run,
            S3Client client,
            String bucket,
            String validKey,
            String rejectedKey,
            String correlationId,
            boolean escapeFormulas) {
        this.client = client;
        this.bucket = bucket;
        Map<String, String> metadata = Map.of("correlation-id", Correlation.asMetadata(correlationId));
        valid = new S3Upload(client, bucket, validKey, CONTENT_TYPE, metadata);
        rejected = new S3Upload(client, bucket, rejectedKey, CONTENT_TYPE, metadata);
        validRows = new RowWriter(valid, run.schema().dialect(), false, escapeFormulas);
        rejectedRows = new RowWriter(rejected, run.schema().dialect(), true, escapeFormulas);
    }

    /**
     * Writes a batch, once for each index of the split.
     *
     * @param index the batch's place in the split
     * @param rows the batch
     * @param run where it is counted
     */
    void write(int index, List<Row> rows, Run run) throws IOException {
        if (order.isNew(index)) {
            if (order.isFirst()) {
                validRows.header(run.reader().header());
                rejectedRows.header(run.reader().header());
            }
            // Into memory, which can't fail halfway; a repeated step finds the index done and goes on uploading.
            int written = validRows.write(rows) + rejectedRows.write(rows);
            order.done(index);
            run.counts().addWritten(rows, written);
        }
        valid.uploadFullParts();
        rejected.uploadFullParts();
    }

    /**
     * Makes sure that a batch goes where all batches of the object go.
     *
     * @throws IllegalStateException if it is for other outputs: a second {@code records:write}, or a key that differs by batch
     */
    void requireSame(String otherBucket, String validKey, String rejectedKey) {
        OutputKey.requireSame("records:write", bucket, valid.key(), otherBucket, validKey);
        OutputKey.requireSame("records:write", bucket, rejected.key(), otherBucket, rejectedKey);
    }

    void complete() throws IOException {
        validRows.finish();
        rejectedRows.finish();
        valid.complete();
        rejected.complete();
    }

    @Override
    public String lastStep() {
        return "records:manifest";
    }

    @Override
    public void abort() {
        try {
            valid.abort();
        } finally {
            rejected.abort();
        }
    }

    /**
     * Removes what an earlier version of the input may have left, when this one has no outputs of its own: they would stand
     * beside a manifest that knows nothing of them. Not even the ledger can tell that there are none, as a run that made
     * its outputs visible may have failed before it completed.
     */
    void deleteEarlier() {
        client.deleteObject(request -> request.bucket(bucket).key(valid.key()));
        client.deleteObject(request -> request.bucket(bucket).key(rejected.key()));
    }

    S3Upload valid() {
        return valid;
    }

    S3Upload rejected() {
        return rejected;
    }
}
