package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.ledger.LedgerItem.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ClaimRules rules = LedgerTimes.keeping(Duration.ofDays(90)).rules();

    @ParameterizedTest
    @CsvSource({"0A,Superseded", "0B,DoneAlready", "0C,Mine"})
    void shouldDecideByWhatIsComplete_whenNobodyRuns(String sequencer, String decision) {
        LedgerItem done = complete(claim(Optional.empty(), "0B", "first", NOW), "first");

        assertThat(decide(done, sequencer, NOW)).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"0A,Superseded", "0B,DoneAlready", "0B1,Running", "0C,Running", "0D,Running"})
    void shouldDecideByWhatIsCompleteFirst_whenAnotherRuns(String sequencer, String decision) {
        LedgerItem done = complete(claim(Optional.empty(), "0B", "first", NOW), "first");
        LedgerItem running = claim(Optional.of(done), "0C", "second", NOW);

        assertThat(decide(running, sequencer, NOW.plusSeconds(55))).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"0A", "0B", "0C"})
    void shouldLetAnyVersionTakeOver_whenClaimHasLapsed(String sequencer) {
        LedgerItem running = claim(Optional.empty(), "0B", "first", NOW);

        assertThat(decide(running, sequencer, NOW.plusSeconds(55))).isEqualTo("Running");
        assertThat(decide(running, sequencer, NOW.plusSeconds(55).plusMillis(1)))
                .isEqualTo("Mine");
    }

    @Test
    void shouldLetAnyVersionStartAtOnce_whenClaimWasReleased() {
        LedgerItem released = rules.release(claim(Optional.empty(), "0B", "first", NOW), "first", NOW)
                .orElseThrow();

        assertThat(decide(released, "0A", NOW)).isEqualTo("Mine");
        assertThat(decide(released, "0B", NOW)).isEqualTo("Mine");
    }

    @Test
    void shouldChangeNothing_whenOwnerIsAnother() {
        LedgerItem running = claim(Optional.empty(), "0A", "first", NOW);

        assertThat(rules.renew(running, "second", NOW)).isEmpty();
        assertThat(rules.renewBeforeOutputs(running, "second", NOW)).isEmpty();
        assertThat(rules.release(running, "second", NOW)).isEmpty();
        assertThat(rules.complete(running, "second", Optional.empty(), Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void shouldChangeNothing_whenClaimHasEnded() {
        LedgerItem done = complete(claim(Optional.empty(), "0A", "first", NOW), "first");

        assertThat(rules.renew(done, "first", NOW)).isEmpty();
        assertThat(rules.release(done, "first", NOW)).isEmpty();
        assertThat(rules.complete(done, "first", Optional.empty(), Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void shouldExtendLeaseAndExpiry_whenRenewed() {
        LedgerItem running = claim(Optional.empty(), "0A", "first", NOW);
        LedgerItem renewed = rules.renew(running, "first", NOW.plusSeconds(15)).orElseThrow();

        assertThat(running.leaseUntil()).isEqualTo(NOW.plusSeconds(45));
        assertThat(renewed.leaseUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(renewed.expires()).isEqualTo(NOW.plusSeconds(15).plus(Duration.ofDays(90)));
        assertThat(renewed.revision()).isEqualTo(running.revision() + 1);
    }

    @Test
    void shouldKeepTheTimeOfTheFirstClaim_whenAnotherVersionCameBetween() {
        LedgerItem second = release(claim(Optional.empty(), "0B", "a", NOW), "a");
        LedgerItem first = complete(claim(Optional.of(second), "0A", "b", NOW.plusSeconds(100)), "b");
        LedgerItem again = claim(Optional.of(first), "0B", "c", NOW.plusSeconds(200));

        assertThat(again.firstClaims()).containsOnlyKeys(Sequencer.of("0B")).containsValue(NOW);
        assertThat(complete(again, "c").firstClaims()).isEmpty();
    }

    @Test
    void shouldStaySmall_whenManyVersionsNeverComplete() {
        Optional<LedgerItem> item = Optional.empty();
        for (int version = 1; version <= 1000; version++) {
            item = Optional.of(release(claim(item, "%04X1".formatted(version), "a", NOW.plusSeconds(version)), "a"));
        }

        assertThat(item.orElseThrow().firstClaims())
                .hasSize(ClaimRules.MAX_FIRST_CLAIMS)
                .containsEntry(Sequencer.of("03E81"), NOW.plusSeconds(1000));
        LedgerItem early = claim(item, "00011", "a", NOW.plusSeconds(2000));
        assertThat(early.firstClaims()).hasSize(ClaimRules.MAX_FIRST_CLAIMS).containsKey(Sequencer.of("00011"));
    }

    @Test
    void shouldNotBeMistakenForEarlierWrites_whenEachWriteHasItsOwnRevision() {
        LedgerItem claimed = claim(Optional.empty(), "0A", "first", NOW);
        LedgerItem released = release(claimed, "first");

        assertThat(released.state()).isEqualTo(State.RELEASED);
        assertThat(released.revision()).isEqualTo(2);
        assertThat(claim(Optional.of(released), "0A", "second", NOW).revision()).isEqualTo(3);
    }

    /** The item is complete at 0B by an event and by replay p; of the versions 0A, 0B and 0C, who may work? */
    @ParameterizedTest
    @CsvSource({
        "0A,,Superseded", "0A,p,Superseded", "0A,q,Superseded",
        "0B,,DoneAlready", "0B,p,DoneAlready", "0B,q,Mine",
        "0C,,Mine", "0C,p,Mine", "0C,q,Mine"
    })
    void shouldPassOverWhatIsDoneOnly_whenAReplayComes(String sequencer, String replay, String decision) {
        LedgerItem replayed = replayed("p");

        assertThat(decide(replayed, replay(sequencer, replay))).isEqualTo(decision);
    }

    /** The replay q runs at 0B, which is complete. */
    @ParameterizedTest
    @CsvSource({
        "0A,,Superseded",
        "0A,q,Superseded",
        "0B,,DoneAlready",
        "0B,p,DoneAlready",
        "0B,q,Running",
        "0B,other,Running",
        "0C,,Running",
        "0C,q,Running"
    })
    void shouldNeverPassOverARunningClaim_whenAReplayRuns(String sequencer, String replay, String decision) {
        LedgerItem running = claim(Optional.of(replayed("p")), replay("0B", "q"));

        assertThat(decide(running, replay(sequencer, replay))).isEqualTo(decision);
    }

    /** An event runs at 0C, and 0B is complete. */
    @ParameterizedTest
    @CsvSource({"0B,p,DoneAlready", "0B,q,Running", "0C,q,Running", "0D,q,Running"})
    void shouldNeverPassOverARunningClaim_whenAnEventRuns(String sequencer, String replay, String decision) {
        LedgerItem running = claim(Optional.of(replayed("p")), "0C", "live", NOW);

        assertThat(decide(running, replay(sequencer, replay))).isEqualTo(decision);
    }

    @Test
    void shouldForgetOldestReplays_whenThereAreMany() {
        LedgerItem item = replayed("0");
        for (int i = 1; i <= ClaimRules.MAX_REPLAYS; i++) {
            item = complete(claim(Optional.of(item), replay("0B", Integer.toString(i))), "replay");
        }

        assertThat(item.completed().orElseThrow().replays())
                .hasSize(ClaimRules.MAX_REPLAYS)
                .startsWith("1")
                .endsWith(Integer.toString(ClaimRules.MAX_REPLAYS));
    }

    @Test
    void shouldForgetReplaysOfEarlierVersions_whenALaterOneIsComplete() {
        LedgerItem later = complete(claim(Optional.of(replayed("p")), "0C", "live", NOW), "live");

        assertThat(later.completed().orElseThrow().replays()).isEmpty();
    }

    @Test
    void shouldSeeNothingThatOthersRemember_whenAReplayTakesOver() {
        LedgerItem wise = rules.remember(claim(Optional.empty(), "0B", "live", NOW), "live", "answer", "42", NOW)
                .orElseThrow();
        LedgerItem released = release(wise, "live");

        LedgerItem replay = claim(Optional.of(released), replay("0B", "p"));
        LedgerItem live = claim(Optional.of(released), "0B", "again", NOW);

        assertThat(replay.memory()).isEqualTo(Memory.EMPTY);
        assertThat(live.memory().texts()).containsEntry("answer", "42");
    }

    private LedgerItem replayed(String replay) {
        LedgerItem done = complete(claim(Optional.empty(), "0B", "first", NOW), "first");
        return complete(claim(Optional.of(done), replay("0B", replay)), "replay");
    }

    private static ClaimRequest replay(String sequencer, String replay) {
        return new ClaimRequest("r", "bucket/key", Sequencer.of(sequencer), "replay", Optional.ofNullable(replay));
    }

    private LedgerItem claim(Optional<LedgerItem> found, ClaimRequest request) {
        return ((ClaimDecision.Mine) rules.claim(found, request, NOW)).next();
    }

    private String decide(LedgerItem item, ClaimRequest request) {
        ClaimRequest another =
                new ClaimRequest(request.routeId(), request.thing(), request.sequencer(), "new", request.replay());
        return rules.claim(Optional.of(item), another, NOW).getClass().getSimpleName();
    }

    private String decide(LedgerItem item, String sequencer, Instant now) {
        return rules.claim(Optional.of(item), request(sequencer, "new"), now)
                .getClass()
                .getSimpleName();
    }

    private LedgerItem claim(Optional<LedgerItem> found, String sequencer, String owner, Instant now) {
        return ((ClaimDecision.Mine) rules.claim(found, request(sequencer, owner), now)).next();
    }

    private LedgerItem release(LedgerItem item, String owner) {
        return rules.release(item, owner, NOW).orElseThrow();
    }

    private LedgerItem complete(LedgerItem item, String owner) {
        return rules.complete(item, owner, Optional.empty(), Optional.empty(), NOW)
                .orElseThrow();
    }

    private static ClaimRequest request(String sequencer, String owner) {
        return new ClaimRequest("r", "bucket/key", Sequencer.of(sequencer), owner);
    }
}
