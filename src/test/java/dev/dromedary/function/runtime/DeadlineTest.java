package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.function.runtime.stub.AwsStub;
import dev.dromedary.function.runtime.stub.DynamoDbServer;
import dev.dromedary.function.runtime.stub.S3Objects;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Work that can't end in time is stopped before Lambda kills it, and leaves nothing behind. */
class DeadlineTest {

    /** Of which the work has a half. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Work that has not ended by then never ends in time. */
    private static final Duration LONGEST = Duration.ofSeconds(32);

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";

    /** Unlike the rows of other tests, as content that was processed before is not processed again. */
    private final String row = "2026-03-01T10:00:00Z," + UUID.randomUUID() + ",72,98,100,36.6,120,80\n";

    private static DynamoDbServer dynamoDb;

    @RegisterExtension
    final HandlerFixture lambda = new HandlerFixture();

    private AwsStub aws;

    @BeforeAll
    static void startDynamoDb() throws Exception {
        dynamoDb = new DynamoDbServer();
    }

    @AfterAll
    static void stopDynamoDb() throws Exception {
        dynamoDb.close();
    }

    @BeforeEach
    void startAws() throws Exception {
        aws = new AwsStub();
        lambda.endpoints(aws.url(), dynamoDb.url());
    }

    @AfterEach
    void stopAws() {
        aws.close();
    }

    @Test
    void shouldStopAndLetGo_whenReadNeverAnswers() throws Exception {
        aws.hangOn(call -> call.startsWith("GET "));

        failsInTime("raw/read.csv", HEADER + row, call -> call.startsWith("GET "));

        assertThat(aws.s3().paths()).containsExactly("/" + Events.BUCKET + "/raw/read.csv");
    }

    @Test
    void shouldAbortTheUploads_whenInputStallsForEver() throws Exception {
        aws.stallOn(path -> path.contains("/raw/"));

        failsInTime(
                "raw/stalled.csv",
                HEADER + row.repeat(24 * 1024 * 1024 / row.length()),
                call -> call.contains("partNumber=1"));

        assertThat(aws.s3().openUploads()).isZero();
        assertThat(aws.s3().paths()).containsExactly("/" + Events.BUCKET + "/raw/stalled.csv");
    }

    @Test
    void shouldAbortTheUploads_whenPartNeverGoesUp() throws Exception {
        aws.hangOn(call -> call.contains("partNumber=2"));

        failsInTime(
                "raw/part.csv",
                HEADER + row.repeat(12 * 1024 * 1024 / row.length()),
                call -> call.contains("partNumber=2"));

        assertThat(aws.s3().openUploads()).isZero();
        assertThat(aws.s3().paths()).containsExactly("/" + Events.BUCKET + "/raw/part.csv");
    }

    @Test
    void shouldStopAndLetGo_whenEventIsNeverTaken() throws Exception {
        aws.hangOn(call -> call.startsWith("AWSEvents"));

        failsInTime("raw/event.csv", HEADER + row, call -> call.startsWith("AWSEvents"));
    }

    @Test
    void shouldSucceedLater_whenTheHangIsOver() throws Exception {
        aws.hangOn(call -> call.startsWith("AWSEvents"));
        failsInTime("raw/later.csv", HEADER + row, call -> call.startsWith("AWSEvents"));
        aws.hangOn(call -> false);
        S3Objects.Stored input = aws.s3().get("/" + Events.BUCKET + "/raw/later.csv");

        String reply = HandlerFixture.invoke(
                lambda.handler(), Events.created("raw/later.csv", input.etag()), Duration.ofSeconds(30));

        assertThat(reply).contains("\"outcome\":\"success\"");
        assertThat(aws.s3().get("/" + Events.BUCKET + "/processed/later.csv").text())
                .isEqualTo(HEADER + row);
        assertThat(dynamoDb.item(id("raw/later.csv")).get("state").s()).isEqualTo("DONE");
    }

    /**
     * How long it takes until a call is made, and to let go of all afterwards, depends on the machine: the time given is twice
     * as long as before until it is enough.
     *
     * @param lastCall the last one for which there is to be time
     */
    private void failsInTime(String key, String content, Predicate<String> lastCall) throws Exception {
        S3Objects.Stored input = aws.s3().put("/" + Events.BUCKET + "/" + key, content);
        RouteHandler handler = lambda.handler();
        Map<String, Object> event = Events.created(key, input.etag());
        Throwable failure = null;
        Instant end = Instant.MIN;
        Instant ended = Instant.MAX;
        Duration given = SHORTEST;
        while (given.compareTo(LONGEST) <= 0 && (aws.calls().stream().noneMatch(lastCall) || !ended.isBefore(end))) {
            Duration time = given;
            end = Instant.now().plus(time);
            failure = catchThrowable(() -> HandlerFixture.invoke(handler, event, time));
            ended = Instant.now();
            given = given.multipliedBy(2);
        }

        assertThat(aws.calls()).anyMatch(lastCall);
        assertThat(ended).isBefore(end);
        assertThat(failure)
                .isInstanceOf(InvocationFailedException.class)
                .hasMessageContaining(key)
                .hasMessageEndingWith(" (the function's time was up)");
        assertThat(dynamoDb.item(id(key)).get("state").s()).isEqualTo("RELEASED");
    }

    private static String id(String key) {
        return "health-ingest#" + Events.BUCKET + "/" + key;
    }
}
