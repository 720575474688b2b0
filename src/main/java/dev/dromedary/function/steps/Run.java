package dev.dromedary.function.steps;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.DeadlineInput;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;

/** What one object's way through a route has come to: its input, its counts, its outputs. Bound to the exchange. */
public final class Run extends SynchronizationAdapter {

    private static final String PROPERTY = "run";

    private final Instant started = Instant.now();
    private final Thread thread = Thread.currentThread();
    private final Definition definition;
    private final Source source;
    private final DeadlineInput ahead;
    private final CountedInput counted;
    private final RowCounts counts = new RowCounts();

    private RowReader reader;
    private BatchValidator validator;
    private Map<String, Object> recognised = Map.of();
    private Product product;
    private Defect defect;
    private boolean settled;

    Run(Definition definition, Source source, DeadlineInput ahead, CountedInput counted) {
        this.definition = definition;
        this.source = source;
        this.ahead = ahead;
        this.counted = counted;
    }

    /** The run of an exchange, or of the exchange that it was split from. */
    public static Run of(Exchange exchange, String step) {
        Run run = exchange.getProperty(PROPERTY, Run.class);
        if (run == null) {
            throw new IllegalStateException(step + " works on what records:open has opened; put records:open before it,"
                    + " and before the split");
        }
        return run;
    }

    /** The run of a batch. Batches come one after the other on the thread that opened the object. */
    public static Run ofBatch(Exchange exchange, String step) {
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

    /** Says that what has become visible, or that nothing has, is final. */
    public void settle() {
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
            String last = product == null ? "records:manifest or records:complete" : product.lastStep();
            exchange.setException(new IllegalStateException("The route has come to its end without " + last + ", so"
                    + " nothing of the object has become visible; put " + last + " after the split over the rows"));
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

    /** Stops reading and lets go of what is not visible. */
    void abort() {
        ahead.close();
        if (product != null) {
            product.abort();
        }
    }

    void rejectWhole(Defect found) {
        defect = found;
        ahead.close();
    }

    /** What keeps the whole object from being used, if anything does. */
    public Optional<Defect> defect() {
        return Optional.ofNullable(defect);
    }

    void reader(RowReader opened, BatchValidator compiled) {
        reader = opened;
        validator = compiled;
    }

    void recognised(Map<String, Object> otherwise) {
        recognised = otherwise;
    }

    /** How the object is written where that is otherwise than the schema's dialect says. */
    Map<String, Object> recognised() {
        return recognised;
    }

    RowReader reader() {
        return reader;
    }

    BatchValidator validator() {
        return validator;
    }

    /** What the run makes, if it was begun and is of that kind. */
    public <T extends Product> Optional<T> product(Class<T> kind) {
        return Optional.ofNullable(product).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * Begins what the run makes.
     *
     * @throws IllegalStateException if it makes something else already
     */
    public void product(Product begun) {
        if (product != null) {
            throw new IllegalStateException("An object can go through only one of records:write, records:analyze and"
                    + " rollup:add, as each decides when the run is complete; read it once more for the other");
        }
        product = begun;
    }

    /**
     * Makes sure that all rows were read.
     *
     * @param step the step that needs them
     * @throws IllegalStateException if some were not
     */
    public void requireRead(String step) {
        if (reader == null || reader.hasNext()) {
            throw new IllegalStateException(
                    step + " was reached before the input was read to its end; put it after the split over the rows");
        }
    }

    /**
     * Reads what follows the last row.
     *
     * @return SHA-256 of the input, as it is stored
     * @throws UnrepeatableException if it can't be read
     */
    public String hash() {
        try {
            // What follows a gzip's last member belongs to the object, and so to its hash.
            ahead.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UnrepeatableException("The end of the input can't be read", e);
        }
        return counted.sha256();
    }

    TableSchema schema() {
        return definition.schema().schema();
    }

    Definition definition() {
        return definition;
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

    /** How many rows were read so far. */
    public long rowsRead() {
        return counts.read();
    }

    RowCounts counts() {
        return counts;
    }
}
