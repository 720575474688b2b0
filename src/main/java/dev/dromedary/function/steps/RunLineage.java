package dev.dromedary.function.steps;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.lineage.Assertion;
import dev.dromedary.function.steps.lineage.Dataset;
import dev.dromedary.function.steps.lineage.Facets;
import dev.dromedary.function.steps.lineage.LineageStore;
import dev.dromedary.function.steps.lineage.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a run that reads records tells of its lineage.
 *
 * @param exchange the exchange of the run
 * @param run the run
 * @param store where it is told
 */
record RunLineage(Exchange exchange, Run run, LineageStore store) {

    /**
     * Tells it.
     *
     * @param bucket where it is kept
     * @param error why nothing could be made of the object; empty if something was
     * @param outputs what the run has made, see {@link LineageOutputs}
     */
    void tell(String bucket, Optional<String> error, List<Dataset> outputs) {
        if (!store.isAsked()) {
            return;
        }
        List<Dataset> inputs = new ArrayList<>();
        inputs.add(input());
        run.shapings().lookups().forEach(lookup -> inputs.add(lookup(lookup)));
        store.store(
                exchange,
                bucket,
                new RunEvent(
                        store.run(exchange, "", RangeProducer.named(exchange), run.started()),
                        LineageStore.description(exchange),
                        Optional.empty(),
                        error,
                        inputs,
                        outputs));
    }

    /** What tells of the outputs of this run. */
    LineageOutputs outputs() {
        return new LineageOutputs(run, identity(), region());
    }

    private String region() {
        return exchange.getContext().resolvePropertyPlaceholders("{{dromedary.region:us-east-1}}");
    }

    /** The object without what is known of it. */
    private Dataset identity() {
        Source source = run.source();
        return Dataset.inBucket(String.valueOf(source.bucket()), String.valueOf(source.key()), Map.of(), Map.of());
    }

    private Dataset input() {
        Source source = run.source();
        TableSchema schema = run.schema();
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("schema", Facets.schema(schema.fields()));
        Optional.ofNullable(source.version())
                .or(() -> Optional.ofNullable(source.etag()))
                .ifPresent(version -> facets.put("version", Facets.version(version)));
        facets.put("storage", Facets.storage(run.format().word()));
        Map<String, Object> found = new LinkedHashMap<>();
        if (run.defect().isEmpty()) {
            RowCounts counts = run.counts();
            found.put("dataQualityMetrics", Facets.dataQualityMetrics(counts.read(), source.size()));
            if (counts.validated() > 0) {
                found.put(
                        "dataQualityAssertions",
                        Facets.dataQualityAssertions(Assertion.of(
                                schema.fields().stream()
                                        .filter(field -> field.constraints().required())
                                        .map(Field::name)
                                        .toList(),
                                schema.fields().stream().map(Field::name).toList(),
                                schema.rules().stream()
                                        .map(TableSchema.Rule::reason)
                                        .toList(),
                                counts.read(),
                                counts.reasons())));
            }
        }
        return Dataset.inBucket(String.valueOf(source.bucket()), String.valueOf(source.key()), facets, found);
    }

    private Dataset lookup(LookupSource lookup) {
        if (lookup.object().isPresent()) {
            LookupSource.StoredObject object = lookup.object().get();
            return Dataset.inBucket(object.bucket(), object.key(), Map.of(), Map.of());
        }
        return lookup.table()
                .map(table -> new Dataset("dynamodb://" + region(), table, Map.of(), Map.of()))
                .orElseGet(() -> new Dataset("file", lookup.file().orElse(""), Map.of(), Map.of()));
    }
}
