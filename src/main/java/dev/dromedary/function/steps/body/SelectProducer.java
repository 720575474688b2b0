package dev.dromedary.function.steps.body;

import dev.dromedary.function.steps.BodyFields;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** {@code body:select}: the body becomes a map of the fields. Can be repeated: a failure leaves the body as it was. */
final class SelectProducer extends DefaultProducer {

    private final BodyFields fields;

    SelectProducer(BodyEndpoint endpoint, BodyFields fields) {
        super(endpoint);
        this.fields = fields;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(fields.from(exchange));
    }
}
