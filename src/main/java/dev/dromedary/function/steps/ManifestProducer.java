package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.records.Defect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code records:manifest}: settles what became of the object, makes the outputs visible and stores the manifest, which
 * becomes the body as a map. Can be repeated: what is done is not done again.
 */
final class ManifestProducer extends DefaultProducer {

    /** The exchange property with the key of the stored manifest. */
    static final String MANIFEST_KEY = "manifestKey";

    private final RecordsEndpoint endpoint;

    private long manyLines;

    ManifestProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        manyLines = new Settings(endpoint.getCamelContext()).number("dromedary.warnings.value-lines");
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange, "records:manifest");
        // The rows have gone by. A body that can't be read twice would keep this step from being tried again.
        exchange.getMessage().setBody(null);
        DeadlineExceededException.check(exchange, "before the outputs were made visible");
        Optional<Claim> claim = Optional.ofNullable(exchange.getProperty(LedgerProperties.CLAIM, Claim.class));
        Manifest manifest = new Manifest(
                exchange, run, endpoint.getBucket(), endpoint.evaluate(endpoint.getKey(), exchange), manyLines);
        Map<String, Object> document = run.defect().isPresent()
                ? rejectWhole(run, claim, manifest, run.defect().get())
                : settle(run, claim, manifest);
        run.settle();
        measure(Measures.of(exchange), run, document);
        exchange.setProperty(LedgerProperties.OUTCOME, document.get(Manifest.STATUS));
        exchange.getMessage().setBody(document);
    }

    private static void measure(Measures measures, Run run, Map<String, Object> document) {
        if (Manifest.NOTHING_NEW.contains(document.get(Manifest.STATUS))) {
            measures.skipDuplicate();
        } else if (run.defect().isEmpty()) {
            measures.judge(run.counts().valid(), run.counts().reasons());
            if (document.get(Manifest.WARNINGS) instanceof List<?> warnings) {
                measures.warn(warnings.size());
            }
        }
    }

    private Map<String, Object> rejectWhole(Run run, Optional<Claim> claim, Manifest manifest, Defect defect) {
        run.abort();
        claim.ifPresent(Claim::renew);
        run.product(Outputs.class).ifPresent(Outputs::deleteEarlier);
        claim.ifPresent(Claim::completeWithoutContent);
        return store(manifest, manifest.rejected(defect));
    }

    private Map<String, Object> settle(Run run, Optional<Claim> claim, Manifest manifest) throws IOException {
        run.requireRead("records:manifest");
        run.counts().requireAll();
        Outputs outputs = run.product(Outputs.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:write, which writes headers"
                        + " even if there is no row; put it into the split over the rows, before records:manifest"));
        String hash = run.hash();
        if (claim.isPresent() && claim.get().unchanged(hash, run.definition().hash())) {
            run.abort();
            claim.get().completeWith(hash, run.definition().hash());
            return manifest.unchanged(hash);
        }
        // From here on, what is visible changes: the claim has to be ours still.
        claim.ifPresent(Claim::renew);
        Optional<String> other = endpoint.isProcessDuplicates()
                ? Optional.empty()
                : claim.flatMap(held -> held.duplicateOf(hash, run.definition().hash()));
        if (other.isPresent()) {
            run.abort();
            outputs.deleteEarlier();
            claim.get().completeWith(hash, run.definition().hash());
            return store(manifest, manifest.duplicate(hash, other.get()));
        }
        outputs.complete();
        claim.ifPresent(held -> held.completeWith(hash, run.definition().hash()));
        return store(manifest, manifest.processed(hash, endpoint.isAcceptEmpty()));
    }

    private Map<String, Object> store(Manifest manifest, Map<String, Object> document) {
        if (!OutputKey.fits(manifest.key())) {
            // There never is one. What it says goes on in the event.
            document.put("manifest_key", null);
            return document;
        }
        byte[] json = JsonText.pretty(document).getBytes(StandardCharsets.UTF_8);
        endpoint.client(S3Client.class)
                .putObject(
                        request -> request.bucket(endpoint.getBucket())
                                .key(manifest.key())
                                .contentType("application/json")
                                .metadata(Map.of("correlation-id", Correlation.asMetadata(manifest.correlationId()))),
                        RequestBody.fromBytes(json));
        manifest.exchange().setProperty(MANIFEST_KEY, manifest.key());
        return document;
    }
}
