package dev.dromedary.steps;

import dev.dromedary.records.BatchValidator;
import dev.dromedary.records.CountedInput;
import dev.dromedary.records.DeadlineInput;
import dev.dromedary.records.Defect;
import dev.dromedary.records.RowReader;
import dev.dromedary.records.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;

/** What one object's way through a route has come to: its input, its counts, its outputs. Bound to the exchange. */
final class Run extends SynchronizationAdapter {

    private static final String PROPERTY = "run";

    private final Instant started = Instant.now();
    private final Thread thread = Thread.currentThread();
    private final TableSchema schema;
    private final String schemaHash;
    private final String definitionHash;
    private final Source source;
    private final DeadlineInput ahead;
    private final CountedInput counted;
    private final RowCounts counts = new RowCounts();

    private RowReader reader;
    private BatchValidator validator;
    private Outputs outputs;
    private Defect defect;
    private boolean settled;

    Run(Definition definition, Source source, DeadlineInput ahead, CountedInput counted) {
        this.schema = definition.schema().schema();
        this.schemaHash = definition.schema().hash();
        this.definitionHash = definition.hash();
        this.source = source;
        this.ahead = ahead;
        this.counted = counted;
    }

    /** The run of an exchange, or of the exchange that it was split from. */
    static Run of(Exchange exchange, String step) {
        Run run = exchange.getProperty(PROPERTY, Run.class);
        if (run == null) {
            throw new IllegalStateException(step + " works on what records:open has opened; put records:open before it,"
                    + " and before the split");
        }
        return run;
    }

    /** The run of a batch. Batches come one after the other on the thread that opened the object. */
    static Run ofBatch(Exchange exchange, String step) {
        Run run = of(exchange, step);
        if (run.thread != Thread.currentThread()) {
            throw new IllegalStateException(step + " runs on another thread than records:open; the split must not use"
                    + " parallelProcessing, which would mix the rows");
        }
        return run;
    }

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    /** Says that the manifest, or its absence, is final: from now on the outputs stand. */
    void settle() {
        settled = true;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (settled) {
            ahead.close();
            return;
        }
        abort();
        if (!exchange.getExchangeExtension().isFailureHandled()) {
            // Camel runs this before the ledger's own completion, which sees the failure and releases the claim.
            exchange.setException(new IllegalStateException("The route has come to its end without records:manifest, so"
                    + " nothing of the object has become visible; put records:manifest after the split over the rows"));
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        try {
            abort();
        } catch (SdkException e) {
            // The failure that led here is the one to report.
            if (exchange.getException() != null) {
                exchange.getException().addSuppressed(e);
            }
        }
    }

    /** Stops reading and lets the outputs go that are not visible. */
    void abort() {
        ahead.close();
        if (outputs != null) {
            outputs.abort();
        }
    }

    void rejectWhole(Defect found) {
        defect = found;
        ahead.close();
    }

    Optional<Defect> defect() {
        return Optional.ofNullable(defect);
    }

    void reader(RowReader opened, BatchValidator compiled) {
        reader = opened;
        validator = compiled;
    }

    RowReader reader() {
        return reader;
    }

    BatchValidator validator() {
        return validator;
    }

    Optional<Outputs> outputs() {
        return Optional.ofNullable(outputs);
    }

    void outputs(Outputs opened) {
        outputs = opened;
    }

    /**
     * Makes sure that nothing was lost between the input and the outputs.
     *
     * @return SHA-256 of the input, as it is stored
     * @throws UnrepeatableException if the rest of the input can't be read
     * @throws IllegalStateException if rows are missing
     */
    String requireWhole() {
        if (reader == null || reader.hasNext()) {
            throw new IllegalStateException("records:manifest was reached before the input was read to its end; put it"
                    + " after the split over the rows");
        }
        counts.requireAll();
        if (outputs == null) {
            throw new IllegalStateException("No batch has come to records:write, which writes headers even if there is"
                    + " no row; put it into the split over the rows, before records:manifest");
        }
        try {
            // What follows a gzip's last member belongs to the object, and so to its hash.
            ahead.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UnrepeatableException("The end of the input can't be read", e);
        }
        return counted.sha256();
    }

    TableSchema schema() {
        return schema;
    }

    String schemaHash() {
        return schemaHash;
    }

    String definitionHash() {
        return definitionHash;
    }

    Source source() {
        return source;
    }

    Instant started() {
        return started;
    }

    long bytes() {
        return counted.count();
    }

    RowCounts counts() {
        return counts;
    }
}
