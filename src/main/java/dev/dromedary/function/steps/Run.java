package dev.dromedary.function.steps;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.DeadlineInput;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.Drift;
import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.records.TableSchema.Contract;
import dev.dromedary.function.records.parquet.ParquetFit;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;

/** What one object's way through a route has come to: its input, its counts, its outputs. Bound to the exchange. */
public final class Run extends SynchronizationAdapter {

    private static final String PROPERTY = "run";

    private final Instant started = Instant.now();
    private final Thread thread = Thread.currentThread();
    private Definition definition;
    private final Source source;
    private final DeadlineInput ahead;
    private final CountedInput counted;
    private final RowCounts counts = new RowCounts();
    /** Of steps that send batches at once. */
    private final RunSinks sinks = new RunSinks();

    private final Shapings shapings = new Shapings();

    private OptionalInt batchRows = OptionalInt.empty();
    private RecordReader reader;
    private BatchValidator validator;
    private Map<String, Object> recognised = Map.of();
    private ParquetFit parquetFit;
    private List<String> discarded;
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

    void batchRows(int most) {
        batchRows = OptionalInt.of(most);
    }

    /** How many rows a batch has at most, if the route says so. */
    OptionalInt batchRows() {
        return batchRows;
    }

    void reader(RecordReader opened, BatchValidator compiled) {
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

    RecordReader reader() {
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
        sinks.requireAll(counts.read() - counts.filtered());
    }

    /** What the run's steps send batches to at once. */
    public RunSinks sinks() {
        return sinks;
    }

    /**
     * Makes sure that the rows of a batch were not written yet: what rejects some of them then would come too late.
     *
     * @param step the step that comes now
     * @param rows rows of the batch
     * @throws IllegalStateException if they were
     */
    public void requireUnwritten(String step, int rows) {
        if (rows > 0 && counts.settled() == counts.read()) {
            throw new IllegalStateException(
                    step + " comes after records:write, and may reject rows that were written as"
                            + " valid ones; put it before records:write");
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

    /** The format that the object came in; CSV where it could not be read. */
    RecordFormat format() {
        return reader == null ? schema().format().orElse(RecordFormat.CSV) : reader.format();
    }

    /** The columns that the object came with; those of the schema where it could not be read. */
    Header header() {
        return reader == null
                ? Header.of(
                        schema().dialect(),
                        schema().fields().stream().map(Field::name).toList())
                : reader.header();
    }

    /** Rejects what the columns of Parquet can't take; made when it is asked for. */
    ParquetFit parquetFit() {
        if (parquetFit == null) {
            parquetFit = new ParquetFit(shape());
        }
        return parquetFit;
    }

    /** How many fields that the schema does not know records of JSON had; their names may be data. */
    int unknownFields() {
        return reader == null ? 0 : reader.unknownFields().size();
    }

    /** What the rows are, as the object came. */
    public TableSchema schema() {
        return definition.schema().schema();
    }

    /** What the rows are now: as they were opened, until a records:map has shaped them. */
    public TableSchema shape() {
        return shapings.schema().orElseGet(this::schema);
    }

    /** The names of the columns that valid rows are written in. */
    List<String> columns() {
        List<String> known = new ArrayList<>(reader.header().names());
        known.removeAll(discarded());
        return shapings.columns(known);
    }

    /** The columns of the file that are left out of every row. */
    List<String> discarded() {
        if (discarded == null) {
            List<String> fields = schema().fields().stream().map(Field::name).toList();
            discarded = schema().contract() == Contract.DISCARD
                    ? reader.header().names().stream()
                            .filter(name -> !fields.contains(name))
                            .toList()
                    : List.of();
        }
        return discarded;
    }

    /** How the file's columns differ from the schema's; nothing if no row was judged. */
    Drift drift() {
        return validator == null ? new Drift(List.of(), List.of(), List.of(), 0) : validator.drift();
    }

    Shapings shapings() {
        return shapings;
    }

    /** Adds what decides, beside the route and the schema, how content is treated. */
    void define(String more) {
        definition = definition.with(more);
    }

    Definition definition() {
        return definition;
    }

    /** SHA-256 of what decides how the route treats rows. */
    public String definitionHash() {
        return definition.hash();
    }

    /** The object that is read. */
    public Source source() {
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
