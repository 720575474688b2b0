package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.NO_SPO2;
import static dev.dromedary.routes.Readings.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.LocalPipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole pipeline, joined by the bus: from an uploaded file to a mail, one about each analysis. */
@ExtendWith(SharedCloud.class)
class HealthFlowTest {

    private static final Calls.Meddler NO_MAIL = new Calls.Meddler() {
        @Override
        public void before(Calls.Call call) {
            if (call.service().equals("Ses")) {
                throw Fault.DENIED.exception(call);
            }
        }
    };

    private static Health health;
    private static LocalPipeline pipeline;
    private static HealthState empty;

    private final Instant later = Instant.now().plus(Duration.ofHours(2));
    private int results;

    @BeforeAll
    static void start(EmbeddedCloud cloud) throws Exception {
        health = new Health(cloud);
        pipeline = health.pipeline();
        empty = new HealthState(health);
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        health.close();
    }

    @BeforeEach
    void begin() {
        empty.restore();
        results = pipeline.results().size();
    }

    private List<LocalPipeline.Result> results() {
        return pipeline.results().subList(results, pipeline.results().size());
    }

    private void upload(String... names) {
        for (String name : names) {
            health.upload(name, HEADER + OUT_OF_RANGE + GOOD.replace("u1", name) + NO_SPO2);
        }
        health.place.told();
    }

    private void allMarked(int count) {
        assertThat(health.analyses().items()).hasSize(count).allSatisfy(item -> assertThat(item)
                .containsEntry("notification_sent", AttributeValue.fromBool(true))
                .containsKeys("notification_timestamp", "notification_message_id")
                .doesNotContainKeys("notification_owner", "notification_claimed_until"));
    }

    @Test
    void shouldSendOneMailAboutEachFile_whenSeveralAreUploaded() {
        upload("a", "b", "c");

        assertThat(empty.mails())
                .extracting(Mail::subject)
                .containsExactlyInAnyOrder(
                        "Health readings a: 1 of 2 out of range",
                        "Health readings b: 1 of 2 out of range",
                        "Health readings c: 1 of 2 out of range");
        allMarked(3);
        assertThat(results()).hasSize(9).allSatisfy(result -> assertThat(result.failure())
                .isNull());
    }

    @Test
    void shouldSendNoDigest_whenAllAnalysesWereMailed() {
        upload("a");

        pipeline.fireSchedules(later);

        assertThat(empty.mails()).hasSize(1);
    }

    @Test
    void shouldSendNoDigest_whenThereIsNothing() {
        pipeline.fireSchedules(later);

        assertThat(empty.mails()).isEmpty();
        assertThat(results()).singleElement().satisfies(result -> assertThat(result.failure())
                .isNull());
    }

    @Test
    void shouldDigestOnceWhatWasLeft_whenMailsFailed() {
        health.calls.from(NO_MAIL);
        upload("a", "b");
        health.calls.pass();
        health.analyses().lapse();

        pipeline.fireSchedules(later);
        pipeline.fireSchedules(later);

        assertThat(empty.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Health readings: 2 analyses that no mail was sent about");
            assertThat(mail.text()).contains("Readings 6, rejected 2, out of range 2.");
        });
        allMarked(2);
    }

    @Test
    void shouldLeaveYoungAnalysesToTheirOwnMails_whenTheDigestComesAtOnce() {
        health.calls.from(NO_MAIL);
        upload("a");
        health.calls.pass();
        health.analyses().lapse();

        pipeline.fireSchedules(Instant.now());

        assertThat(empty.mails()).isEmpty();
    }

    /** One claims while the other is about to send: it waits, and finds the mark. */
    @Test
    void shouldSendOneMail_whenDigestAndNotifyComeAtTheSameMoment() throws Exception {
        health.calls.from(NO_MAIL);
        Map<String, Object> analyzed = analyzedWithoutMail();
        health.analyses().lapse();
        health.place.ledger().lapse();
        // The digest claims its work and remembers its list; the third item put is the claim of notify.
        Gate gate = new Gate(call -> call.service().equals("Ses"), call -> call.is("putItem") && call.nth() == 2);
        health.calls.from(gate);
        Thread digest = new Thread(() -> pipeline.fireSchedules(later));
        digest.start();
        gate.awaitReached();
        Thread notify = new Thread(() -> health.invoke(Health.NOTIFY, analyzed));

        notify.start();
        gate.awaitSeen();
        gate.open();
        digest.join();
        notify.join();

        assertThat(empty.mails()).singleElement().satisfies(mail -> assertThat(mail.subject())
                .startsWith("Health readings: 1 analyses"));
        allMarked(1);
    }

    private Map<String, Object> analyzedWithoutMail() {
        upload("a");
        List<Map<String, Object>> told = health.place.told();
        health.function(Health.NOTIFY);
        return told.stream()
                .filter(event -> event.get("detail-type").equals("Data Analysis Complete"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldAlertAndSendNoMail_whenAFileCanNotBeUsed() {
        health.upload("bad", "no,reading\n1,2\n");
        health.place.told();

        assertThat(empty.messages()).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Health readings can't be used");
            assertThat(message.message().strip()).contains("raw/bad.csv").doesNotContain("\n");
        });
        assertThat(empty.mails()).isEmpty();
    }
}
