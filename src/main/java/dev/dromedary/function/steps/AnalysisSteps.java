package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.steps.lineage.LineageStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What the steps do that make the analysis visible. Each can be repeated: what is done is not done again.
 *
 * @param endpoint the step's options
 */
record AnalysisSteps(RecordsEndpoint endpoint) {

    /** What has become of an object whose analysis document is, or will be, visible. */
    static final String ANALYZED = "analyzed";

    private static final String REJECTED = "rejected";

    /**
     * {@code records:analysis}: what the analysis has come to becomes the body, as a map. A file that can never be analyzed is
     * settled here: there is no document of it.
     */
    void results(Exchange exchange) {
        Run run = Run.of(exchange, endpoint.step());
        // The rows have gone by. A body that can't be read twice would keep this step from being tried again.
        exchange.getMessage().setBody(null);
        DeadlineExceededException.check(exchange, "before the results of the analysis");
        Map<String, Object> body =
                run.defect().isPresent() ? rejected(exchange, run, run.defect().get()) : analyzed(exchange, run);
        exchange.getMessage().setBody(body);
    }

    private Map<String, Object> analyzed(Exchange exchange, Run run) {
        run.requireRead(endpoint.step());
        AnalysisOutput output = run.product(AnalysisOutput.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:analyze, which begins the"
                        + " document even if there is no row; put it into the split over the rows, before "
                        + endpoint.step()));
        output.requireWhole(run);
        Map<String, Object> body = begin(exchange, run, ANALYZED);
        body.putAll(output.results());
        return body;
    }

    private Map<String, Object> rejected(Exchange exchange, Run run, Defect defect) {
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        run.abort();
        // From here on, what is visible changes: the claim has to be ours still.
        claim.ifPresent(Claim::renew);
        run.product(AnalysisOutput.class).ifPresent(AnalysisOutput::deleteEarlier);
        claim.ifPresent(Claim::completeWithoutContent);
        run.product(AnalysisOutput.class).ifPresent(output -> lineage(exchange, run)
                .tell(output.bucket(), Optional.of(defect.message()), List.of()));
        run.settle();
        exchange.setProperty(LedgerProperties.OUTCOME, REJECTED);
        Map<String, Object> body = begin(exchange, run, REJECTED);
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("reason", defect.reason());
        error.put("message", defect.message());
        body.put("error", error);
        return body;
    }

    private RunLineage lineage(Exchange exchange, Run run) {
        return new RunLineage(exchange, run, LineageStore.of(endpoint));
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

    /** {@code records:complete}: adds the body, a map, to the analysis document and makes it visible. */
    void complete(Exchange exchange) throws IOException {
        Run run = Run.of(exchange, endpoint.step());
        if (run.defect().isPresent()) {
            throw new IllegalStateException(
                    "The object was rejected whole, so there is no analysis to complete; let only" + " bodies come to "
                            + endpoint.step() + " whose status is " + ANALYZED);
        }
        run.requireRead(endpoint.step());
        AnalysisOutput output = run.product(AnalysisOutput.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:analyze, so there is nothing"
                        + " to complete; put it into the split over the rows, before " + endpoint.step()));
        Map<String, Object> body = body(exchange);
        DeadlineExceededException.check(exchange, "before the analysis was made visible");
        // Whatever the route did in between, the document tells of all rows.
        output.requireWhole(run);
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        claim.ifPresent(Claim::renew);
        output.complete(body);
        claim.ifPresent(Claim::completeWithoutContent);
        RunLineage lineage = lineage(exchange, run);
        lineage.tell(output.bucket(), Optional.empty(), lineage.outputs().analysis(output));
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
    private Map<String, Object> body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof Map<?, ?> map)) {
            throw new IllegalStateException(
                    endpoint.step() + " adds the body to the document and needs a Map, but the body is "
                            + (body == null ? "empty" : "a " + body.getClass().getSimpleName())
                            + "; keep the Map that records:analysis has made");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
