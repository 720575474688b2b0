package dev.dromedary.function.steps.model;

import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * {@code model:unavailable}: the body says that there is no answer, and why: {@code {"enrichment": "unavailable",
 * "enrichment_reason": …, "model": {…}}}. For the doCatch around the question.
 */
final class UnavailableProducer extends DefaultProducer {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableProducer.class);

    UnavailableProducer(ModelEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Conversation conversation = Conversation.of(exchange, "model:unavailable");
        String reason = ModelFailure.reason(failure);
        if (failure instanceof SdkServiceException && conversation.isOpen()) {
            // Turned away: nothing was used but what earlier answers took. After a lost reply the reservation stays.
            CheckProducer.tell(exchange, conversation);
        }
        measure(Measures.of(exchange), reason);
        LOG.warn("enrichment unavailable: {}", ModelFailure.sentence(failure));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("enrichment", "unavailable");
        document.put("enrichment_reason", reason);
        document.put("model", CheckProducer.use(conversation));
        exchange.getMessage().setBody(document);
    }

    /** The invocation succeeds without an answer, so nothing else would tell. */
    private static void measure(Measures measures, String reason) {
        measures.use(Metric.MODEL_FAILURES, 1);
        measures.use(Metric.MODEL_REQUESTS_REFUSED, reason.equals(ModelFailure.REFUSED) ? 1 : 0);
    }
}
