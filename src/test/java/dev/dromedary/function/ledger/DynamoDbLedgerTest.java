package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.ledger.LedgerItem.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocal.class)
class DynamoDbLedgerTest {

    private static final String THING = "bucket/raw/a.csv";

    private final LedgerRoute route;
    private final QuietLog log = new QuietLog();
    private final List<String> worked = new ArrayList<>();

    DynamoDbLedgerTest(DynamoDbClient client) {
        route = new LedgerRoute(client);
    }

    @BeforeEach
    void record() {
        log.record();
        route.work = exchange -> worked.add(exchange.getProperty(LedgerProperties.SEQUENCER, String.class));
    }

    @AfterEach
    void close() {
        log.restore();
        route.close();
    }

    @Test
    void shouldWorkOnce_whenEventComesTwice() {
        Exchange first = route.deliver(THING, "0A");
        int puts = route.client.puts();
        Exchange second = route.deliver(THING, "0A00");

        assertThat(worked).containsExactly("0A");
        assertThat(first.getException()).isNull();
        assertThat(first.getProperty(LedgerProperties.OUTCOME)).isNull();
        assertThat(second.getException()).isNull();
        assertThat(second.getProperty(LedgerProperties.OUTCOME)).isEqualTo("done already");
        assertThat(route.client.puts()).as("writes").isEqualTo(puts);
        assertThat(log.lines()).containsExactly("FINE health-ingest#bucket/raw/a.csv: done already");
    }

    @Test
    void shouldWorkOnce_whenThingHasNoOrder() {
        route.deliver("4f0c-11", null);
        Exchange second = route.deliver("4f0c-11", null);

        assertThat(worked).hasSize(1);
        assertThat(second.getProperty(LedgerProperties.OUTCOME)).isEqualTo("done already");
    }

    @Test
    void shouldDoNothing_whenLaterVersionIsComplete() {
        route.deliver("bucket/a\nERROR \u202eb.csv", "0B");
        int puts = route.client.puts();
        Exchange earlier = route.deliver("bucket/a\nERROR \u202eb.csv", "0A1");

        assertThat(worked).containsExactly("0B");
        assertThat(earlier.getException()).isNull();
        assertThat(earlier.getProperty(LedgerProperties.OUTCOME)).isEqualTo("superseded");
        assertThat(route.client.puts()).as("writes").isEqualTo(puts);
        assertThat(log.lines()).containsExactly("FINE health-ingest#bucket/a\\u{a}ERROR \\u{202e}b.csv: superseded");
    }

    @Test
    void shouldWork_whenLaterVersionComes() {
        route.deliver(THING, "0A");
        route.work = exchange -> worked.add("0B");
        Exchange later = route.deliver(THING, "0B");

        assertThat(later.getException()).isNull();
        assertThat(worked).containsExactly("0A", "0B");
        assertThat(route.item(THING).completed().orElseThrow().sequencer()).isEqualTo(Sequencer.of("0B"));
    }

    @Test
    void shouldGiveTheClaimBack_whenWorkFails() {
        route.work = exchange -> {
            throw new IllegalStateException("no disk");
        };
        Exchange failed = route.deliver(THING, "0A");

        assertThat(failed.getException()).hasMessage("no disk").hasNoSuppressedExceptions();
        assertThat(route.item(THING).state()).isEqualTo(State.RELEASED);

        Instant firstClaim = route.clock.instant();
        route.clock.advance(Duration.ofMinutes(1));
        route.work = exchange ->
                assertThat(LedgerRoute.claim(exchange).firstClaimed()).isEqualTo(firstClaim);
        assertThat(route.deliver(THING, "0A").getException()).isNull();
        assertThat(route.item(THING).state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldKeepTheClaim_whenWorkTakesLongAndIsRenewed() {
        route.work = exchange -> {
            route.passWithRenewals(Duration.ofMinutes(15));
            assertThatThrownBy(() -> route.takeOver(THING, "0B")).isInstanceOf(StillRunningException.class);
        };

        assertThat(route.deliver(THING, "0A").getException()).isNull();
        assertThat(route.item(THING).state()).isEqualTo(State.DONE);
        assertThat(route.renewals).isEmpty();
    }

    @Test
    void shouldFailTheInvocation_whenClaimWasTakenOver() {
        route.work = exchange -> {
            route.clock.advance(Duration.ofMillis(55_001));
            assertThat(route.takeOver(THING, "0A")).isInstanceOf(ClaimDecision.Mine.class);
        };

        assertThat(route.deliver(THING, "0A").getException()).isInstanceOf(ClaimLostException.class);
        assertThat(route.item(THING).owner()).isEqualTo("other");
        assertThat(route.item(THING).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void shouldNotMakeOutputsVisible_whenRenewalFoundClaimLost() {
        route.work = exchange -> {
            route.clock.advance(Duration.ofMillis(55_001));
            route.takeOver(THING, "0A");
            route.renew();
            LedgerRoute.claim(exchange).renew();
            worked.add("outputs");
        };

        assertThat(route.deliver(THING, "0A").getException()).isInstanceOf(ClaimLostException.class);
        assertThat(worked).isEmpty();
    }

    @Test
    void shouldFailTheInvocation_whenRenewalsFailPastTheLease() {
        route.work = exchange -> {
            for (int i = 0; i < 4; i++) {
                route.clock.advance(LedgerRoute.TIMES.renewal());
                route.client.failCall(1, FaultyClient.Fault.BEFORE);
                route.renew();
            }
        };

        assertThat(route.deliver(THING, "0A").getException())
                .isInstanceOf(ClaimLostException.class)
                .hasNoCause()
                .satisfies(lost -> assertThat(lost.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("planted fault BEFORE"));
        assertThat(route.item(THING).completed()).isEmpty();
    }

    @Test
    void shouldComplete_whenOneRenewalFails() {
        route.work = exchange -> {
            route.clock.advance(LedgerRoute.TIMES.renewal());
            route.client.failCall(1, FaultyClient.Fault.AFTER);
            route.renew();
            route.passWithRenewals(Duration.ofMinutes(1));
        };

        assertThat(route.deliver(THING, "0A").getException()).isNull();
        assertThat(route.item(THING).state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldWaitInPlaceWithOneLine_whenAnotherIsAtWork() {
        ClaimDecision.Mine other = (ClaimDecision.Mine) route.takeOver(THING, "0A");
        route.whileWaiting = () -> {
            if (route.pauses.size() == 20) {
                new Claim(
                                route.table,
                                LedgerRoute.TIMES.rules(),
                                route.clock,
                                new ClaimRequest("health-ingest", THING, Sequencer.of("0A"), "other"),
                                other.next())
                        .complete();
            }
        };
        Exchange exchange = route.deliver(THING, "0A");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("done already");
        assertThat(worked).isEmpty();
        assertThat(route.pauses).hasSize(20).allSatisfy(pause -> assertThat(pause)
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(1500)));
        assertThat(log.lines())
                .containsExactly(
                        "INFO health-ingest#bucket/raw/a.csv: another attempt is at work; waiting for it",
                        "FINE health-ingest#bucket/raw/a.csv: done already");
    }

    @Test
    void shouldTakeOver_whenAnotherDiedWhileThisWaits() {
        route.takeOver(THING, "0A");
        Exchange exchange = route.deliver(THING, "0A");

        assertThat(exchange.getException()).isNull();
        assertThat(worked).containsExactly("0A");
    }

    @Test
    void shouldGiveUp_whenDeadlinePassesFirst() {
        route.takeOver(THING, "0A");
        Instant deadline = route.clock.instant().plusSeconds(10);
        Exchange exchange = route.deliver(THING, "0A", Map.of(LedgerProperties.DEADLINE, deadline));

        assertThat(exchange.getException()).isInstanceOf(StillRunningException.class);
        assertThat(route.clock.instant()).isEqualTo(deadline);
        assertThat(worked).isEmpty();
        assertThat(route.item(THING).owner()).isEqualTo("other");
    }

    @Test
    void shouldGiveUpAtOnce_whenTriggerIsAQueue() {
        route.takeOver(THING, "0A");
        Exchange exchange = route.deliver(THING, "0A", Map.of(LedgerProperties.WAITS_IN_PLACE, false));

        assertThat(exchange.getException()).isInstanceOf(StillRunningException.class);
        assertThat(route.pauses).isEmpty();
    }

    @Test
    void shouldBeInterruptible_whenWaiting() {
        route.takeOver(THING, "0A");
        Claimant claimant = new Claimant(route.table, LedgerRoute.TIMES, route.clock, time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() ->
                        claimant.claim(new ClaimRequest("health-ingest", THING, Sequencer.of("0A"), "me"), Instant.MAX))
                .isInstanceOf(StillRunningException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldGiveTheClaimBack_whenWhatWasAnnouncedIsGone() {
        route.work = exchange -> LedgerRoute.claim(exchange).supersede();
        Exchange exchange = route.deliver(THING, "0A");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty(LedgerProperties.OUTCOME)).isEqualTo("superseded");
        assertThat(route.item(THING).state()).isEqualTo(State.RELEASED);
    }

    @Test
    void shouldSayWhatCameOfIt_whenFailureIsHandled() {
        route.work = exchange -> {
            throw new LedgerRoute.HandledException();
        };
        assertThat(route.deliver("bucket/failed", "0A").getException()).isNull();
        assertThat(route.item("bucket/failed").state()).isEqualTo(State.RELEASED);

        route.work = exchange -> {
            LedgerRoute.claim(exchange).completeWithoutContent();
            throw new LedgerRoute.HandledException();
        };
        assertThat(route.deliver("bucket/rejected", "0A").getException()).isNull();
        assertThat(route.item("bucket/rejected").state()).isEqualTo(State.DONE);

        route.work = exchange -> {
            LedgerRoute.claim(exchange).supersede();
            throw new LedgerRoute.HandledException();
        };
        Exchange gone = route.deliver("bucket/gone", "0A");
        assertThat(gone.getProperty(LedgerProperties.OUTCOME)).isEqualTo("superseded");
        assertThat(route.item("bucket/gone").state()).isEqualTo(State.RELEASED);
    }

    @Test
    void shouldNotComplete_whenAnotherCompletionFailedTheExchange() {
        route.work = exchange -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                done.setException(new IllegalStateException("could not tidy up"));
            }
        });

        assertThat(route.deliver(THING, "0A").getException()).hasMessage("could not tidy up");
        assertThat(route.item(THING).state()).isEqualTo(State.RELEASED);
    }

    @Test
    void shouldFailTheInvocation_whenAStepRemovedTheClaim() {
        route.work = exchange -> exchange.removeProperties("*");

        assertThat(route.deliver(THING, "0A").getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"heldClaims\"");
    }

    @Test
    void shouldRefuse_whenTheExchangeWorksOnTheThingAlready() {
        DynamoDbLedger second =
                new DynamoDbLedger(route.table, LedgerRoute.TIMES, route.clock, time -> {}, (period, task) -> () -> {});
        route.work = exchange -> second.add(exchange, THING + ";0B");

        assertThat(route.deliver(THING, "0A").getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"health-ingest#bucket/raw/a.csv\" already");
        assertThat(route.item(THING).state()).isEqualTo(State.RELEASED);
    }

    @Test
    void shouldWorkOnEachLaterVersion_whenOneEventHadNoSequencer() {
        route.deliver(THING, null);

        Exchange next = route.deliver(THING, "0A");
        Exchange late = route.deliver(THING, null);

        assertThat(next.getException()).isNull();
        assertThat(late.getException()).isNull();
        assertThat(late.getProperty(LedgerProperties.OUTCOME)).isEqualTo("superseded");
        assertThat(worked).containsExactly(null, "0A");
    }

    @Test
    void shouldRefuse_whenASequencerIsNone() {
        assertThat(route.deliver(THING, "not hex").getException()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseInOneSentence_whenUsedWithoutExchangeOrNotEagerly() {
        DynamoDbLedger ledger = new DynamoDbLedger(route.client, "ledger", Duration.ofDays(90));

        assertThatThrownBy(() -> ledger.add("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.contains("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.confirm("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(ledger::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ledger.contains(null, "a")).hasMessageContaining("eager: true");
    }
}
