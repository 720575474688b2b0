package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.ledger.ClaimLostException;
import dev.dromedary.function.ledger.StillRunningException;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.routes.Calls.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What {@code routes/shared/errors.camel.yaml} says, seen in health-ingest. */
@ExtendWith(SharedCloud.class)
class ErrorHandlingTest {

    private Ingest ingest;
    private Map<String, Object> event;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
        event = ingest.upload("raw/x.csv", HEADER + GOOD);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    /** Steps that can be repeated, by the first call that each makes: claim, read, manifest, event. */
    static Stream<Arguments> repeatable() {
        return Stream.of("getItem", "getObject", "putObject", "putEvents")
                .flatMap(operation -> Stream.of(
                        Arguments.of(operation, 5, "503", failure(503, "ServiceUnavailable")),
                        Arguments.of(operation, 5, "500", failure(500, "InternalError")),
                        Arguments.of(operation, 5, "throttling", failure(400, "ThrottlingException")),
                        Arguments.of(operation, 5, "timeout", (Function<Call, RuntimeException>)
                                call -> ApiCallTimeoutException.create(1000)),
                        Arguments.of(operation, 1, "400", failure(400, "ValidationException")),
                        Arguments.of(operation, 1, "403", failure(403, "AccessDenied")),
                        Arguments.of(operation, 1, "client", (Function<Call, RuntimeException>)
                                call -> SdkClientException.create("no credentials, by the test")),
                        Arguments.of(operation, 1, "defect", (Function<Call, RuntimeException>)
                                call -> new IllegalStateException("a defect, by the test"))));
    }

    @ParameterizedTest(name = "{0}, {2}: {1} tries")
    @MethodSource("repeatable")
    void shouldGiveUpAfterSoManyTries_whenAStepGoesOnFailing(
            String operation, int tries, String name, Function<Call, RuntimeException> failure) {
        ingest.calls.from(failing(call -> call.is(operation), failure));

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(calls(operation)).isEqualTo(tries);
    }

    static Stream<Arguments> passing() {
        return repeatable().filter(arguments -> !arguments.get()[1].equals(1));
    }

    @ParameterizedTest(name = "{0}, {2}: {1} tries")
    @MethodSource("passing")
    void shouldSucceed_whenTheLastTryDoes(
            String operation, int tries, String name, Function<Call, RuntimeException> failure) {
        ingest.calls.from(failing(call -> call.is(operation) && call.nth() < tries - 1, failure));

        String outcome = Json.outcome(ingest.invoke(event));

        assertThat(outcome).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).isEqualTo(HEADER + GOOD);
        assertThat(ingest.told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getItem", "getObject", "putObject", "putEvents"})
    void shouldNotTryAgain_whenLittleTimeIsLeft(String operation) {
        ingest.calls.from(failing(call -> call.is(operation), failure(503, "ServiceUnavailable")));

        assertThatThrownBy(() -> ingest.invoke(event, Duration.ofSeconds(10)))
                .isInstanceOf(InvocationFailedException.class);

        assertThat(calls(operation)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"412, PreconditionFailed", "404, NoSuchKey"})
    void shouldPassOver_whenWhatWasAnnouncedIsGone(int status, String code) {
        ingest.calls.from(failing(call -> call.is("getObject"), failure(status, code)));

        String outcome = Json.outcome(ingest.invoke(event));

        assertThat(outcome).isEqualTo("superseded");
        assertThat(calls("getObject")).isEqualTo(1);
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.told()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchBucket", "403, AccessDenied", "404, NoSuchVersion", "304, NotModified"})
    void shouldFail_whenTheObjectCanNotBeReadForAnotherReason(int status, String code) {
        ingest.calls.from(failing(call -> call.is("getObject"), failure(status, code)));

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);
    }

    @Test
    void shouldFail_whenAnErrorHasNoDetails() {
        ingest.calls.from(failing(call -> call.is("getObject"), call -> (RuntimeException)
                S3Exception.builder().message("no details, by the test").build()));

        assertThatThrownBy(() -> ingest.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("no details, by the test");
    }

    @ParameterizedTest
    @CsvSource({"412, PreconditionFailed", "404, NoSuchKey"})
    void shouldFail_whenTheSameErrorComesFromAnotherStep(int status, String code) {
        ingest.calls.from(failing(call -> call.is("putObject"), failure(status, code)));

        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);

        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
        assertThat(Json.outcome(ingest.invokeUndisturbed(event))).isEqualTo("success");
    }

    @Test
    void shouldFailAndTellLater_whenTheBusRefusesTheEvent() {
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public Object after(Call call, Object reply) {
                return reply instanceof PutEventsResponse response
                        ? response.toBuilder().failedEntryCount(1).build()
                        : reply;
            }
        });

        assertThatThrownBy(() -> ingest.invoke(event))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("EventBridge refused the event")
                .hasRootCauseInstanceOf(IllegalStateException.class);

        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
        assertThat(Json.outcome(ingest.invokeUndisturbed(event))).isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource({"ThrottlingException", "InternalFailure"})
    void shouldPutTheEventAgain_whenTheBusCanNotTakeItNow(String code) {
        AtomicInteger replies = new AtomicInteger();
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public Object after(Call call, Object reply) {
                return reply instanceof PutEventsResponse && replies.getAndIncrement() == 0
                        ? PutEventsResponse.builder()
                                .failedEntryCount(1)
                                .entries(List.of(PutEventsResultEntry.builder()
                                        .errorCode(code)
                                        .errorMessage("by the test")
                                        .build()))
                                .build()
                        : reply;
            }
        });

        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");

        assertThat(calls("putEvents")).isEqualTo(2);
    }

    @Test
    void shouldFailAndShowNothing_whenAnotherAttemptTookTheClaimMeanwhile() {
        ingest.calls.from(new Calls.Meddler() {
            @Override
            public void before(Call call) {
                if (call.is("getObject")) {
                    ingest.ledger().set(ingest.bucket, "raw/x.csv", "owner", AttributeValue.fromS("another"));
                }
            }
        });

        assertThatThrownBy(() -> ingest.invoke(event)).hasRootCauseInstanceOf(ClaimLostException.class);

        assertThat(calls("getObject")).isEqualTo(1);
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.told()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RUNNING");
    }

    @Test
    void shouldFail_whenAnotherAttemptIsAtWorkUntilTheDeadline() {
        ingest.calls.from(failing(
                call -> call.is("getObject") || call.is("putItem") && call.nth() > 0, failure(403, "AccessDenied")));
        assertThatThrownBy(() -> ingest.invoke(event)).isInstanceOf(InvocationFailedException.class);
        ingest.calls.pass();

        Instant deadline = Instant.now().plusSeconds(1);
        Invocation invocation = new Invocation("request", deadline, deadline.plusSeconds(5));
        assertThatThrownBy(() -> ingest.function.invoke(event, invocation))
                .hasRootCauseInstanceOf(StillRunningException.class);

        assertThat(ingest.calls.operations()).doesNotContain("getObject", "putEvents");
    }

    private long calls(String operation) {
        return ingest.calls.operations().stream().filter(operation::equals).count();
    }

    private static Function<Call, RuntimeException> failure(int status, String code) {
        return call -> Fault.exception(call.service(), status, code);
    }

    private static Calls.Meddler failing(Predicate<Call> calls, Function<Call, RuntimeException> failure) {
        return new Calls.Meddler() {
            @Override
            public void before(Call call) {
                if (calls.test(call)) {
                    throw failure.apply(call);
                }
            }
        };
    }
}
