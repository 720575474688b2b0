package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.routes.Calls.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each call to AWS fails, in one way in the sample, in each way in the simulation. The invocation fails or succeeds whole;
 * and when the event has been delivered again, all is as if nothing had happened.
 */
@ExtendWith(SharedCloud.class)
class HealthIngestFailureTest {

    /** After these, an upload stays open that nobody can know of; the bucket's lifecycle rule removes it. */
    private static final Set<String> LEAVING_UPLOADS = Set.of("abortMultipartUpload", "createMultipartUpload");

    private static Ingest ingest;

    @BeforeAll
    static void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Scenario.values())
                .flatMap(scenario -> Stream.of(Fault.values()).map(fault -> Arguments.of(scenario, fault)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndAsIfNothingHadHappened_whenACallFailsInSomeWay(Scenario scenario) {
        assertSameEnd(scenario, call -> Fault.sampled(call, scenario.ordinal()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    @Tag("simulation")
    void shouldEndAsIfNothingHadHappened_whenACallFails(Scenario scenario, Fault fault) {
        assertSameEnd(scenario, call -> fault);
    }

    private void assertSameEnd(Scenario scenario, Function<Call, Fault> faults) {
        List<Map<String, Object>> uploads = scenario.begin(ingest);
        ingest.calls.pass();
        ingest.invoke(uploads.get(uploads.size() - 1));
        List<Call> calls = ingest.calls.made();
        Map<String, String> expected = new FinalState(ingest, uploads).look();
        assertThat(calls).hasSizeGreaterThan(4);

        for (Call call : calls.stream().filter(scenario::concerns).toList()) {
            check(scenario, faults.apply(call), call, expected);
        }
    }

    /** What an earlier version left when it failed must not stand beside what the last one has left. */
    @ParameterizedTest
    @EnumSource
    void shouldLeaveWhatTheLastVersionLeaves_whenAnEarlierOneFailedInSomeWay(Scenario.Later later) {
        assertLastStays(later, call -> Fault.sampled(call, later.ordinal()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("laterVersions")
    @Tag("simulation")
    void shouldLeaveWhatTheLastVersionLeaves_whenAnEarlierOneFailed(Scenario.Later later, Fault fault) {
        assertLastStays(later, call -> fault);
    }

    private void assertLastStays(Scenario.Later later, Function<Call, Fault> faults) {
        Scenario.Versions versions = later.begin(ingest);
        ingest.calls.pass();
        ingest.invoke(versions.first());
        List<Call> calls = ingest.calls.made();
        ingest.invoke(versions.second().get());
        Map<String, String> expected = new FinalState(ingest, versions.uploads()).ofTheLast();

        for (Call call : calls) {
            Fault fault = faults.apply(call);
            Scenario.Versions again = later.begin(ingest);
            ingest.calls.from(fault.at(call.number(), () -> ingest.ledger().lapse()));
            succeeds(again.first());
            ingest.calls.pass();
            ingest.ledger().lapse();
            Map<String, Object> second = again.second().get();
            ingest.invoke(second);
            ingest.invoke(again.first());
            FinalState state = new FinalState(ingest, again.uploads());
            assertThat(FinalState.differences(expected, state.ofTheLast()))
                    .as("%s after %s at %s", later, fault, call)
                    .isEmpty();
        }
    }

    static Stream<Arguments> laterVersions() {
        return Stream.of(Scenario.Later.values())
                .flatMap(later -> Stream.of(Fault.values()).map(fault -> Arguments.of(later, fault)));
    }

    private void check(Scenario scenario, Fault fault, Call call, Map<String, String> expected) {
        List<Map<String, Object>> uploads = scenario.begin(ingest);
        Map<String, Object> event = uploads.get(uploads.size() - 1);
        FinalState state = new FinalState(ingest, uploads);
        ingest.calls.from(fault.at(call.number(), () -> ingest.ledger().lapse()));

        boolean succeeded = succeeds(event);

        List<Call> made = ingest.calls.made();
        ingest.calls.pass();
        String what = scenario + ": " + fault + " at " + call;
        assertThat(made).as(what).contains(call);
        if (succeeded) {
            assertThat(FinalState.differences(expected, state.look()))
                    .as("%s, which succeeded", what)
                    .isEmpty();
        }
        if (!fault.isDeath() && !LEAVING_UPLOADS.contains(call.operation())) {
            assertThat(ingest.store().openUploads())
                    .as("%s: open uploads", what)
                    .isEmpty();
        }
        if (!fault.isDeath() && !call.service().equals("DynamoDb")) {
            assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv"))
                    .as("%s: claim", what)
                    .isNotEqualTo("RUNNING");
        }
        ingest.ledger().lapse();
        ingest.invoke(event);
        assertThat(FinalState.differences(expected, state.look()))
                .as("%s, then delivered again", what)
                .isEmpty();
        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("done already");
        assertThat(FinalState.differences(expected, state.look()))
                .as("%s, then delivered twice", what)
                .isEmpty();
    }

    private static boolean succeeds(Map<String, Object> event) {
        try {
            ingest.invoke(event);
            return true;
        } catch (InvocationFailedException e) {
            return false;
        }
    }
}
