package dev.dromedary.function.steps;

import dev.dromedary.function.records.Analysis;
import dev.dromedary.function.records.AnalysisRules;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The analysis of an object, and the document that it becomes: {@code {"anomalies": […], …}}, in which every row that
 * stands out is shown, identities and all, before what {@link #complete} adds.
 */
final class AnalysisOutput implements Product {

    private final S3Client client;
    private final String bucket;
    private final S3Upload upload;
    private final Analysis analysis;
    private final AnomalyWriter document;
    private final BatchOrder order = new BatchOrder();

    AnalysisOutput(AnalysisRules rules, S3Client client, String bucket, String key, String correlationId) {
        this.client = client;
        this.bucket = bucket;
        analysis = new Analysis(rules);
        upload = new S3Upload(
                client,
                bucket,
                key,
                "application/json",
                Map.of("correlation-id", Correlation.asMetadata(correlationId)));
        document = new AnomalyWriter(upload);
    }

    /**
     * Takes a batch in, once for each index of the split.
     *
     * @param index the batch's place in the split
     * @param rows the batch
     */
    void write(int index, List<Row> rows) throws IOException {
        if (order.isNew(index)) {
            // Into memory, which can't fail halfway; a repeated step finds the index done and goes on uploading.
            document.write(analysis.add(rows));
            order.done(index);
        }
        upload.uploadFullParts();
    }

    /**
     * Makes sure that all rows that were read were taken in, and that nothing that can't be read follows them.
     *
     * @param run the run that it is of
     * @throws IllegalStateException if rows are missing
     * @throws UnrepeatableException if the end of the input can't be read
     */
    void requireWhole(Run run) {
        if (analysis.rows() != run.counts().read()) {
            throw new IllegalStateException("Rows read: " + run.counts().read() + ", analyzed: " + analysis.rows()
                    + ". Every batch of the split must pass records:analyze once, whole");
        }
        // An object that is cut after its last row is not whole either.
        run.hash();
    }

    /** What the analysis has come to; a new map. */
    Map<String, Object> results() {
        return analysis.results();
    }

    /**
     * Ends the document and makes it visible. Can be called again after a failure.
     *
     * @param rest what follows the anomalies
     * @throws IllegalStateException if JSON can't express it
     */
    void complete(Map<String, ?> rest) throws IOException {
        if (!document.hasEnded()) {
            if (rest.containsKey(AnomalyWriter.ANOMALIES)) {
                throw new IllegalStateException("The body of records:complete has an entry \"" + AnomalyWriter.ANOMALIES
                        + "\", which is what the document calls the rows that stand out; give it another name");
            }
            // As text first, so that a value that JSON can't express is found before anything is written.
            document.end(JsonText.values(rest));
        }
        upload.uploadFullParts();
        upload.complete();
    }

    /**
     * Removes what an earlier version of the input may have left, when this one can't be analyzed: it would tell of rows
     * that are no longer there.
     */
    void deleteEarlier() {
        client.deleteObject(request -> request.bucket(bucket).key(upload.key()));
    }

    String bucket() {
        return bucket;
    }

    String key() {
        return upload.key();
    }

    /** The ETag of the completed document, without quotes. */
    String etag() {
        return upload.etag();
    }

    /** How many bytes the document has. */
    long bytes() {
        return upload.size();
    }

    @Override
    public String lastStep() {
        return "records:complete";
    }

    @Override
    public void abort() {
        upload.abort();
    }
}
