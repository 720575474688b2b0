package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.LogContext;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.DeadlineInput;
import dev.dromedary.function.records.DefectException;
import dev.dromedary.function.records.ExpandedInput;
import dev.dromedary.function.records.ExpansionLimits;
import dev.dromedary.function.records.SampleGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.util.IOHelper;
import software.amazon.awssdk.http.Abortable;

/** {@code records:open}: the body, an object's stream, is counted, hashed and gunzipped while it is read. */
final class OpenProducer extends DefaultProducer {

    private static final String SAMPLE = "sampleObject";
    private static final int SAMPLE_ROWS = 10;

    private final RecordsEndpoint endpoint;

    private ChosenFiles<SchemaDocument> schemas;
    private ExpansionLimits limits;

    OpenProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // A schema that is wrong stops the start, not the first invocation.
        schemas = SchemaDocuments.load(endpoint.getCamelContext(), endpoint.getSchema());
        // What the function's priming reads in place of an object; made only if it is asked for.
        endpoint.getCamelContext().getRegistry().bind(SAMPLE, byte[].class, this::sample);
        Settings settings = new Settings(endpoint.getCamelContext());
        limits = new ExpansionLimits(
                settings.number("dromedary.limits.expanded-bytes"),
                Math.toIntExact(settings.number("dromedary.limits.expansion-ratio")));
    }

    private Object sample() {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try {
            new SampleGenerator(schemas.any().schema(), 1).write(rows, SAMPLE_ROWS, 0.5);
            return rows.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A byte array takes all bytes", e);
        }
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        SchemaDocument schema = schemas.of(exchange);
        OptionalInt batchRows = batchRows(exchange);
        InputStream stream = exchange.getMessage().getMandatoryBody(InputStream.class);
        Source source = Source.of(exchange);
        // Counted and hashed by the thread that reads ahead, beside the work on the rows.
        CountedInput counted = new CountedInput(stream, source.size() == null ? -1 : source.size());
        DeadlineInput ahead = new DeadlineInput(
                counted,
                exchange.getProperty(LedgerProperties.DEADLINE, Instant.class),
                () -> letGo(stream),
                LogContext::carry);
        Run run = new Run(Definition.of(exchange, schema), source, ahead, counted);
        batchRows.ifPresent(run::batchRows);
        run.bind(exchange);
        measure(exchange, counted);
        exchange.getMessage().setBody(content(exchange, run, ahead));
        // They describe what was read, and a later put would take them for what it writes (the length above all).
        exchange.getMessage().removeHeaders("CamelAwsS3*");
    }

    /** Asked for before anything is opened, which would have to be closed again. */
    private OptionalInt batchRows(Exchange exchange) {
        if (endpoint.getBatchRows() == null) {
            return OptionalInt.empty();
        }
        String rows = endpoint.evaluate(endpoint.getBatchRows(), exchange);
        if (!rows.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("The option batchRows of records:open is \"" + rows
                    + "\"; it has to be a whole number from 1 to 9999999");
        }
        return OptionalInt.of(Integer.parseInt(rows));
    }

    /** What was read was read, whatever becomes of the object. */
    private static void measure(Exchange exchange, CountedInput counted) {
        Measures measures = Measures.of(exchange);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                measures.use(Metric.BYTES_IN, counted.count());
            }
        });
    }

    /** Closes an object's stream without reading the rest of it, which may be gigabytes. */
    private static void letGo(InputStream stream) {
        if (stream instanceof Abortable abortable) {
            abortable.abort();
        }
        IOHelper.close(stream);
    }

    private InputStream content(Exchange exchange, Run run, InputStream source) {
        try {
            return ExpandedInput.open(source, run.schema().compression(), limits);
        } catch (DefectException e) {
            run.rejectWhole(e.defect());
            return InputStream.nullInputStream();
        } catch (IOException e) {
            DeadlineExceededException.check(exchange, "before the first row");
            throw new UnrepeatableException("The object can't be read", e);
        }
    }
}
