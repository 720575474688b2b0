package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code records:complete}: adds the body, a map, to the analysis document and makes it visible. Can be repeated: what is done
 * is not done again.
 */
final class CompleteProducer extends DefaultProducer {

    /** What has become of an object whose analysis document is, or will be, visible. */
    static final String ANALYZED = "analyzed";

    private static final String STEP = "records:complete";

    CompleteProducer(RecordsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange, STEP);
        if (run.defect().isPresent()) {
            throw new IllegalStateException(
                    "The object was rejected whole, so there is no analysis to complete; let only" + " bodies come to "
                            + STEP + " whose status is " + ANALYZED);
        }
        run.requireRead(STEP);
        AnalysisOutput output = run.product(AnalysisOutput.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:analyze, so there is nothing"
                        + " to complete; put it into the split over the rows, before " + STEP));
        Map<String, Object> body = body(exchange);
        DeadlineExceededException.check(exchange, "before the analysis was made visible");
        // Whatever the route did in between, the document tells of all rows.
        output.requireWhole(run);
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        claim.ifPresent(Claim::renew);
        output.complete(body);
        claim.ifPresent(Claim::completeWithoutContent);
        run.settle();
        Measures.of(exchange).take(run.counts().read());
        exchange.setProperty(LedgerProperties.OUTCOME, ANALYZED);
        body.put("analysis_bucket", output.bucket());
        body.put("analysis_key", output.key());
        body.put("analysis_etag", output.etag());
        body.put("analysis_bytes", output.bytes());
        exchange.getMessage().setBody(body);
    }

    /** A copy that can be added to, whatever kind of map the route has made. */
    private static Map<String, Object> body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof Map<?, ?> map)) {
            throw new IllegalStateException(STEP + " adds the body to the document and needs a Map, but the body is "
                    + (body == null ? "empty" : "a " + body.getClass().getSimpleName())
                    + "; keep the Map that records:analysis has made");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
