package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulePollerTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T12:00:30Z"));
    private PolledRoute route;

    @AfterEach
    void stop() {
        route.close();
    }

    private SchedulePoller polling(String expression) throws Exception {
        route = PolledRoute.start("lambda-schedule:daily?expression=RAW(" + expression + ")");
        return new SchedulePoller(
                route.consumer(),
                (Feed.Times) TriggerSource.feedOf(route.consumer().getEndpoint()),
                clock);
    }

    private List<String> times() {
        return route.exchanges().stream()
                .map(exchange -> exchange.getProperty("correlationId", String.class))
                .toList();
    }

    @Test
    void shouldStartOnceForEachTime_whenItComes() throws Exception {
        SchedulePoller round = polling("cron(0/5 * * * ? *)");

        for (int i = 0; i < 40; i++) {
            round.run(() -> false);
            clock.pass(Duration.ofSeconds(15));
        }

        assertThat(times()).containsExactly("2026-11-20T12:05:00Z", "2026-11-20T12:10:00Z");
    }

    @Test
    void shouldStartAtOnceAndThenEvery_whenItIsARate() throws Exception {
        SchedulePoller round = polling("rate(1 minute)");

        for (int i = 0; i < 5; i++) {
            round.run(() -> false);
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(times()).containsExactly("2026-11-20T12:00:30Z", "2026-11-20T12:01:30Z", "2026-11-20T12:02:30Z");
    }

    @Test
    void shouldStartForTheLastTimeOnly_whenSeveralHavePassed() throws Exception {
        SchedulePoller round = polling("cron(0/5 * * * ? *)");
        clock.pass(Duration.ofMinutes(17));

        round.run(() -> false);
        round.run(() -> false);

        assertThat(times()).containsExactly("2026-11-20T12:15:00Z");
    }

    @Test
    void shouldTryTheSameTimeAgain_whenTheRouteFails() throws Exception {
        SchedulePoller round = polling("cron(0 * * * ? *)");
        clock.pass(Duration.ofHours(1));
        route.refuse("{}");

        round.run(() -> false);
        round.run(() -> false);
        route.accept("{}");
        clock.pass(Duration.ofMinutes(1));
        round.run(() -> false);
        round.run(() -> false);

        assertThat(times()).containsExactly("2026-11-20T13:00:00Z", "2026-11-20T13:00:00Z");
    }

    @Test
    void shouldStartNothing_whenEnding() throws Exception {
        SchedulePoller round = polling("rate(1 minute)");

        round.run(() -> true);

        assertThat(times()).isEmpty();
    }
}
