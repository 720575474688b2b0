package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.routes.Calls.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call of a function after ingest fails, in one way in the sample, in each way in the simulation. When the event has
 * been delivered again, all is as if nothing had happened: objects, items, ledger, events, mails and messages.
 */
@ExtendWith(SharedCloud.class)
class HealthFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(Stage.values())
                .flatMap(stage -> Stream.of(Fault.values()).map(fault -> Arguments.of(stage, fault)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAsIfNothingHadHappened_whenACallFailsInSomeWay(Stage stage, EmbeddedCloud cloud) {
        assertSameEnd(stage, call -> Fault.sampled(call, stage.ordinal()), cloud);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    @Tag("simulation")
    void shouldEndAsIfNothingHadHappened_whenACallFails(Stage stage, Fault fault, EmbeddedCloud cloud) {
        assertSameEnd(stage, call -> fault, cloud);
    }

    private static void assertSameEnd(Stage stage, Function<Call, Fault> faults, EmbeddedCloud cloud) {
        try (Health health = new Health(cloud)) {
            Map<String, Object> event = stage.begin(health);
            health.function(stage.route);
            HealthState state = new HealthState(health);
            health.invoke(stage.route, event);
            List<Call> calls = health.calls.made();
            Run faultless = new Run(stage, calls, state.look(), told(state));
            assertThat(calls).hasSizeGreaterThan(2);
            assertThat(faultless.told()).isLessThanOrEqualTo(1);

            for (Call call : calls.stream().filter(stage::concerns).toList()) {
                Fault fault = faults.apply(call);
                // What the model itself does has tests of its own.
                if (!call.service().equals("Bedrock") || fault == Fault.BUSY || fault == Fault.BUSY_TOO_LATE) {
                    check(health, state, event, faultless, fault, call);
                }
            }
        }
    }

    /** What a run without faults has done. */
    private record Run(Stage stage, List<Call> calls, Map<String, String> state, int told) {}

    private static void check(
            Health health, HealthState state, Map<String, Object> event, Run faultless, Fault fault, Call call) {
        Stage stage = faultless.stage();
        String what = stage + ": " + fault + " at " + call + " of " + faultless.calls();
        state.restore();
        health.calls.from(fault.at(call.number(), health.place.ledger()::lapse));

        boolean succeeded = health.outcome(stage.route, event) != null;

        assertThat(health.calls.made()).as(what).contains(call);
        health.calls.pass();
        if (succeeded) {
            same(faultless, state, what + ", which succeeded");
        }
        health.place.ledger().lapse();
        String again = health.outcome(stage.route, event);
        assertThat(again).as(what + ", then delivered again").isNotNull();
        same(faultless, state, what + ", then delivered again");
        assertThat(health.outcome(stage.route, event)).as(what).isEqualTo("done already");
        assertThat(health.outcome(stage.route, event)).as(what).isEqualTo("done already");
        same(faultless, state, what + ", then delivered twice");
        if (stage.mayRepeat(fault, call, faultless.calls())) {
            assertThat(told(state)).as(what).isBetween(faultless.told(), 2 * faultless.told());
        } else {
            assertThat(told(state)).as(what).isEqualTo(faultless.told());
        }
        assertThat(health.place.bedrock.calls()).as(what).isLessThanOrEqualTo(questions(faultless, fault, call));
    }

    /** How often the model may be asked: again only if its answer was lost before the ledger had it. */
    private static int questions(Run faultless, Fault fault, Call call) {
        int asked = faultless.calls().stream()
                .filter(each -> each.service().equals("Bedrock"))
                .mapToInt(Call::number)
                .findFirst()
                .orElse(-1);
        if (asked < 0) {
            return 0;
        }
        int settled = asked + 1;
        int remembered = settled + 1;
        boolean lost = call.number() == asked && fault.comesAfter()
                || call.number() == settled && fault.isDeath()
                || call.number() == remembered && fault == Fault.DENIED;
        return lost ? 2 : 1;
    }

    private static void same(Run faultless, HealthState state, String when) {
        assertThat(FinalState.differences(faultless.state(), state.look()))
                .as(when)
                .isEmpty();
    }

    private static int told(HealthState state) {
        return state.mails().size() + state.messages().size();
    }
}
