package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.records.Defect;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code records:analysis}: what the analysis has come to becomes the body, as a map. A file that can never be analyzed is
 * settled here: there is no document of it. Can be repeated.
 */
final class AnalysisProducer extends DefaultProducer {

    private static final String STEP = "records:analysis";
    private static final String REJECTED = "rejected";

    AnalysisProducer(RecordsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange, STEP);
        // The rows have gone by. A body that can't be read twice would keep this step from being tried again.
        exchange.getMessage().setBody(null);
        DeadlineExceededException.check(exchange, "before the results of the analysis");
        Map<String, Object> body =
                run.defect().isPresent() ? rejected(exchange, run, run.defect().get()) : analyzed(exchange, run);
        exchange.getMessage().setBody(body);
    }

    private static Map<String, Object> analyzed(Exchange exchange, Run run) {
        run.requireRead(STEP);
        AnalysisOutput output = run.product(AnalysisOutput.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:analyze, which begins the"
                        + " document even if there is no row; put it into the split over the rows, before " + STEP));
        output.requireWhole(run);
        Map<String, Object> body = begin(exchange, run, CompleteProducer.ANALYZED);
        body.putAll(output.results());
        return body;
    }

    private static Map<String, Object> rejected(Exchange exchange, Run run, Defect defect) {
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        run.abort();
        // From here on, what is visible changes: the claim has to be ours still.
        claim.ifPresent(Claim::renew);
        run.product(AnalysisOutput.class).ifPresent(AnalysisOutput::deleteEarlier);
        claim.ifPresent(Claim::completeWithoutContent);
        run.settle();
        exchange.setProperty(LedgerProperties.OUTCOME, REJECTED);
        Map<String, Object> body = begin(exchange, run, REJECTED);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("reason", defect.reason());
        error.put("message", defect.message());
        body.put("error", error);
        return body;
    }

    private static Map<String, Object> begin(Exchange exchange, Run run, String status) {
        Source source = run.source();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("correlation_id", exchange.getProperty("correlationId", "", String.class));
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            // The same for each attempt at the same work.
            body.put("analysis_timestamp", Timestamps.of(claim.firstClaimed()));
        }
        body.put("status", status);
        body.put("source_bucket", source.bucket());
        body.put("source_key", source.key());
        body.put("source_etag", source.etag());
        return body;
    }
}
