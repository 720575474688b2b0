package dev.dromedary.function.steps;

import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RowReader;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.service.ServiceSupport;

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
        RowReader reader = new RowReader(stream, run.schema(), limits);
        Batches batches = new Batches(exchange, run, reader, batchRows, batchBytes);
        if (run.defect().isEmpty()) {
            batches.readHeader();
        }
        return batches;
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) {
        throw new UnsupportedOperationException("The data format rows only unmarshals; records:write writes rows");
    }
}
