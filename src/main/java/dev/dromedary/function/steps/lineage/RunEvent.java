package dev.dromedary.function.steps.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run has made of what, as OpenLineage's RunEvent. No value of a record stands in it.
 *
 * @param run which run
 * @param description what the job does; empty if its route does not say so
 * @param sql the query that the run has made; empty for none
 * @param error why nothing could be made of the input; empty if something was
 * @param inputs what it has read
 * @param outputs what it has written
 * @see <a href="https://openlineage.io/apidocs/openapi/">The specification</a>
 */
public record RunEvent(
        LineageRun run,
        Optional<String> description,
        Optional<String> sql,
        Optional<String> error,
        List<Dataset> inputs,
        List<Dataset> outputs) {

    /** The event as a document: maps, lists, texts, numbers and booleans. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("eventType", error.isPresent() ? "FAIL" : "COMPLETE");
        document.put("eventTime", run.time().toString());
        document.put("run", runDocument());
        document.put("job", job());
        document.put(
                "inputs",
                inputs.stream().map(input -> input.document("inputFacets")).toList());
        document.put(
                "outputs",
                outputs.stream().map(output -> output.document("outputFacets")).toList());
        document.put("producer", Facets.PRODUCER);
        document.put("schemaURL", "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
        return document;
    }

    private Map<String, Object> runDocument() {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("parent", Facets.parent(run.parentId(), run.namespace(), run.pipeline()));
        error.ifPresent(message -> facets.put("errorMessage", Facets.errorMessage(message)));
        return identified(run.id(), facets);
    }

    private static Map<String, Object> identified(UUID id, Map<String, Object> facets) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("runId", id.toString());
        document.put("facets", facets);
        return document;
    }

    private Map<String, Object> job() {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("jobType", Facets.jobType());
        description.ifPresent(text -> facets.put("documentation", Facets.documentation(text)));
        sql.ifPresent(query -> facets.put("sql", Facets.sql(query)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("namespace", run.namespace());
        document.put("name", run.job());
        document.put("facets", facets);
        return document;
    }
}
