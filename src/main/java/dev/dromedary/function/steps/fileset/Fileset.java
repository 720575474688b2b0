package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.DynamoDbItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A set as its item was read.
 *
 * @param item the item's attributes
 * @param parts the parts that make it complete
 */
record Fileset(Map<String, AttributeValue> item, List<String> parts) {

    /** Hash key: name of the set. */
    static final String SET = "set";
    /** Counts everything that came for the set; orders its states. */
    static final String ARRIVALS = "arrivals";
    /** Holds {@link #IS_OPEN} as long as the set is not done; not there otherwise, so that the index has open sets only. */
    static final String OPEN = "open";

    static final String IS_OPEN = "yes";
    /** When the first object came since the set was last done. */
    static final String SINCE = "since";
    /** The arrivals that people were told of as waiting. */
    static final String REPORTED = "reported";
    /** Number of the last state of the set that was worked on, from 1, and the hash that it is of. */
    static final String REVISION = "revision";

    static final String REVISION_HASH = "revision_hash";
    /** Hash of the last state that was done. */
    static final String DONE_HASH = "done_hash";

    static final List<String> NAMES = List.of(SET, ARRIVALS, OPEN, SINCE, REPORTED, REVISION, REVISION_HASH, DONE_HASH);

    private static final String USABLE = "usable";
    private static final String HASH = "file_hash";

    String name() {
        return item.get(SET).s();
    }

    long arrivals() {
        return number(ARRIVALS);
    }

    long revision() {
        return number(REVISION);
    }

    boolean reported() {
        return item.containsKey(REPORTED) && number(REPORTED) == arrivals();
    }

    private long number(String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    String text(String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? null : value.s();
    }

    boolean complete() {
        return missing().isEmpty();
    }

    private List<String> missing() {
        return parts.stream().filter(part -> !usable(part)).toList();
    }

    private boolean usable(String part) {
        AttributeValue value = item.get(part);
        return value != null && Boolean.TRUE.equals(value.m().get(USABLE).bool());
    }

    /** Names the content of a complete set: SHA-256 of the hashes of its objects. */
    String hash() {
        return Correlation.sha256(
                parts.stream().map(part -> item.get(part).m().get(HASH).s()).collect(Collectors.joining("\n")));
    }

    /**
     * The set as routes see it: {@code set}, {@code complete}, {@code missing} (names of parts), {@code arrivals}, {@code order}
     * (of the arrivals, for the ledger), {@code since}, {@code revision} and {@code files}: for each part that has come, in order,
     * a map of {@code part} and what its manifest says.
     */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("set", name());
        view.put("complete", complete());
        view.put("missing", missing());
        view.put("arrivals", arrivals());
        // The ledger compares sequencers from the left, as S3's: 10 would be lower than 9.
        view.put("order", String.format(Locale.ROOT, "%019d", arrivals()));
        view.put("since", text(SINCE));
        view.put("revision", revision());
        List<Map<String, Object>> files = new ArrayList<>();
        for (String part : parts) {
            if (item.containsKey(part)) {
                Map<String, Object> file = new LinkedHashMap<>();
                file.put("part", part);
                file.putAll(DynamoDbItem.toMap(item.get(part).m()));
                files.add(file);
            }
        }
        view.put("files", files);
        return view;
    }

    /**
     * What is kept of an object that has come.
     *
     * @param manifest what {@code records:manifest} has said of it
     * @return an attribute; {@code usable} unless the object was rejected whole, or all its rows were
     */
    static AttributeValue entry(Map<?, ?> manifest, String order) {
        Map<String, AttributeValue> entry = new LinkedHashMap<>();
        for (String name : List.of(
                "status",
                "source_bucket",
                "source_key",
                "source_version",
                "source_etag",
                HASH,
                "processed_key",
                "processed_etag",
                "processed_bytes",
                "correlation_id")) {
            Object value = manifest.get(name);
            if (value != null) {
                entry.put(name, AttributeValue.fromS(value.toString()));
            }
        }
        if (manifest.get("error") instanceof Map<?, ?> error) {
            entry.put("reason", AttributeValue.fromS(String.valueOf(error.get("reason"))));
        }
        entry.put("order", AttributeValue.fromS(order));
        entry.put(USABLE, AttributeValue.fromBool(usable(manifest)));
        return AttributeValue.fromM(entry);
    }

    private static boolean usable(Map<?, ?> manifest) {
        if (manifest.get("processed_key") == null || !(manifest.get("counts") instanceof Map<?, ?> counts)) {
            return false;
        }
        // A day without orders is a file without rows; rows that are wrong, all of them, are not.
        return count(counts, "valid") > 0 || count(counts, "input") == 0;
    }

    private static long count(Map<?, ?> counts, String name) {
        return ((Number) counts.get(name)).longValue();
    }
}
