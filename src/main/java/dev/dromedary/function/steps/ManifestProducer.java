package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.TableSchema.Contract;
import dev.dromedary.function.steps.lineage.LineageStore;
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
    private LineageStore lineage;

    ManifestProducer(RecordsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lineage = LineageStore.of(endpoint);
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
        refuseRetyped(run);
        Map<String, Object> document = run.defect().isPresent()
                ? rejectWhole(run, claim, manifest, run.defect().get())
                : settle(run, claim, manifest);
        if (!Manifest.UNCHANGED.equals(document.get(Manifest.STATUS))) {
            tell(new RunLineage(exchange, run, lineage), document);
        }
        run.settle();
        measure(Measures.of(exchange), run, document);
        exchange.setProperty(LedgerProperties.OUTCOME, document.get(Manifest.STATUS));
        exchange.getMessage().setBody(document);
    }

    /** Where the schema is frozen, a column of another type is as bad as one of another name; that is known only in the end. */
    private static void refuseRetyped(Run run) {
        List<String> retyped = run.drift().retyped();
        if (run.defect().isEmpty() && run.schema().contract() == Contract.FREEZE && !retyped.isEmpty()) {
            run.requireRead("records:manifest");
            run.rejectWhole(new Defect(
                    "retyped_column",
                    "No value of " + String.join(", ", retyped) + " is of the type that schema "
                            + run.schema().name() + " has frozen; change the type there, or correct the file"));
        }
    }

    /** Of what was left as it was, the run has told that has made it. */
    private void tell(RunLineage told, Map<String, Object> document) {
        Optional<String> error = document.get(Manifest.ERROR) instanceof Map<?, ?> fault
                ? Optional.of(String.valueOf(fault.get(Manifest.MESSAGE)))
                : Optional.empty();
        boolean written =
                told.run().defect().isEmpty() && !Manifest.NOTHING_NEW.contains(document.get(Manifest.STATUS));
        told.tell(endpoint.getBucket(), error, written ? told.outputs().all() : List.of());
    }

    private static void measure(Measures measures, Run run, Map<String, Object> document) {
        if (Manifest.NOTHING_NEW.contains(document.get(Manifest.STATUS))) {
            measures.skipDuplicate();
        } else if (run.defect().isEmpty()) {
            measures.drift(run.drift().columns());
            measures.judge(run.counts().valid(), run.counts().reasons());
            if (!run.shapings().isEmpty()) {
                measures.filter(run.counts().filtered());
            }
            if (document.get(Manifest.WARNINGS) instanceof List<?> warnings) {
                measures.warn(warnings.size());
            }
        }
    }

    private Map<String, Object> rejectWhole(Run run, Optional<Claim> claim, Manifest manifest, Defect defect) {
        run.abort();
        claim.ifPresent(Claim::renew);
        List<String> changed = run.product(Outputs.class)
                .map(outputs -> deleteEarlier(claim, outputs))
                .orElse(List.of());
        claim.ifPresent(Claim::completeWithoutContent);
        return store(manifest, Manifest.changed(manifest.rejected(defect), changed));
    }

    private Map<String, Object> settle(Run run, Optional<Claim> claim, Manifest manifest) throws IOException {
        run.requireRead("records:manifest");
        if (run.sinks().last().isPresent()) {
            return sent(run, claim, manifest);
        }
        run.counts().requireAll();
        Outputs outputs = run.product(Outputs.class)
                .orElseThrow(() -> new IllegalStateException("No batch has come to records:write, which writes headers"
                        + " even if there is no row; put it, or records:send, records:put or records:stream, into the"
                        + " split over the rows, before records:manifest"));
        outputs.all().forEach(output -> output.requireAll(run.counts()));
        String hash = run.hash();
        if (claim.isPresent() && claim.get().unchanged(hash, run.definition().hash())) {
            run.abort();
            claim.get().completeWith(hash, run.definition().hash());
            return manifest.unchanged(hash);
        }
        // From here on, what is visible changes: the claim has to be ours still.
        claim.ifPresent(Claim::renew);
        Optional<String> other = endpoint.isProcessDuplicates() || manifest.isOfRange()
                ? Optional.empty()
                : claim.flatMap(held -> held.duplicateOf(hash, run.definition().hash()));
        if (other.isPresent()) {
            run.abort();
            List<String> changed = deleteEarlier(claim, outputs);
            claim.get().completeWith(hash, run.definition().hash());
            return store(manifest, Manifest.changed(manifest.duplicate(hash, other.get()), changed));
        }
        List<String> changed = complete(claim, outputs);
        claim.ifPresent(held -> held.completeWith(hash, run.definition().hash()));
        return store(manifest, Manifest.changed(manifest.processed(hash, endpoint.isAcceptEmpty()), changed));
    }

    private static void requireAll(Run run, Outputs outputs) {
        run.counts().requireAll();
        outputs.all().forEach(output -> output.requireAll(run.counts()));
    }

    /** Which partitions that has changed. */
    private static List<String> complete(Optional<Claim> claim, Outputs outputs) throws IOException {
        EarlierPartitions earlier = new EarlierPartitions(claim, outputs);
        earlier.remember();
        outputs.complete();
        earlier.deleteOthers(true);
        return earlier.changed();
    }

    /** Which partitions that has changed. */
    private static List<String> deleteEarlier(Optional<Claim> claim, Outputs outputs) {
        outputs.deleteEarlier();
        EarlierPartitions earlier = new EarlierPartitions(claim, outputs);
        earlier.deleteOthers(false);
        return earlier.changed();
    }

    /**
     * Rows were sent while they were read, before anybody could know that their content has been sent before: it is never noted as
     * unchanged or a duplicate.
     */
    private Map<String, Object> sent(Run run, Optional<Claim> claim, Manifest manifest) throws IOException {
        Optional<Outputs> outputs = run.product(Outputs.class);
        if (outputs.isEmpty()) {
            run.counts().takeOver(run.sinks().last().orElseThrow());
            run.counts().requireAll();
        } else {
            requireAll(run, outputs.get());
        }
        String hash = run.hash();
        claim.ifPresent(Claim::renew);
        List<String> changed = outputs.isPresent() ? complete(claim, outputs.get()) : List.of();
        claim.ifPresent(held -> held.completeWith(hash, run.definition().hash()));
        return store(manifest, Manifest.changed(manifest.processed(hash, endpoint.isAcceptEmpty()), changed));
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
