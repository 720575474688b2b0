package dev.dromedary.steps;

import dev.dromedary.ledger.LedgerProperties;
import dev.dromedary.records.BatchValidator;
import dev.dromedary.records.CountedInput;
import dev.dromedary.records.Defect;
import dev.dromedary.records.RowReader;
import dev.dromedary.records.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.Abortable;

/** What one object's way through a route has come to: its input, its counts, its outputs. Bound to the exchange. */
final class Run extends SynchronizationAdapter {

    private static final String PROPERTY = "run";

    private final Instant started = Instant.now();
    private final Thread thread = Thread.currentThread();
    private final TableSchema schema;
    private final String schemaHash;
    private final String definitionHash;
    private final Source source;
    private final InputStream stream;
    private final CountedInput counted;
    private final Map<String, Long> reasons = new TreeMap<>();

    private RowReader reader;
    private BatchValidator validator;
    private Outputs outputs;
    private Defect defect;
    private long read;
    private long validated;
    private long valid;
    private Watchdog watchdog;
    private int lastValidated = -1;

    Run(Definition definition, Source source, InputStream stream, CountedInput counted) {
        this.schema = definition.schema().schema();
        this.schemaHash = definition.schema().hash();
        this.definitionHash = definition.hash();
        this.source = source;
        this.stream = stream;
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
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        if (deadline != null) {
            // A read that stalls never looks at the time; ending the stream from outside ends the read.
            watchdog = new Watchdog(deadline, this::stopReading);
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        if (watchdog != null) {
            watchdog.callOff();
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        onDone(exchange);
        try {
            abort();
        } catch (SdkException e) {
            // The failure that led here is the one to report.
            exchange.getException().addSuppressed(e);
        }
    }

    /** Stops reading and lets the outputs go. */
    void abort() {
        stopReading();
        if (outputs != null) {
            outputs.abort();
        }
    }

    /** Closes the input without reading the rest of it, which may be gigabytes. */
    void stopReading() {
        if (stream instanceof Abortable abortable) {
            abortable.abort();
        }
        try {
            stream.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
            return;
        }
    }

    void rejectWhole(Defect found) {
        defect = found;
        stopReading();
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

    void addRead(int rows) {
        read += rows;
    }

    BatchValidator validator() {
        return validator;
    }

    /** Counts a batch once, however often its step is repeated. */
    void addValidated(int index, int rows) {
        if (index != lastValidated) {
            lastValidated = index;
            validated += rows;
        }
    }

    void addWritten(long validRows, Map<String, Long> rejected) {
        valid += validRows;
        rejected.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }

    Optional<Outputs> outputs() {
        return Optional.ofNullable(outputs);
    }

    void outputs(Outputs opened) {
        outputs = opened;
    }

    long rejected() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
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
        if (validated != read || valid + rejected() != read) {
            throw new IllegalStateException("Rows read: " + read + ", validated: " + validated + ", written: "
                    + (valid + rejected()) + ". Every batch of the split must pass records:validate and"
                    + " records:write once, whole");
        }
        if (outputs == null) {
            throw new IllegalStateException("No batch has come to records:write, which writes headers even if there is"
                    + " no row; put it into the split over the rows, before records:manifest");
        }
        try {
            // What follows a gzip's last member belongs to the object, and so to its hash.
            counted.transferTo(OutputStream.nullOutputStream());
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

    long read() {
        return read;
    }

    long valid() {
        return valid;
    }

    Map<String, Long> reasons() {
        return reasons;
    }
}
