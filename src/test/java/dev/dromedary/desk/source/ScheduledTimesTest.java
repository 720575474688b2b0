package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledTimesTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:30.250Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 7 * * ? *)        | UTC           | 2026-11-20T12:00:00Z | 2026-11-21T07:00:00Z",
                "cron(0 7 * * ? *)        | Europe/Berlin | 2026-11-20T12:00:00Z | 2026-11-21T06:00:00Z",
                "cron(0/15 * * * ? *)     | UTC           | 2026-11-20T12:00:00Z | 2026-11-20T12:15:00Z",
                "cron(0 8 ? * MON-FRI *)  | UTC           | 2026-11-20T12:00:00Z | 2026-11-23T08:00:00Z",
                "cron(0 8 ? * 2 *)        | UTC           | 2026-11-20T12:00:00Z | 2026-11-23T08:00:00Z",
                "cron(0 8 L * ? *)        | UTC           | 2026-11-20T12:00:00Z | 2026-11-30T08:00:00Z",
                "cron(0 8 ? * 6L *)       | UTC           | 2026-11-20T12:00:00Z | 2026-11-27T08:00:00Z",
                "cron(0 8 ? * 2#1 *)      | UTC           | 2026-11-20T12:00:00Z | 2026-12-07T08:00:00Z",
                "cron(0 8 15W JAN ? 2028) | UTC           | 2026-11-20T12:00:00Z | 2028-01-14T08:00:00Z",
                "rate(5 minutes)          | UTC           | 2026-11-20T12:00:00Z | 2026-11-20T12:00:30Z",
                "rate(5 minutes)          | UTC           | 2026-11-20T12:00:30Z | 2026-11-20T12:05:30Z",
                "rate(1 hour)             | UTC           | 2026-11-20T14:00:00Z | 2026-11-20T14:00:30Z",
                "rate(2 days)             | UTC           | 2026-11-20T14:00:00Z | 2026-11-22T12:00:30Z",
                "at(2026-12-01T09:00:00)  | Europe/Berlin | 2026-11-20T12:00:00Z | 2026-12-01T08:00:00Z",
            })
    void shouldBeTheNextTime_whenExpressionIsOfScheduler(String expression, String zone, Instant after, Instant next) {
        ScheduledTimes times = ScheduledTimes.of(expression, ZoneId.of(zone), START);

        assertThat(times.next(after)).contains(next);
    }

    @Test
    void shouldNeverComeAgain_whenTheTimeHasPassed() {
        ScheduledTimes once = ScheduledTimes.of("at(2026-12-01T09:00:00)", ZoneId.of("UTC"), START);
        ScheduledTimes lastYear = ScheduledTimes.of("cron(0 7 * * ? 2025)", ZoneId.of("UTC"), START);

        assertThat(once.next(Instant.parse("2026-12-01T09:00:00Z"))).isEmpty();
        assertThat(lastYear.next(START)).isEmpty();
    }
}
