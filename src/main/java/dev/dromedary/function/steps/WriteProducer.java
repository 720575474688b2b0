package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.core.exception.SdkException;

/** {@code records:write}: adds a batch to the outputs, which stay invisible until the manifest. */
final class WriteProducer extends DefaultProducer {

    private final RecordsEndpoint endpoint;

    WriteProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, "records:write");
        List<Row> rows = Rows.of(exchange, "records:write");
        String valid = endpoint.evaluate(endpoint.getValid(), exchange);
        String rejected = endpoint.evaluate(endpoint.getRejected(), exchange);
        if (OutputKey.rejects(run, valid, rejected)) {
            return;
        }
        Outputs outputs = run.product(Outputs.class).orElseGet(() -> open(run, exchange, valid, rejected));
        outputs.requireSame(endpoint.getBucket(), valid, rejected);
        if (run.defect().isPresent()) {
            return;
        }
        DeadlineExceededException.check(exchange, "before writing");
        try {
            outputs.write(Rows.index(exchange), rows, run);
        } catch (SdkException | IOException e) {
            throw new UnrepeatableException("The outputs can't be written", e);
        }
    }

    private Outputs open(Run run, Exchange exchange, String valid, String rejected) {
        Outputs outputs = new Outputs(
                run,
                endpoint.s3(),
                endpoint.getBucket(),
                valid,
                rejected,
                exchange.getProperty("correlationId", "", String.class),
                endpoint.isEscapeFormulas());
        run.product(outputs);
        return outputs;
    }
}
