package dev.dromedary.function.steps;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The manifest of an object that was read by ranges.
 *
 * @param ranges the manifests of all its ranges, in any order
 */
record MergedManifest(List<Map<String, Object>> ranges) {

    private static final List<String> SAME = List.of(
            "source_bucket",
            "source_key",
            "source_version",
            "source_etag",
            "schema",
            "schema_hash",
            "definition_hash",
            "bucket");

    /** A range whose rows are all bad says nothing of the others. */
    private static final String NO_VALID_ROWS = "no_valid_rows";

    MergedManifest {
        ranges = ranges.stream()
                .sorted(Comparator.comparingLong((Map<String, Object> manifest) -> place(manifest, RangedObject.FROM))
                        .thenComparingLong(manifest -> place(manifest, RangedObject.TO)))
                .toList();
        requireWhole(ranges);
    }

    /** Each byte of one version was read once. */
    private static void requireWhole(List<Map<String, Object>> ranges) {
        long read = 0;
        for (Map<String, Object> manifest : ranges) {
            for (String field : SAME) {
                if (!Objects.equals(manifest.get(field), ranges.get(0).get(field))) {
                    throw new IllegalStateException("records:merge: the ranges differ in " + field
                            + "; merge those of one version of one object, read by one route");
                }
            }
            long from = place(manifest, RangedObject.FROM);
            if (from != read) {
                throw new IllegalStateException("records:merge: the bytes " + Math.min(from, read) + " to "
                        + Math.max(from, read) + " were read " + (from > read ? "by no range" : "twice")
                        + "; merge all ranges that records:ranges has made, each once");
            }
            read = place(manifest, RangedObject.TO);
        }
        long size = place(ranges.get(0), "of");
        if (read != size) {
            throw new IllegalStateException("records:merge: the bytes " + read + " to " + size
                    + " were read by no range; merge all ranges that records:ranges has made, each once");
        }
    }

    private static long place(Map<String, Object> manifest, String field) {
        if (manifest.get("source_range") instanceof Map<?, ?> range && range.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException(
                "records:merge: a manifest is that of no range; let records:range open what is read");
    }

    /** One for all, in the form of each. */
    Map<String, Object> document(String correlationId, String bucket, String key, String route) {
        Map<String, Object> first = ranges.get(0);
        Map<String, Long> counts = sums("counts");
        long good = counts.getOrDefault("valid", 0L) + counts.getOrDefault("filtered", 0L);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("correlation_id", correlationId);
        Object error = ranges.stream()
                .map(range -> range.get(Manifest.ERROR))
                .filter(each -> each instanceof Map<?, ?> fault && !NO_VALID_ROWS.equals(fault.get("reason")))
                .findFirst()
                .orElseGet(() -> good > 0 ? null : first.get(Manifest.ERROR));
        document.put(Manifest.STATUS, error == null ? "success" : "rejected");
        for (String field : List.of("source_bucket", "source_key", "source_version", "source_etag")) {
            document.put(field, first.get(field));
        }
        document.put("source_bytes", place(first, "of"));
        document.put("bucket", bucket);
        document.put("manifest_key", key);
        document.put("counts", counts);
        document.put("counts_by_reason", sums("counts_by_reason"));
        document.put("quality_score", score(good, counts.getOrDefault("input", 0L)));
        document.put("ranges", ranges.stream().map(MergedManifest::entry).toList());
        List<Object> warnings = new ArrayList<>();
        ranges.forEach(range -> {
            if (range.get(Manifest.WARNINGS) instanceof List<?> list) {
                warnings.addAll(list);
            }
        });
        if (!warnings.isEmpty()) {
            document.put(Manifest.WARNINGS, warnings);
        }
        if (error != null) {
            document.put(Manifest.ERROR, error);
        }
        for (String field : List.of("schema", "schema_hash", "definition_hash")) {
            document.put(field, first.get(field));
        }
        document.put("route_id", route);
        Instant started = time("started").min(Comparator.naturalOrder()).orElseThrow();
        Instant ended = time("ended").max(Comparator.naturalOrder()).orElseThrow();
        document.put("started", started.toString());
        document.put("ended", ended.toString());
        document.put("duration_ms", Duration.between(started, ended).toMillis());
        return document;
    }

    private Stream<Instant> time(String field) {
        return ranges.stream().map(range -> Instant.parse(range.get(field).toString()));
    }

    private Map<String, Long> sums(String field) {
        Map<String, Long> sums = field.equals("counts") ? new LinkedHashMap<>() : new TreeMap<>();
        for (Map<String, Object> range : ranges) {
            if (range.get(field) instanceof Map<?, ?> counts) {
                counts.forEach((name, count) -> sums.merge(name.toString(), ((Number) count).longValue(), Long::sum));
            }
        }
        return sums;
    }

    private static BigDecimal score(long good, long all) {
        return all == 0 ? null : BigDecimal.valueOf(good).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_EVEN);
    }

    /** What was made of a range. */
    private static Map<String, Object> entry(Map<String, Object> manifest) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (String field : List.of(RangedObject.FROM, RangedObject.TO)) {
            entry.put(field, place(manifest, field));
        }
        for (String field : List.of("manifest_key", "processed_key", "rejected_key", "file_hash")) {
            if (manifest.get(field) != null) {
                entry.put(field, manifest.get(field));
            }
        }
        return entry;
    }
}
