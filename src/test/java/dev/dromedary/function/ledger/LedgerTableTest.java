package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoDbLocal.class)
class LedgerTableTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private final ClaimRules rules = LedgerTimes.keeping(Duration.ofDays(90)).rules();
    private final DynamoDbClient client;
    private String name;
    private LedgerTable table;

    LedgerTableTest(DynamoDbClient client) {
        this.client = client;
    }

    @BeforeEach
    void createTable() {
        name = DynamoDbLocal.createTable(client, "ledger-" + UUID.randomUUID());
        table = new LedgerTable(client, name);
    }

    @Test
    void shouldReadWhatWasWritten_whenItemIsFull() {
        LedgerItem claimed = claim(Optional.empty(), "0A", "first", NOW);
        LedgerItem done = rules.complete(
                        claimed, "first", Optional.of(new Content("c0", "d0")), Optional.of("r#other"), NOW)
                .orElseThrow();
        LedgerItem again = claim(Optional.of(done), "0B", "second", NOW.plusSeconds(1));
        LedgerItem doubtful =
                rules.renewBeforeOutputs(again, "second", NOW.plusSeconds(2)).orElseThrow();
        LedgerItem full = rules.remember(doubtful, "second", "answer", "4\u00002 ✓", NOW.plusSeconds(3))
                .orElseThrow();
        LedgerItem fuller =
                rules.remember(full, "second", "empty", "", NOW.plusSeconds(4)).orElseThrow();

        assertThat(table.replace(Optional.empty(), fuller).written()).isTrue();

        assertThat(table.read("r#bucket/key")).contains(fuller);
    }

    @Test
    void shouldReadWhatWasWritten_whenThingHasNoOrder() {
        LedgerItem claimed = claim(Optional.empty(), null, "first", NOW);
        LedgerItem done = rules.complete(claimed, "first", Optional.empty(), Optional.empty(), NOW)
                .orElseThrow();

        table.replace(Optional.empty(), claimed);
        assertThat(table.read("r#bucket/key")).contains(claimed);
        table.replace(Optional.of(claimed), done);

        assertThat(table.read("r#bucket/key")).contains(done);
    }

    @Test
    void shouldReturnTheOthersItem_whenAnotherWroteFirst() {
        LedgerItem mine = claim(Optional.empty(), "0A", "mine", NOW);
        LedgerItem theirs = claim(Optional.empty(), "0A", "theirs", NOW);
        table.replace(Optional.empty(), theirs);

        assertThat(table.replace(Optional.empty(), mine)).isEqualTo(new LedgerStore.Write(false, Optional.of(theirs)));

        assertThat(table.read("r#bucket/key")).contains(theirs);
    }

    @Test
    void shouldWriteNothing_whenRevisionHasMovedOn() {
        LedgerItem first = claim(Optional.empty(), "0A", "mine", NOW);
        table.replace(Optional.empty(), first);
        LedgerItem second = rules.renew(first, "mine", NOW.plusSeconds(15)).orElseThrow();
        table.replace(Optional.of(first), second);
        LedgerItem stale = rules.renew(first, "mine", NOW.plusSeconds(16)).orElseThrow();

        assertThat(table.replace(Optional.of(first), stale))
                .isEqualTo(new LedgerStore.Write(false, Optional.of(second)));
    }

    @Test
    void shouldFindNothing_whenItemIsGone() {
        LedgerItem first = claim(Optional.empty(), "0A", "mine", NOW);
        LedgerItem second = rules.renew(first, "mine", NOW).orElseThrow();

        assertThat(table.replace(Optional.of(first), second)).isEqualTo(new LedgerStore.Write(false, Optional.empty()));
    }

    @Test
    void shouldCountAsWritten_whenTheReplyToEachKindOfWriteWasLost() {
        Content content = new Content("c0", "d0");
        LedgerItem claimed = claim(Optional.empty(), "0A", "mine", NOW);
        LedgerItem renewed = rules.renew(claimed, "mine", NOW.plusSeconds(15)).orElseThrow();
        LedgerItem doubtful =
                rules.renewBeforeOutputs(renewed, "mine", NOW.plusSeconds(16)).orElseThrow();
        LedgerItem released =
                rules.release(doubtful, "mine", NOW.plusSeconds(17)).orElseThrow();
        LedgerItem reclaimed = claim(Optional.of(released), "0A", "again", NOW.plusSeconds(18));
        LedgerItem wiser = rules.remember(reclaimed, "again", "answer", "42", NOW.plusSeconds(18))
                .orElseThrow();
        LedgerItem done = rules.complete(wiser, "again", Optional.of(content), Optional.empty(), NOW.plusSeconds(19))
                .orElseThrow();
        LedgerItem replayed = claim(Optional.of(done), "0A", "anew", "january", NOW.plusSeconds(20));
        LedgerItem redone = rules.complete(
                        replayed, "anew", Optional.of(content), Optional.empty(), NOW.plusSeconds(21))
                .orElseThrow();
        LedgerStore.Write written = new LedgerStore.Write(true, Optional.empty());

        Optional<LedgerItem> known = Optional.empty();
        for (LedgerItem next :
                List.of(claimed, renewed, doubtful, released, reclaimed, wiser, done, replayed, redone)) {
            assertThat(table.replace(known, next)).as("first try of %s", next).isEqualTo(written);
            assertThat(table.replace(known, next)).as("second try of %s", next).isEqualTo(written);
            assertThat(table.read(next.id())).as("what was stored").contains(next);
            known = Optional.of(next);
        }
    }

    @Test
    void shouldExpireAfterNinetyDays_whenWritten() {
        table.replace(Optional.empty(), claim(Optional.empty(), "0A", "mine", NOW));

        AttributeValue expires = client.getItem(
                        get -> get.tableName(name).key(Map.of("id", AttributeValue.fromS("r#bucket/key"))))
                .item()
                .get("expires");

        assertThat(expires.n())
                .isEqualTo(Long.toString(NOW.plus(Duration.ofDays(90)).getEpochSecond()));
    }

    @Test
    void shouldKnowTheLastHolder_whenContentIsHeld() {
        assertThat(table.contentHolder("r!d0#c0")).isEmpty();

        table.holdContent("r!d0#c0", "r#bucket/a", NOW);
        table.holdContent("r!d0#c0", "r#bucket/b", NOW);

        assertThat(table.contentHolder("r!d0#c0")).contains("r#bucket/b");
    }

    @Test
    void shouldRefuse_whenIdIsThatOfAContent() {
        table.holdContent("r!d0#c0", "r#bucket/a", NOW);

        assertThatThrownBy(() -> table.read("r!d0#c0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no state");
    }

    private LedgerItem claim(Optional<LedgerItem> found, String sequencer, String owner, Instant now) {
        return claim(found, sequencer, owner, null, now);
    }

    private LedgerItem claim(Optional<LedgerItem> found, String sequencer, String owner, String replay, Instant now) {
        ClaimRequest request =
                new ClaimRequest("r", "bucket/key", Sequencer.of(sequencer), owner, Optional.ofNullable(replay));
        return ((ClaimDecision.Mine) rules.claim(found, request, now)).next();
    }
}
