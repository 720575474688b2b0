package dev.dromedary.function.steps;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.service.ServiceSupport;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The data format {@code rows}: CSV as batches of rows that keep the bytes they came with. Unmarshals what {@code
 * records:open} has opened into an iterator over batches; there is at least one batch, as a file without rows has
 * outputs, too.
 */
@Dataformat("rows")
public final class RowsDataFormat extends ServiceSupport implements DataFormat, CamelContextAware {

    private CamelContext context;
    private Limits limits;
    private int batchRows;
    private int batchBytes;

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    protected void doStart() {
        Settings settings = new Settings(context);
        limits = new Limits(
                Math.toIntExact(settings.number("dromedary.limits.record-bytes")),
                Math.toIntExact(settings.number("dromedary.limits.header-bytes")),
                Math.toIntExact(settings.number("dromedary.limits.columns")));
        batchRows = Math.toIntExact(settings.number("dromedary.batch.rows"));
        batchBytes = Math.toIntExact(settings.number("dromedary.batch.bytes"));
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) {
        Run run = Run.of(exchange, "The data format rows");
        RecordReader reader = RecordReader.of(stream, run.schema(), limits);
        Batches batches = new Batches(exchange, run, reader, run.batchRows().orElse(batchRows), batchBytes);
        if (run.defect().isEmpty()) {
            batches.readHeader();
        }
        return batches;
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("The data format rows only unmarshals; records:write writes rows");
    }

    /**
     * The rows of a run, batch by batch. A defect of the whole file ends the iteration and rejects the run; it is no
     * exception, as a retry would not help. A failure to read is one, so that it is never taken for the end.
     */
    static final class Batches implements Iterator<List<Row>> {

        private final Exchange exchange;
        private final Run run;
        private final RecordReader reader;
        private final int maxRows;
        private final int maxBytes;
        private final Progress progress;

        private List<Row> next;
        private boolean first = true;

        Batches(Exchange exchange, Run run, RecordReader reader, int maxRows, int maxBytes) {
            this.exchange = exchange;
            this.run = run;
            this.reader = reader;
            this.maxRows = maxRows;
            this.maxBytes = maxBytes;
            this.progress = exchange.getContext().getRegistry().findSingleByType(Progress.class);
        }

        void readHeader() {
            try {
                Header header = reader.header();
                run.recognised(reader.recognised());
                Optional<Defect> defect = reader.defect();
                if (defect.isEmpty()) {
                    run.reader(reader, new BatchValidator(run.schema(), header));
                }
                defect.ifPresent(this::rejectWhole);
            } catch (UncheckedIOException | SdkException e) {
                throw unreadable(e);
            }
        }

        @Override
        public boolean hasNext() {
            if (exchange.getException() != null) {
                // After a failure Camel goes through the rest of a split to let its exchanges go; it must not read the
                // rest.
                return false;
            }
            if (next == null) {
                next = read();
            }
            return !next.isEmpty() || first;
        }

        @Override
        public List<Row> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Row> batch = next;
            next = null;
            first = false;
            run.counts().addRead(batch.size());
            if (progress != null) {
                progress.read(run.bytes(), run.counts().read());
            }
            return batch;
        }

        private List<Row> read() {
            if (run.defect().isPresent()) {
                return List.of();
            }
            DeadlineExceededException.check(exchange, "after " + run.counts().read() + " rows");
            try {
                List<Row> batch = reader.nextBatch(maxRows, maxBytes);
                if (batch.isEmpty()) {
                    reader.defect().ifPresent(this::rejectWhole);
                }
                return batch;
            } catch (UncheckedIOException | SdkException e) {
                throw unreadable(e);
            }
        }

        private void rejectWhole(Defect defect) {
            run.rejectWhole(defect);
            if (progress != null) {
                defect.detail().ifPresent(progress::show);
            }
        }

        private UnrepeatableException unreadable(RuntimeException e) {
            // If the watchdog ended the stream, that is the reason to tell.
            DeadlineExceededException.check(
                    exchange, "reading after " + run.counts().read() + " rows");
            return new UnrepeatableException(
                    "Reading broke off after " + run.bytes() + " bytes and "
                            + run.counts().read() + " rows",
                    e);
        }
    }
}
