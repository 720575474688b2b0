package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.records.Defect;
import dev.dromedary.function.records.Drift;
import dev.dromedary.function.records.LineBreaks;
import dev.dromedary.function.records.RecordFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * The document that says what became of one input object.
 *
 * @param exchange the exchange of the run
 * @param run the run
 * @param bucket where the manifest and the outputs are
 * @param key the manifest's key
 * @param manyLines a value of more lines is worth a warning
 */
record Manifest(Exchange exchange, Run run, String bucket, String key, long manyLines) {

    /** The field that says what became of the object: success, rejected, duplicate or unchanged. */
    static final String STATUS = "status";

    /** The field with what is suspicious and no fault, a list of maps with reason and message. */
    static final String WARNINGS = "warnings";

    /** The field that says why nothing could be made of the object: a map with reason and message. */
    static final String ERROR = "error";

    static final String MESSAGE = "message";

    static final String UNCHANGED = "unchanged";

    private static final String DUPLICATE = "duplicate";

    /** Of an object whose content has taken effect before. */
    static final Set<String> NOTHING_NEW = Set.of(DUPLICATE, UNCHANGED);

    private static final Defect NO_VALID_ROWS =
            new Defect("no_valid_rows", "No row is valid; the rejected rows are stored, each with its reason");

    private static final Defect NO_ROWS = new Defect("no_valid_rows", "The file has a header and no row");

    /** Whether a range of an object was read: another one with the same content is no duplicate. */
    boolean isOfRange() {
        return exchange.getProperty(RangeProducer.PROPERTY) != null;
    }

    String correlationId() {
        return exchange.getProperty("correlationId", "", String.class);
    }

    /** The outputs are visible. An object without a row may be accepted; one whose rows are all bad never is. */
    Map<String, Object> processed(String hash, boolean acceptEmpty) {
        boolean accepted = run.counts().valid() + run.counts().filtered() > 0
                || (acceptEmpty && run.counts().read() == 0);
        Map<String, Object> document = begin(accepted ? "success" : "rejected", hash);
        run.product(Outputs.class).ifPresent(outputs -> new ManifestOutputs(outputs).describe(document));
        count(document);
        if (!run.shapings().isEmpty()) {
            document.put("mapping", run.shapings().document());
        }
        Drift drift = run.drift();
        if (!drift.isEmpty()) {
            document.put("drift", drift.toMap());
        }
        countLineBreaks(document);
        if (!accepted) {
            error(document, run.counts().read() == 0 ? NO_ROWS : NO_VALID_ROWS);
        }
        return end(document);
    }

    /** The file can never succeed; there are no outputs. */
    Map<String, Object> rejected(Defect defect) {
        Map<String, Object> document = begin("rejected", null);
        error(document, defect);
        return end(document);
    }

    /** The same content was processed under another key. */
    Map<String, Object> duplicate(String hash, String other) {
        Map<String, Object> document = begin(DUPLICATE, hash);
        // A ledger id is the route's id, # and the object.
        document.put("duplicate_of", other.substring(other.indexOf('#') + 1));
        count(document);
        return end(document);
    }

    /** The same content is what the outputs of this key hold already; nothing is stored. */
    Map<String, Object> unchanged(String hash) {
        return end(begin(UNCHANGED, hash));
    }

    /** Which partitions have changed, if any have: what is made of them is to be made again. */
    static Map<String, Object> changed(Map<String, Object> document, List<String> partitions) {
        if (!partitions.isEmpty()) {
            document.put("changed_partitions", partitions);
        }
        return document;
    }

    private Map<String, Object> begin(String status, String hash) {
        Source source = run.source();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("correlation_id", correlationId());
        document.put(STATUS, status);
        document.put("source_bucket", source.bucket());
        document.put("source_key", source.key());
        document.put("source_version", source.version());
        document.put("source_etag", source.etag());
        document.put("source_sequencer", source.sequencer());
        document.put("source_bytes", source.size());
        if (isOfRange()) {
            document.put("source_range", exchange.getProperty(RangeProducer.PROPERTY));
        }
        document.put("file_hash", hash);
        document.put("bucket", bucket);
        document.put("manifest_key", key);
        Replay replay = exchange.getProperty(Replay.PROPERTY, Replay.class);
        if (replay != null) {
            document.put("replay", replay.id());
        }
        return document;
    }

    private void count(Map<String, Object> document) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("input", run.counts().read());
        counts.put("valid", run.counts().valid());
        counts.put("rejected", run.counts().rejected());
        if (!run.shapings().isEmpty()) {
            counts.put("filtered", run.counts().filtered());
        }
        document.put("counts", counts);
        document.put("counts_by_reason", run.counts().reasons());
        document.put("quality_score", qualityScore());
    }

    /** Where values may hold line breaks: a stray quote makes one value of many rows, and none of them is missed. */
    private void countLineBreaks(Map<String, Object> document) {
        if (run.reader().format() != RecordFormat.CSV || !run.schema().dialect().lineBreaks()) {
            return;
        }
        LineBreaks found = run.reader().lineBreaks();
        Map<String, Object> breaks = new LinkedHashMap<>();
        breaks.put("values", found.values());
        breaks.put("most_lines", found.mostLines());
        document.put("line_breaks", breaks);
        if (found.mostLines() > manyLines) {
            Map<String, Object> warning = new LinkedHashMap<>();
            warning.put("reason", "value_of_many_lines");
            warning.put(
                    MESSAGE,
                    "A value of the row on line " + found.line() + " has " + found.mostLines()
                            + " lines; if a stray quote made one value of several rows, correct it, and let lineBreaks of"
                            + " the schema's dialect be false.");
            document.put(WARNINGS, List.of(warning));
        }
    }

    private BigDecimal qualityScore() {
        return run.counts().read() == 0
                ? null
                : BigDecimal.valueOf(run.counts().valid() + run.counts().filtered())
                        .divide(BigDecimal.valueOf(run.counts().read()), 4, RoundingMode.HALF_EVEN);
    }

    private static void error(Map<String, Object> document, Defect defect) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("reason", defect.reason());
        error.put(MESSAGE, defect.message());
        document.put(ERROR, error);
    }

    private Map<String, Object> end(Map<String, Object> document) {
        Instant ended = Instant.now();
        List<Map<String, Object>> sent = run.sinks().document();
        if (!sent.isEmpty()) {
            document.put("sent", sent);
        }
        if (!run.recognised().isEmpty()) {
            document.put("dialect", run.recognised());
        }
        if (run.unknownFields() > 0) {
            document.put("unknown_fields", run.unknownFields());
        }
        document.put("schema", run.schema().name());
        document.put("schema_hash", run.definition().schema().hash());
        document.put("definition_hash", run.definition().hash());
        document.put("route_id", exchange.getFromRouteId());
        document.put("started", run.started().truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("ended", ended.truncatedTo(ChronoUnit.MILLIS).toString());
        document.put("duration_ms", Duration.between(run.started(), ended).toMillis());
        return document;
    }
}
