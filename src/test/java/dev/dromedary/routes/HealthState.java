package dev.dromedary.routes;

import dev.dromedary.desk.cloud.sns.PublishedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that the functions have done since a moment to which the place can be set back: objects, items, events, mails and
 * messages. Times and the owners of claims are left out, so that different runs can be compared.
 */
final class HealthState {

    private static final Set<String> ATTEMPTS =
            Set.of("owner", "completedBy", "revision", "leaseUntil", "expires", "firstClaims");

    private final Health health;
    private final Map<String, byte[]> objects = new LinkedHashMap<>();
    private final List<Map<String, AttributeValue>> ledger;
    private final List<Map<String, AttributeValue>> analyses;
    private int mails;
    private int messages;

    /** The moment is now. */
    HealthState(Health health) {
        this.health = health;
        Store store = health.place.store();
        store.outputs().forEach(key -> objects.put(key, store.bytes(key)));
        ledger = health.place.ledger().items();
        analyses = health.analyses().items();
        restore();
    }

    /** Sets everything back to the moment. An object that was replaced gets its content back, but a new ETag. */
    void restore() {
        health.calls.pass();
        Place place = health.place;
        Store store = place.store();
        store.outputs().stream().filter(key -> !objects.containsKey(key)).forEach(store::delete);
        objects.forEach((key, content) -> {
            if (!store.outputs().contains(key) || !Arrays.equals(store.bytes(key), content)) {
                place.upload(key, content);
            }
        });
        place.ledger().clear();
        put(place.ledgerTable, ledger);
        health.analyses().clear();
        put(place.analysesTable, analyses);
        place.forgetEvents();
        place.bedrock.reset();
        mails = place.mails().size();
        messages = place.messages().size();
    }

    private void put(String table, List<Map<String, AttributeValue>> items) {
        DynamoDbClient client = health.place.cloud.dynamoDb();
        items.forEach(item -> client.putItem(put -> put.tableName(table).item(item)));
    }

    /** The mails since then. */
    List<Mail> mails() {
        List<Mail> all = health.place.mails();
        return all.subList(mails, all.size());
    }

    /** The messages to the topic since then. */
    List<PublishedMessage> messages() {
        List<PublishedMessage> all = health.place.messages();
        return all.subList(messages, all.size());
    }

    /** What there is now, each under a name of its own; what was told, sent first and published, however often. */
    Map<String, String> look() {
        Map<String, String> state = new TreeMap<>();
        Store store = health.place.store();
        List<String> keys = store.outputs();
        for (String key : keys) {
            String text = new String(store.bytes(key), StandardCharsets.UTF_8);
            state.put("object " + key, text);
            state.put("metadata " + key, store.metadata(key).toString());
        }
        for (Map<String, AttributeValue> item : health.analyses().items()) {
            state.put("item " + item.get("correlation_id").s(), item(item).toString());
        }
        for (Map<String, AttributeValue> item : health.place.ledger().items()) {
            // What a run that died has reserved stays counted.
            if (!item.get("id").s().startsWith("tokens#")) {
                Map<String, AttributeValue> known = new TreeMap<>(item);
                known.keySet().removeAll(ATTEMPTS);
                state.put("ledger " + item.get("id").s(), known.toString());
            }
        }
        state.put("events", events());
        state.put("mails", mails().stream().map(Mail::content).findFirst().orElse("none"));
        state.put("messages", distinct(messages().stream().map(String::valueOf).toList()));
        state.replaceAll((part, text) -> named(text, keys));
        return state;
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> known = new TreeMap<>(item);
        Instant analyzed = Instant.parse(item.get("analysis_timestamp").s());
        known.computeIfPresent(
                "ttl",
                (name, ttl) ->
                        AttributeValue.fromS("analysis + " + (Long.parseLong(ttl.n()) - analyzed.getEpochSecond())));
        // That of the first attempt, which the object of a later one replaces.
        known.computeIfPresent("analysis_etag", (name, etag) -> AttributeValue.fromS("an ETag"));
        known.computeIfPresent("notification_timestamp", (name, time) -> AttributeValue.fromS("a time"));
        known.computeIfPresent("notification_message_id", (name, id) -> AttributeValue.fromS("an id"));
        return known;
    }

    /** What was told, however often; the last of each kind names the object that is there. */
    private String events() {
        Map<String, Object> last = new TreeMap<>();
        for (Map<String, Object> event : health.place.told()) {
            Map<String, Object> detail = new TreeMap<>(Json.object(event.get("detail")));
            Object etag = detail.remove("etag");
            last.put(
                    event.get("source") + " " + event.get("detail-type") + " " + event.get("resources") + " " + detail,
                    etag);
        }
        return last.toString();
    }

    private static String distinct(List<String> texts) {
        return String.join("\n", new TreeSet<>(texts));
    }

    /** ETags have to be those of objects that are there; the time of an analysis is another one in each run. */
    private String named(String text, List<String> keys) {
        String named = text;
        List<String> times = health.analyses().items().stream()
                .map(item -> item.get("analysis_timestamp").s())
                .collect(Collectors.toList());
        for (int i = 0; i < times.size(); i++) {
            named = named.replace(times.get(i), "<analysis " + i + ">");
            named = named.replace(
                    "analysis_date=AttributeValue(S=" + times.get(i).substring(0, 10), "<day>");
        }
        for (String key : keys) {
            named = named.replace(health.place.store().etag(key), "<etag of " + key + ">");
        }
        return named;
    }
}
