package dev.dromedary.function.steps;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The manifest of an object that was read by ranges, or of several objects, such as what was made of each range.
 *
 * @param ranges the manifests of all its ranges, in any order; or those of the objects, in theirs
 * @param of what they are of
 */
record MergedManifest(List<Map<String, Object>> ranges, Of of) {

    /** What manifests can be of. */
    enum Of {
        ranges,
        objects
    }

    private static final List<String> SOURCE = List.of("source_bucket", "source_key", "source_version", "source_etag");

    private static final List<String> DEFINITION = List.of("schema", "schema_hash", "definition_hash");

    /** A part with no row, or none that is good, says nothing of the others. */
    private static final Set<String> NOTHING_IN_IT = Set.of("no_valid_rows", "empty_file");

    MergedManifest {
        if (of == Of.ranges) {
            ranges = ranges.stream()
                    .sorted(Comparator.comparingLong(
                                    (Map<String, Object> manifest) -> place(manifest, RangedObject.FROM))
                            .thenComparingLong(manifest -> place(manifest, RangedObject.TO)))
                    .toList();
            requireSame(ranges, SOURCE);
            requireWhole(ranges);
        } else {
            requireOnce(ranges);
        }
        requireSame(ranges, DEFINITION);
        requireSame(ranges, List.of("bucket"));
    }

    private static void requireSame(List<Map<String, Object>> ranges, List<String> fields) {
        for (String field : fields) {
            for (Map<String, Object> manifest : ranges) {
                if (!Objects.equals(manifest.get(field), ranges.get(0).get(field))) {
                    throw new IllegalStateException("records:merge: the ranges differ in " + field
                            + "; merge those of one version of one object, read by one route");
                }
            }
        }
    }

    /** No object was read twice. */
    private static void requireOnce(List<Map<String, Object>> objects) {
        Set<Object> read = new HashSet<>();
        for (Map<String, Object> manifest : objects) {
            if (!read.add(Arrays.asList(manifest.get("source_bucket"), manifest.get("source_key")))) {
                throw new IllegalStateException(
                        "records:merge: an object was read twice; merge the manifests of different objects");
            }
        }
    }

    /** Each byte of one version was read once. */
    private static void requireWhole(List<Map<String, Object>> ranges) {
        long read = 0;
        for (Map<String, Object> manifest : ranges) {
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
                .filter(MergedManifest::isOfAll)
                .findFirst()
                .orElseGet(() -> good > 0 ? null : first.get(Manifest.ERROR));
        document.put(Manifest.STATUS, error == null ? "success" : "rejected");
        if (of == Of.ranges) {
            SOURCE.forEach(field -> document.put(field, first.get(field)));
            document.put("source_bytes", place(first, "of"));
        }
        document.put("bucket", bucket);
        document.put("manifest_key", key);
        if (!isOfAll(error)) {
            // As the manifest of a whole file that is of no use: what else is in it does not count.
            document.put("counts", counts);
            document.put("counts_by_reason", sums("counts_by_reason"));
            document.put("quality_score", score(good, counts.getOrDefault("input", 0L)));
        }
        document.put(of.name(), ranges.stream().map(this::entry).toList());
        List<Object> partitions = lists("partitions").distinct().sorted().toList();
        if (!partitions.isEmpty()) {
            document.put("partitions", partitions);
        }
        List<Object> warnings = lists(Manifest.WARNINGS).toList();
        if (!warnings.isEmpty()) {
            document.put(Manifest.WARNINGS, warnings);
        }
        if (error != null) {
            document.put(Manifest.ERROR, error);
        }
        DEFINITION.forEach(field -> document.put(field, first.get(field)));
        document.put("route_id", route);
        Instant started = time("started").min(Comparator.naturalOrder()).orElseThrow();
        Instant ended = time("ended").max(Comparator.naturalOrder()).orElseThrow();
        document.put("started", started.toString());
        document.put("ended", ended.toString());
        document.put("duration_ms", Duration.between(started, ended).toMillis());
        return document;
    }

    /** Whether what is wrong with a part is so with the whole. */
    private static boolean isOfAll(Object error) {
        return error instanceof Map<?, ?> fault && !NOTHING_IN_IT.contains(fault.get("reason"));
    }

    private Stream<Object> lists(String field) {
        return ranges.stream().flatMap(range -> range.get(field) instanceof List<?> list ? list.stream() : Stream.of());
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
    private Map<String, Object> entry(Map<String, Object> manifest) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (of == Of.ranges) {
            for (String field : List.of(RangedObject.FROM, RangedObject.TO)) {
                entry.put(field, place(manifest, field));
            }
        } else {
            entry.put("source_key", manifest.get("source_key"));
        }
        for (String field : List.of("manifest_key", "processed_key", "rejected_key", "file_hash")) {
            if (manifest.get(field) != null) {
                entry.put(field, manifest.get(field));
            }
        }
        return entry;
    }
}
