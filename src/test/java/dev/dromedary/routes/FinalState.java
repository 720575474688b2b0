package dev.dromedary.routes;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that runs have left: outputs with their contents and metadata, events, ledger. Times and the owners of claims are
 * left out; the versions of the inputs have names, so that the states of different runs can be compared.
 */
final class FinalState {

    private static final Set<String> TIMES = Set.of("started", "ended", "duration_ms");
    private static final Set<String> ATTEMPTS =
            Set.of("owner", "completedBy", "revision", "leaseUntil", "expires", "firstClaims");

    private final Ingest ingest;
    private final int uploads;
    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param uploads the events of the inputs, in the order of their versions */
    FinalState(Ingest ingest, List<Map<String, Object>> uploads) {
        this.ingest = ingest;
        this.uploads = uploads.size();
        for (int i = 0; i < uploads.size(); i++) {
            Object object = Json.at(uploads.get(i), "detail", "object");
            name(object, "version-id", i);
            name(object, "etag", i);
            name(object, "sequencer", i);
        }
    }

    private void name(Object object, String field, int number) {
        Object value = Json.at(object, field);
        if (value != null) {
            names.put(value.toString(), field + " " + number);
            // The ledger keeps sequencers without the zeros at their end.
            names.put(value.toString().replaceFirst("0+$", ""), field + " " + number);
        }
    }

    /** What there is now, each under a name of its own. */
    Map<String, String> look() {
        Map<String, String> state = new TreeMap<>();
        Store store = ingest.store();
        for (String key : store.outputs()) {
            String content = key.endsWith(".json") ? manifest(store.json(key)) : text(store.bytes(key));
            state.put("object " + named(key), named(content));
            state.put("metadata " + named(key), named(store.metadata(key).toString()));
        }
        state.put("events", String.join("\n", events()));
        for (Map<String, AttributeValue> item : ingest.ledger().items()) {
            Map<String, AttributeValue> known = new TreeMap<>(item);
            known.keySet().removeAll(ATTEMPTS);
            state.put("ledger " + item.get("id").s(), named(known.toString()));
        }
        return state;
    }

    /**
     * What there is now of the last version and its key: its events, but neither those of earlier versions nor the ledger's
     * notes on their contents.
     */
    Map<String, String> ofTheLast() {
        Map<String, String> state = look();
        state.keySet().removeIf(part -> part.startsWith("ledger") && part.matches("ledger [^#]*!.*"));
        String last = "<version-id " + (uploads - 1) + ">";
        state.put(
                "events", events().stream().filter(told -> told.contains(last)).collect(Collectors.joining("\n")));
        return state;
    }

    /** In what a state differs from the expected one. */
    static Map<String, String> differences(Map<String, String> expected, Map<String, String> state) {
        Set<String> all = new TreeSet<>(expected.keySet());
        all.addAll(state.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String part : all) {
            if (!Objects.equals(expected.get(part), state.get(part))) {
                differences.put(part, difference(state.get(part), expected.get(part)));
            }
        }
        return differences;
    }

    /** Where two texts begin to differ; all of both would hide it. */
    private static String difference(String was, String expected) {
        int at = 0;
        while (was != null
                && expected != null
                && at < Math.min(was.length(), expected.length())
                && was.charAt(at) == expected.charAt(at)) {
            at++;
        }
        return "from character " + at + " on was " + from(was, at) + ", should be " + from(expected, at);
    }

    private static String from(String text, int at) {
        return text == null ? null : text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 300));
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() > 10_000
                ? text.substring(0, 1000) + "… " + bytes.length + " bytes, " + Json.sha256(text)
                : text;
    }

    /** An ETag is another one after each attempt; but it has to be that of the object that is there. */
    private String manifest(Map<String, Object> document) {
        Map<String, Object> stable = new TreeMap<>(document);
        stable.keySet().removeAll(TIMES);
        for (String output : List.of("processed", "rejected")) {
            Object key = document.get(output + "_key");
            if (key != null) {
                stable.compute(output + "_etag", (name, etag) -> isCurrent(key.toString(), etag) ? "current" : etag);
            }
        }
        return stable.toString();
    }

    private boolean isCurrent(String key, Object etag) {
        return ingest.store().outputs().contains(key)
                && ingest.store().etag(key).equals(etag);
    }

    /** What was told, however often; the last of each kind names the outputs that are there. */
    private Set<String> events() {
        Map<String, String> last = new TreeMap<>();
        for (Map<String, Object> event : ingest.told()) {
            Map<String, Object> detail = new TreeMap<>(Json.object(event.get("detail")));
            Object etag = detail.remove("etag");
            boolean current =
                    etag != null && isCurrent(detail.get("processed_key").toString(), etag);
            String told = named(
                    event.get("source") + " " + event.get("detail-type") + " " + event.get("resources") + " " + detail);
            last.put(told, current ? " about the current object" : "");
        }
        Set<String> events = new TreeSet<>();
        last.forEach((told, etag) -> events.add(told + etag));
        return events;
    }

    private String named(String text) {
        String named = text;
        // The longest first: without its zeros a sequencer may be the beginning of another.
        List<String> values = names.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String value : values) {
            named = named.replace(value, "<" + names.get(value) + ">");
        }
        return named;
    }
}
