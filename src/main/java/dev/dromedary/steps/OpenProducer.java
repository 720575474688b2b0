package dev.dromedary.steps;

import dev.dromedary.records.CountedInput;
import dev.dromedary.records.DefectException;
import dev.dromedary.records.ExpansionLimits;
import dev.dromedary.records.GunzipInput;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code records:open}: the body, an object's stream, is counted, hashed and gunzipped while it is read. */
final class OpenProducer extends DefaultProducer {

    private final RecordsEndpoint endpoint;

    private SchemaDocument schema;
    private ExpansionLimits limits;

    OpenProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // A schema that is wrong stops the start, not the first invocation.
        schema = SchemaDocument.load(endpoint.getCamelContext(), endpoint.getSchema());
        Settings settings = new Settings(endpoint.getCamelContext());
        limits = new ExpansionLimits(
                settings.number("dromedary.limits.expanded-bytes"),
                Math.toIntExact(settings.number("dromedary.limits.expansion-ratio")));
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        InputStream stream = exchange.getMessage().getMandatoryBody(InputStream.class);
        Source source = Source.of(exchange);
        CountedInput counted = new CountedInput(stream, source.size() == null ? -1 : source.size());
        Run run = new Run(Definition.of(exchange, schema), source, stream, counted);
        run.bind(exchange);
        exchange.getMessage().setBody(content(exchange, run, counted));
        // They describe what was read, and a later put would take them for what it writes (the length above all).
        exchange.getMessage().removeHeaders("CamelAwsS3*");
    }

    private InputStream content(Exchange exchange, Run run, CountedInput counted) {
        try {
            return GunzipInput.open(counted, limits);
        } catch (DefectException e) {
            run.rejectWhole(e.defect());
            return InputStream.nullInputStream();
        } catch (IOException e) {
            DeadlineExceededException.check(exchange, "before the first row");
            throw new UnrepeatableException("The object can't be read", e);
        }
    }
}
