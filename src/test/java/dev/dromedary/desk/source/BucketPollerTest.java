package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.function.ledger.LedgerProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class BucketPollerTest {

    private static final String URI = "lambda-s3:orders?prefix=raw/&suffix=.csv&includeBody=false";

    @TempDir
    private Path folder;

    /** So far ahead that what is written now is settled. */
    private final HandClock clock = new HandClock(Instant.now().plusSeconds(60));

    private EmbeddedS3 s3;
    private PolledRoute route;

    @BeforeEach
    void open() throws IOException {
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(create -> create.bucket("orders"));
    }

    @AfterEach
    void close() {
        if (route != null) {
            route.close();
        }
        s3.close();
    }

    private BucketPoller polling(String uri) throws Exception {
        route = PolledRoute.start(uri);
        return again();
    }

    private BucketPoller again() {
        return new BucketPoller(
                route.consumer(),
                (Feed.Objects) TriggerSource.feedOf(route.consumer().getEndpoint()),
                s3,
                clock);
    }

    private String put(String key, String text) {
        return s3.putObject(put -> put.bucket("orders").key(key), RequestBody.fromString(text))
                .eTag();
    }

    @Test
    void shouldHandOnEachObjectOnce_whenRoundsFollow() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        put("raw/b.csv", "b");

        boolean first = round.run(() -> false);
        boolean second = round.run(() -> false);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(route.got()).containsExactlyInAnyOrder("raw/a.csv", "raw/b.csv");
    }

    @Test
    void shouldLookOnlyForItsPrefixAndSuffix_whenThereAreOthers() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        put("raw/a.txt", "a");
        put("other/a.csv", "a");

        round.run(() -> false);

        assertThat(route.got()).containsExactly("raw/a.csv");
    }

    @Test
    void shouldSayWhatTheEventWouldSay_whenObjectIsNew() throws Exception {
        BucketPoller round = polling(URI);
        String etag = put("raw/a.csv", "abc");

        round.run(() -> false);

        assertThat(route.header(0, "CamelAwsS3BucketName")).isEqualTo("orders");
        assertThat(route.header(0, "CamelAwsS3IfMatchCondition")).isEqualTo(etag);
        assertThat(route.header(0, "CamelAwsS3ContentLength")).isEqualTo(3L);
        assertThat(route.property(0, "name")).isEqualTo("a");
        assertThat(route.property(0, LedgerProperties.IDEMPOTENCY_KEY))
                .isEqualTo("orders/raw/a.csv;" + route.property(0, LedgerProperties.SEQUENCER));
        assertThat(route.property(0, "correlationId").toString()).startsWith("orders/raw/a.csv@");
    }

    @Test
    void shouldPlaceALaterVersionBehind_whenBothAreOfOneSecond() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "old");
        round.run(() -> false);
        put("raw/a.csv", "new");

        round.run(() -> false);

        assertThat(route.got()).containsExactly("raw/a.csv", "raw/a.csv");
        assertThat(route.property(1, LedgerProperties.SEQUENCER).toString())
                .isGreaterThan(route.property(0, LedgerProperties.SEQUENCER).toString());
    }

    @Test
    void shouldGiveAVersionTheSamePlace_whenStartedAgain() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        round.run(() -> false);

        again().run(() -> false);

        assertThat(route.property(1, LedgerProperties.SEQUENCER))
                .as("by which the ledger knows it again")
                .isEqualTo(route.property(0, LedgerProperties.SEQUENCER));
        assertThat(route.property(1, "correlationId")).isEqualTo(route.property(0, "correlationId"));
    }

    @Test
    void shouldLeaveAnObjectAlone_whenItsSecondIsNotOver() throws Exception {
        BucketPoller round = polling(URI);
        clock.pass(Duration.ofSeconds(-120));
        put("raw/a.csv", "a");

        round.run(() -> false);

        assertThat(route.got()).isEmpty();
    }

    @Test
    void shouldTryAgainAfterAMinuteAndThenTwo_whenRouteFails() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        route.refuse("raw/a.csv");
        int[] seconds = {0, 30, 30, 60, 60, 600};

        List<Integer> tries = Arrays.stream(seconds)
                .mapToObj(pause -> {
                    clock.pass(Duration.ofSeconds(pause));
                    round.run(() -> false);
                    return route.got().size();
                })
                .toList();

        assertThat(tries).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void shouldGoOnWithTheOthers_whenOneFails() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        put("raw/b.csv", "b");
        route.refuse("raw/a.csv");

        round.run(() -> false);
        round.run(() -> false);

        assertThat(route.got()).containsExactlyInAnyOrder("raw/a.csv", "raw/b.csv");
    }

    @Test
    void shouldBeginNothingMore_whenEndedInTheMiddle() throws Exception {
        BucketPoller round = polling(URI);
        put("raw/a.csv", "a");
        put("raw/b.csv", "b");

        round.run(() -> !route.got().isEmpty());
        int atTheEnd = route.got().size();
        again().run(() -> false);

        assertThat(atTheEnd).isEqualTo(1);
        assertThat(route.got()).contains("raw/a.csv", "raw/b.csv");
    }

    @Test
    void shouldTellOfADeletion_whenAskedTo() throws Exception {
        BucketPoller round = polling(URI + "&events=created,deleted");
        put("raw/a.csv", "a");
        round.run(() -> false);
        s3.deleteObject(delete -> delete.bucket("orders").key("raw/a.csv"));

        round.run(() -> false);
        round.run(() -> false);

        assertThat(route.exchanges())
                .extracting(exchange -> exchange.getProperty(LedgerProperties.CHANGE))
                .containsExactly(LedgerProperties.CREATED, LedgerProperties.DELETED);
        assertThat(route.property(1, LedgerProperties.SEQUENCER).toString())
                .isGreaterThan(route.property(0, LedgerProperties.SEQUENCER).toString());
    }
}
