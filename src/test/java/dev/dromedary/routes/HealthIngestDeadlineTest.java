package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that can't end in time stops by itself, and the next invocation may begin at once. */
@ExtendWith(SharedCloud.class)
class HealthIngestDeadlineTest {

    private static final String SENTENCE = "because the function's time is almost up; nothing of it has become visible";
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(cloud);
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldNotBegin_whenTheDeadlineHasPassed() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);

        assertThatThrownBy(() -> ingest.function.invoke(event, endingIn(Duration.ZERO)))
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining("not begun, because the function's time is almost up");

        assertThat(ingest.calls.made()).isEmpty();
        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");
    }

    @Test
    void shouldStop_whenTheDeadlinePassesBeforeTheFirstRow() {
        Map<String, Object> event = ingest.upload("raw/x.csv", HEADER + GOOD);

        Throwable failure = failureAfter("getObject", event);

        assertThat(failure)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageMatching("(?s).*time (is almost|was) up.*");

        nothingIsLeft();
        ingest.calls.pass();
        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");
    }

    @Test
    void shouldAbortItsUploads_whenTheDeadlinePassesWhileAPartGoesUp() {
        Map<String, Object> event = ingest.upload("raw/x.csv", Readings.file(0, 200_000));

        Throwable failure = failureAfter("uploadPart", event);

        assertThat(failure)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageMatching("(?s).*Stopped after [1-9][0-9]* rows " + SENTENCE + ".*");

        assertThat(ingest.calls.operations()).contains("createMultipartUpload", "abortMultipartUpload");
        nothingIsLeft();
        ingest.calls.pass();
        assertThat(Json.outcome(ingest.invoke(event))).isEqualTo("success");
        assertThat(ingest.store().text("processed/x.csv")).hasLineCount(180_001);
    }

    private void nothingIsLeft() {
        assertThat(ingest.store().outputs()).isEmpty();
        assertThat(ingest.store().openUploads()).isEmpty();
        assertThat(ingest.told()).isEmpty();
        assertThat(ingest.ledger().state(ingest.bucket, "raw/x.csv")).isEqualTo("RELEASED");
    }

    private static Invocation endingIn(Duration time) {
        Instant deadline = Instant.now().plus(time);
        return new Invocation("request", deadline, deadline.plusSeconds(5));
    }

    /**
     * Lets the deadline pass during the first call of an operation. How long it takes to come there depends on the
     * machine: the time given is twice as long as before until it is enough.
     */
    private Throwable failureAfter(String operation, Map<String, Object> event) {
        Duration given = SHORTEST;
        while (true) {
            AtomicBoolean passed = new AtomicBoolean();
            Invocation invocation = endingIn(given);
            ingest.calls.from(passing(operation, invocation, passed));
            Throwable failure = catchThrowable(() -> ingest.function.invoke(event, invocation));
            if (passed.get()) {
                return failure;
            }
            given = given.multipliedBy(2);
        }
    }

    /** Answers the first call of an operation when the deadline has passed. */
    private static Calls.Meddler passing(String operation, Invocation invocation, AtomicBoolean passed) {
        return new Calls.Meddler() {
            @Override
            public Object after(Calls.Call call, Object reply) {
                while (call.is(operation) && Instant.now().isBefore(invocation.deadline())) {
                    passed.set(true);
                    LockSupport.parkUntil(invocation.deadline().toEpochMilli() + 1);
                }
                return reply;
            }
        };
    }
}
