package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a claim says about content, against the simplest store. */
class ClaimTest {

    private static final LedgerTimes TIMES = LedgerTimes.keeping(Duration.ofDays(90));

    private final MovableClock clock = new MovableClock();
    private final InMemoryStore store = new InMemoryStore();
    private int claims;

    @Test
    void shouldBeUnchanged_whenLastVersionHadTheSameContentAndDefinition() {
        write("a", "01", "red");
        Claim next = claim("a", "02");

        assertThat(next.unchanged("red", "d")).isTrue();
        assertThat(next.unchanged("blue", "d")).isFalse();
        assertThat(next.unchanged("red", "e")).isFalse();
    }

    @Test
    void shouldNotBeUnchanged_whenALaterRunDiedOverItsOutputs() {
        write("a", "01", "red");
        Claim died = claim("a", "02");
        died.renew();
        lapse();

        assertThat(claim("a", "03").unchanged("red", "d")).isFalse();
    }

    @Test
    void shouldBeUnchanged_whenALaterRunFailedBeforeItsOutputs() {
        write("a", "01", "red");
        claim("a", "02").release();

        assertThat(claim("a", "03").unchanged("red", "d")).isTrue();
    }

    @Test
    void shouldNotBeUnchanged_whenLastVersionWasNotReadToItsEnd() {
        write("a", "01", "red");
        Claim rejected = claim("a", "02");
        rejected.completeWithoutContent();
        rejected.complete();

        assertThat(claim("a", "03").unchanged("red", "d")).isFalse();
    }

    @Test
    void shouldBeADuplicate_whenAnotherKeyHoldsTheContent() {
        write("a", "01", "red");
        Claim other = claim("b", "01");

        assertThat(other.duplicateOf("red", "d")).contains("r#a");
        assertThat(other.duplicateOf("red", "e")).isEmpty();
        assertThat(other.duplicateOf("blue", "d")).isEmpty();
    }

    @Test
    void shouldNotBeADuplicate_whenTheContentIsItsOwn() {
        write("a", "01", "red");

        assertThat(claim("a", "02").duplicateOf("red", "d")).isEmpty();
    }

    @Test
    void shouldNotBeADuplicate_whenTheOtherKeyHasChangedSince() {
        write("a", "01", "red");
        write("a", "02", "blue");

        assertThat(claim("b", "01").duplicateOf("red", "d")).isEmpty();
    }

    @Test
    void shouldNotBeADuplicate_whenTheOtherKeyIsBeingWorkedOnOrInDoubt() {
        write("a", "01", "red");
        Claim running = claim("a", "02");
        Claim other = claim("b", "01");
        assertThat(other.duplicateOf("red", "d")).isEmpty();

        running.release();
        assertThat(other.duplicateOf("red", "d")).contains("r#a");

        Claim again = claim("a", "02");
        again.renew();
        again.release();
        assertThat(other.duplicateOf("red", "d")).isEmpty();
    }

    @Test
    void shouldNotBeADuplicate_whenTheOtherRouteCompletedIt() {
        write("a", "01", "red");
        ClaimRequest elsewhere = new ClaimRequest("another-route", "b", Sequencer.of("01"), "x");

        assertThat(claim(elsewhere).duplicateOf("red", "d")).isEmpty();
    }

    @Test
    void shouldPointToTheOutputs_whenADuplicateHasADuplicate() {
        write("a", "01", "red");
        completeAsDuplicate("b", "01", "red");

        assertThat(claim("c", "01").duplicateOf("red", "d")).contains("r#a");
    }

    @Test
    void shouldBeUnchangedOnlyWhileTheOutputsAreThere_whenLastVersionWasADuplicate() {
        write("a", "01", "red");
        completeAsDuplicate("b", "01", "red");
        Claim second = claim("b", "02");
        assertThat(second.unchanged("red", "d")).isTrue();
        second.completeWith("red", "d");
        second.complete();
        assertThat(store.read("r#b").orElseThrow().completed().orElseThrow().duplicateOf())
                .contains("r#a");

        write("a", "02", "blue");

        assertThat(claim("b", "03").unchanged("red", "d")).isFalse();
    }

    @Test
    void shouldHoldTheContentItself_whenOutputsWereWrittenThoughItWasADuplicate() {
        write("a", "01", "red");
        Claim other = claim("b", "01");
        other.duplicateOf("red", "d");
        other.renew();
        other.completeWith("red", "d");
        other.complete();

        assertThat(claim("c", "01").duplicateOf("red", "d")).contains("r#b");
    }

    @Test
    void shouldNotBeADuplicate_whenTheOtherDiedBetweenContentAndCompletion() {
        store.holdContent("r!d#red", "r#a", Instant.EPOCH);
        claim("a", "01");

        assertThat(claim("b", "01").duplicateOf("red", "d")).isEmpty();
    }

    @Test
    void shouldSeeTheFirstTime_whenClaimedAgain() {
        Instant first = clock.instant();
        Claim died = claim("a", "01");
        lapse();
        Claim again = claim("a", "01");

        assertThat(died.firstClaimed()).isEqualTo(first);
        assertThat(again.firstClaimed()).isEqualTo(first);
        assertThat(again.id()).isEqualTo("r#a");
    }

    @Test
    void shouldRemember_whenTheSameVersionIsClaimedAgain() {
        Claim released = claim("a", "01");
        released.remember("answer", "42");
        released.release();
        Claim lapsed = claim("a", "01");
        lapsed.remember("question", "6 × 7?");
        lapse();

        Claim again = claim("a", "01");

        assertThat(again.remembered("answer")).contains("42");
        assertThat(again.remembered("question")).contains("6 × 7?");
        assertThat(again.remembered("other")).isEmpty();
    }

    @Test
    void shouldRememberTheLast_whenANameIsUsedAgain() {
        Claim claim = claim("a", "01");
        claim.remember("answer", "41");
        claim.remember("answer", "42");

        assertThat(claim.remembered("answer")).contains("42");
    }

    @Test
    void shouldForget_whenAnotherVersionIsClaimedOrTheVersionIsComplete() {
        Claim first = claim("a", "01");
        first.remember("answer", "42");
        first.release();
        Claim second = claim("a", "02");
        assertThat(second.remembered("answer")).isEmpty();
        second.release();
        Claim again = claim("a", "01");
        assertThat(again.remembered("answer")).isEmpty();
        again.remember("answer", "42");
        again.complete();

        assertThat(store.read("r#a").orElseThrow().memory()).isEqualTo(Memory.EMPTY);
        assertThat(claim("a", "02").remembered("answer")).isEmpty();
    }

    @Test
    void shouldRefuseToRemember_whenClaimIsAnothersOrHasEnded() {
        Claim lapsed = claim("a", "01");
        lapse();
        Claim again = claim("a", "01");

        assertThatThrownBy(() -> lapsed.remember("answer", "42")).isInstanceOf(ClaimLostException.class);
        assertThat(again.remembered("answer")).isEmpty();
        again.complete();
        assertThatThrownBy(() -> again.remember("answer", "42")).isInstanceOf(ClaimLostException.class);
    }

    @Test
    void shouldRefuseToRemember_whenAllTogetherIsTooLarge() {
        Claim claim = claim("a", "01");
        claim.remember("a", "é".repeat(50 * 1024));

        assertThatThrownBy(() -> claim.remember("b", "é".repeat(51 * 1024)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The ledger can't remember \"b\": with it, it would hold 206850 bytes, and it holds at most"
                        + " 204800.");
        assertThatThrownBy(() -> claim.remember(" ", "x")).isInstanceOf(IllegalArgumentException.class);

        claim.remember("b", "x");
        assertThat(claim.remembered("b")).contains("x");
    }

    @Test
    void shouldTellVersions_whenThingHasThemOrNot() {
        assertThat(claim("a", "0a00").version()).isEqualTo("0A");
        assertThat(claim("b", null).version()).isEqualTo("-");
    }

    @Test
    void shouldBeLost_whenItemIsGone() {
        Claim claim = claim("a", "01");
        store.delete("r#a");

        assertThatThrownBy(claim::renew).isInstanceOf(ClaimLostException.class).hasMessageContaining("r#a");
        assertThatThrownBy(claim::complete).isInstanceOf(ClaimLostException.class);
    }

    private void write(String thing, String sequencer, String content) {
        Claim claim = claim(thing, sequencer);
        claim.renew();
        claim.completeWith(content, "d");
        claim.complete();
    }

    private void completeAsDuplicate(String thing, String sequencer, String content) {
        Claim claim = claim(thing, sequencer);
        assertThat(claim.duplicateOf(content, "d")).isPresent();
        claim.completeWith(content, "d");
        claim.complete();
    }

    private Claim claim(String thing, String sequencer) {
        return claim(new ClaimRequest("r", thing, Sequencer.of(sequencer), "w" + claims++));
    }

    private Claim claim(ClaimRequest request) {
        ClaimDecision decision = new Claimant(store, TIMES, clock, time -> {}).claim(request, Instant.MIN);
        return new Claim(store, TIMES.rules(), clock, request, ((ClaimDecision.Mine) decision).next());
    }

    private void lapse() {
        clock.advance(Duration.ofMillis(55_001));
    }
}
