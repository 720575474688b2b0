package dev.dromedary.function.ledger;

import dev.dromedary.function.ledger.LedgerItem.Completed;
import dev.dromedary.function.ledger.LedgerItem.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A {@link LedgerItem} as DynamoDB attributes: {@code id}, {@code state}, {@code revision}, {@code owner}, {@code leaseUntil}
 * (epoch ms), {@code claimed}, {@code firstClaims} (map of sequencer to epoch ms), {@code replay}, {@code requestHash}, {@code outputsInDoubt}, {@code completed},
 * {@code completedBy}, {@code contentHash}, {@code definitionHash}, {@code duplicateOf}, {@code replays} (list), {@code memory} (map of name to text,
 * absent if empty), {@code lasting} (the same), {@code expires} (epoch s, the table's TTL attribute).
 */
final class ItemAttributes {

    private ItemAttributes() {}

    static Map<String, AttributeValue> of(LedgerItem item) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put("id", text(item.id()));
        attributes.put("state", text(item.state().name()));
        attributes.put("revision", number(item.revision()));
        attributes.put("owner", text(item.owner()));
        attributes.put("leaseUntil", number(item.leaseUntil().toEpochMilli()));
        attributes.put("claimed", text(item.claimed().value()));
        item.replay().ifPresent(replay -> attributes.put("replay", text(replay)));
        item.requestHash().ifPresent(hash -> attributes.put("requestHash", text(hash)));
        Map<String, AttributeValue> firstClaims = new HashMap<>();
        item.firstClaims()
                .forEach((sequencer, time) -> firstClaims.put(sequencer.value(), number(time.toEpochMilli())));
        attributes.put("firstClaims", AttributeValue.fromM(firstClaims));
        attributes.put("outputsInDoubt", AttributeValue.fromBool(item.outputsInDoubt()));
        attributes.put("expires", number(item.expires().getEpochSecond()));
        put(attributes, "memory", item.memory());
        put(attributes, "lasting", item.lasting());
        item.completed().ifPresent(completed -> {
            attributes.put("completed", text(completed.sequencer().value()));
            attributes.put("completedBy", text(completed.by()));
            completed.content().ifPresent(content -> {
                attributes.put("contentHash", text(content.hash()));
                attributes.put("definitionHash", text(content.definition()));
            });
            completed.duplicateOf().ifPresent(other -> attributes.put("duplicateOf", text(other)));
            if (!completed.replays().isEmpty()) {
                attributes.put(
                        "replays",
                        AttributeValue.fromL(completed.replays().stream()
                                .map(ItemAttributes::text)
                                .toList()));
            }
        });
        return attributes;
    }

    private static void put(Map<String, AttributeValue> attributes, String attribute, Memory memory) {
        if (!memory.texts().isEmpty()) {
            Map<String, AttributeValue> texts = new HashMap<>();
            memory.texts().forEach((name, remembered) -> texts.put(name, text(remembered)));
            attributes.put(attribute, AttributeValue.fromM(texts));
        }
    }

    static LedgerItem read(Map<String, AttributeValue> attributes) {
        if (!attributes.containsKey("state")) {
            throw new IllegalStateException("The ledger's item \""
                    + LogText.escape(attributes.get("id").s()) + "\" has no state: it was not written by a ledger.");
        }
        Map<Sequencer, Instant> firstClaims = new HashMap<>();
        attributes
                .get("firstClaims")
                .m()
                .forEach((sequencer, time) -> firstClaims.put(new Sequencer(sequencer), millis(time)));
        return new LedgerItem(
                attributes.get("id").s(),
                State.valueOf(attributes.get("state").s()),
                Long.parseLong(attributes.get("revision").n()),
                attributes.get("owner").s(),
                millis(attributes.get("leaseUntil")),
                new Sequencer(attributes.get("claimed").s()),
                optional(attributes, "replay"),
                optional(attributes, "requestHash"),
                firstClaims,
                attributes.get("outputsInDoubt").bool(),
                completed(attributes),
                memory(attributes, "memory"),
                memory(attributes, "lasting"),
                Instant.ofEpochSecond(Long.parseLong(attributes.get("expires").n())));
    }

    private static Memory memory(Map<String, AttributeValue> attributes, String attribute) {
        Map<String, String> texts = new HashMap<>();
        if (attributes.containsKey(attribute)) {
            attributes.get(attribute).m().forEach((name, remembered) -> texts.put(name, remembered.s()));
        }
        return new Memory(texts);
    }

    private static Optional<Completed> completed(Map<String, AttributeValue> attributes) {
        Optional<Content> content = optional(attributes, "contentHash")
                .map(hash -> new Content(hash, attributes.get("definitionHash").s()));
        return optional(attributes, "completed")
                .map(sequencer -> new Completed(
                        new Sequencer(sequencer),
                        attributes.get("completedBy").s(),
                        content,
                        optional(attributes, "duplicateOf"),
                        replays(attributes)));
    }

    private static List<String> replays(Map<String, AttributeValue> attributes) {
        AttributeValue replays = attributes.get("replays");
        return replays == null
                ? List.of()
                : replays.l().stream().map(AttributeValue::s).toList();
    }

    private static Optional<String> optional(Map<String, AttributeValue> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Instant millis(AttributeValue value) {
        return Instant.ofEpochMilli(Long.parseLong(value.n()));
    }
}
