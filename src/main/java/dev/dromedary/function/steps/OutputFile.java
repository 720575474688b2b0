package dev.dromedary.function.steps;

import dev.dromedary.function.records.Compression;
import dev.dromedary.function.records.RecordWriter;
import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/** One object that a run writes records to. */
final class OutputFile {

    private final S3Upload upload;
    private final OutputStream packed;
    private final RecordWriter writer;
    private boolean finished;

    OutputFile(S3Upload upload, Compression compression, Function<OutputStream, RecordWriter> writer)
            throws IOException {
        this.upload = upload;
        this.packed = compression.pack(upload);
        this.writer = writer.apply(packed);
    }

    /** Writes those of the rows that belong here, into memory. */
    int write(List<Row> rows) throws IOException {
        return writer.write(rows);
    }

    void uploadFullParts() {
        upload.uploadFullParts();
    }

    /** How many bytes of memory it takes, about. */
    long held() {
        return upload.held() + writer.buffered();
    }

    /** Compresses what it holds, where that is worth it. */
    void shrink() throws IOException {
        writer.shrink();
    }

    private void finish() throws IOException {
        if (!finished) {
            finished = true;
            writer.finish();
            packed.close();
        }
    }

    /** Uploads all, so that nothing is left in memory. Not visible yet. */
    void seal() throws IOException {
        finish();
        upload.seal();
    }

    /** Makes the object visible. Can be called again after a failure. */
    void complete() throws IOException {
        finish();
        upload.complete();
    }

    void abort() {
        upload.abort();
    }

    S3Upload upload() {
        return upload;
    }

    long records() {
        return writer.written();
    }
}
