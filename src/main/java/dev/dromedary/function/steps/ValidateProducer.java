package dev.dromedary.function.steps;

import dev.dromedary.function.records.Row;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code records:validate}: the first rule that a row of the batch breaks becomes its reason. */
final class ValidateProducer extends DefaultProducer {

    ValidateProducer(RecordsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.ofBatch(exchange, "records:validate");
        if (run.defect().isPresent()) {
            return;
        }
        List<Row> rows = Rows.of(exchange, "records:validate");
        run.validator().validate(rows);
        run.counts().addValidated(Rows.index(exchange), rows.size());
    }
}
