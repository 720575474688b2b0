package dev.dromedary.plan.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledRunsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(1 hour)                  | 730",
                "rate(5 minutes)               | 8760",
                "rate(2 days)                  | 15.2083",
                "at(2026-11-20T13:00:00)       | 1",
                "cron(0 7 * * ? *)             | 30.4167",
                "cron(0/15 8-17 ? * MON-FRI *) | 869.0476",
                "cron(0,30 22-1 ? * FRI-SUN *) | 104.2857",
                "cron(0 0 1 * ? *)             | 0.9812",
                "cron(0 0 1 JAN,JUL ? *)       | 0.1635",
                "cron(0 9 L * ? *)             | 1",
                "cron(0 9 ? * 6#3 *)           | 1",
                "cron(* * * * ? *)             | 43800",
            })
    void shouldSayHowOftenAMonth_whenAnExpressionIsGiven(String expression, double times) {
        assertThat(ScheduledRuns.inAMonth(expression)).isCloseTo(times, within(0.001));
    }
}
