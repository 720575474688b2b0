package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.ledger.LedgerItem.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes each call of add, confirm and remove go wrong in a real route; a redelivery then ends as a faultless run does. */
@ExtendWith(DynamoDbLocal.class)
class LedgerFaultTest {

    private static final String THING = "bucket/raw/a.csv";
    private static final int FIRST_CALL_OF_CONFIRM = 3;

    private final LedgerRoute route;
    private final QuietLog log = new QuietLog();
    private final List<String> worked = new ArrayList<>();

    LedgerFaultTest(DynamoDbClient client) {
        route = new LedgerRoute(client);
    }

    @BeforeEach
    void record() {
        log.record();
        route.work = this::work;
    }

    @AfterEach
    void close() {
        log.restore();
        route.close();
    }

    private void work(Exchange exchange) {
        worked.add(exchange.getProperty(LedgerProperties.SEQUENCER, String.class));
        LedgerRoute.claim(exchange).completeWith("c0", "d0");
    }

    @ParameterizedTest
    @CsvSource({"1,BEFORE", "1,AFTER", "2,BEFORE", "2,AFTER"})
    void shouldNotWork_whenAddFails(int call, FaultyClient.Fault fault) {
        route.client.failCall(call, fault);
        Exchange failed = route.deliver(THING, "0A");

        assertThat(failed.getException()).isInstanceOf(SdkClientException.class);
        assertThat(worked).isEmpty();
        endsWell(1);
    }

    @ParameterizedTest
    @CsvSource({"1,BEFORE", "1,AFTER", "2,BEFORE", "2,AFTER"})
    void shouldWorkAtOnce_whenTheRouteTriesAFailedAddAgain(int call, FaultyClient.Fault fault) {
        route.redeliveries = 1;
        route.client.failCall(call, fault);

        Exchange exchange = route.deliver(THING, "0A");

        assertThat(exchange.getException()).isNull();
        assertThat(worked).hasSize(1);
        assertThat(route.pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3,BEFORE", "3,AFTER", "4,BEFORE"})
    void shouldFailAndWorkAgain_whenConfirmFailsBeforeItTakesEffect(int call, FaultyClient.Fault fault) {
        route.client.failCall(call, fault);
        Exchange failed = route.deliver(THING, "0A");

        assertThat(failed.getException()).isInstanceOf(SdkClientException.class);
        assertThat(worked).hasSize(1);
        endsWell(2);
    }

    @Test
    void shouldFailAndNotWorkAgain_whenConfirmFailsAfterItTookEffect() {
        route.client.failCall(FIRST_CALL_OF_CONFIRM + 1, FaultyClient.Fault.AFTER);
        Exchange failed = route.deliver(THING, "0A");

        assertThat(failed.getException()).isInstanceOf(SdkClientException.class);
        endsWell(1);
    }

    @Test
    void shouldShowTheFailureToEveryKindOfCaller_whenConfirmFails() {
        route.client.failCall(FIRST_CALL_OF_CONFIRM, FaultyClient.Fault.BEFORE);
        assertThat(route.deliver("bucket/1", "0A").getException()).isInstanceOf(SdkClientException.class);

        route.client.failCall(FIRST_CALL_OF_CONFIRM, FaultyClient.Fault.BEFORE);
        assertThat(route.deliverFromConsumer("bucket/2", "0A").getException()).isInstanceOf(SdkClientException.class);

        route.client.failCall(FIRST_CALL_OF_CONFIRM, FaultyClient.Fault.BEFORE);
        assertThat(route.deliverToProcessor("bucket/3", "0A").getException()).isInstanceOf(SdkClientException.class);

        assertThat(worked).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyClient.Fault.class,
            names = {"BEFORE", "AFTER"})
    void shouldKeepTheRoutesOwnException_whenRemoveFails(FaultyClient.Fault fault) {
        route.work = exchange -> {
            throw new IllegalStateException("no disk");
        };
        route.client.failCall(FIRST_CALL_OF_CONFIRM, fault);
        Exchange failed = route.deliver(THING, "0A");

        assertThat(failed.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no disk");
        assertThat(failed.getException().getSuppressed())
                .hasOnlyElementsOfType(SdkClientException.class)
                .hasSize(1);
        assertThat(log.lines()).singleElement().asString().startsWith("WARNING A claim could not be given back");
        route.work = this::work;
        endsWell(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void shouldNotNotice_whenAReplyIsLostAndTheSdkRepeatsTheCall(int call) {
        route.work = exchange -> {
            LedgerRoute.claim(exchange).renew();
            work(exchange);
        };
        route.client.failCall(call, FaultyClient.Fault.REPEATED);
        Exchange exchange = route.deliver(THING, "0A");

        assertThat(exchange.getException()).isNull();
        endsWell(1);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE,1", "AFTER,0", "REPEATED,0"})
    void shouldAskOnlyOnceMore_whenRemembering(FaultyClient.Fault fault, int askedAgain) {
        List<String> asked = new ArrayList<>();
        route.work = exchange -> {
            Claim claim = LedgerRoute.claim(exchange);
            if (claim.remembered("answer").isEmpty()) {
                asked.add("what?");
                claim.remember("answer", "42");
            }
            throw new IllegalStateException("no disk");
        };
        route.client.failCall(FIRST_CALL_OF_CONFIRM, fault);
        route.deliver(THING, "0A");

        route.deliver(THING, "0A");

        assertThat(asked).hasSize(1 + askedAgain);
        assertThat(route.item(THING).memory().texts()).containsEntry("answer", "42");
        route.work = this::work;
        endsWell(1);
        assertThat(route.item(THING).memory()).isEqualTo(Memory.EMPTY);
    }

    @Test
    void shouldNotNotice_whenTheReplyToAReleaseIsLostAndTheSdkRepeatsTheCall() {
        route.work = exchange -> {
            throw new IllegalStateException("no disk");
        };
        route.client.failCall(FIRST_CALL_OF_CONFIRM, FaultyClient.Fault.REPEATED);

        assertThat(route.deliver(THING, "0A").getException()).hasNoSuppressedExceptions();
        assertThat(route.item(THING).state()).isEqualTo(State.RELEASED);
    }

    @Test
    void shouldComplete_whenLaterVersionWasClaimedBeforeTheRepeatedCompletion() {
        LedgerStore slow = new LedgerStoreWithLateReply(route);
        ClaimRequest request = new ClaimRequest("health-ingest", THING, Sequencer.of("0A"), "me");
        LedgerItem claimed = ((ClaimDecision.Mine)
                        LedgerRoute.TIMES.rules().claim(Optional.empty(), request, route.clock.instant()))
                .next();
        route.table.replace(Optional.empty(), claimed);

        new Claim(slow, LedgerRoute.TIMES.rules(), route.clock, request, claimed).complete();

        assertThat(route.item(THING).owner()).isEqualTo("other");
        assertThat(route.item(THING).completed().orElseThrow().by()).isEqualTo("me");
    }

    /** The event comes again until it is dismissed. */
    private void endsWell(int timesWorked) {
        route.clock.advance(Duration.ofMinutes(1));
        assertThat(route.deliver(THING, "0A").getException()).isNull();
        assertThat(worked).hasSize(timesWorked);
        assertThat(route.item(THING).state()).isEqualTo(State.DONE);
        assertThat(route.table.contentHolder("health-ingest!d0#c0")).contains("health-ingest#" + THING);
        assertThat(route.deliver(THING, "0A").getProperty(LedgerProperties.OUTCOME))
                .isEqualTo("done already");
    }

    /** Before the SDK repeats a write, another attempt claims the next version. */
    private record LedgerStoreWithLateReply(LedgerRoute route) implements LedgerStore {

        @Override
        public Optional<LedgerItem> read(String id) {
            return route.table.read(id);
        }

        @Override
        public Write replace(Optional<LedgerItem> known, LedgerItem next) {
            assertThat(route.table.replace(known, next).written()).isTrue();
            assertThat(route.takeOver(THING, "0B")).isInstanceOf(ClaimDecision.Mine.class);
            return route.table.replace(known, next);
        }

        @Override
        public Optional<String> contentHolder(String contentId) {
            return route.table.contentHolder(contentId);
        }

        @Override
        public void holdContent(String contentId, String id, java.time.Instant expires) {
            route.table.holdContent(contentId, id, expires);
        }
    }
}
