package dev.dromedary.function.trigger.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 7 * * ? *)",
                "cron(0/5 8-17 ? * MON-FRI *)",
                "cron(15 10 ? * 6L 2022-2023)",
                "cron(0 0 ? * FRI#2 *)",
                "cron(0 0 ? * L 2199)",
                "cron(0,15,30-45/5 */2 L JAN,MAR-DEC ? 1970)",
                "cron(59 23 LW 12 ? 2026,2027)",
                "cron(00 07 31W 1/3 ? 2026/2)",
                "cron(0  7 1,15 * ? *)",
                "cron( 0 7 ? * SUN,2,SAT * )",
                "rate(1 minute)",
                "rate(1 minutes)",
                "rate(5 hour)",
                "rate(12 hours)",
                "rate(1 day)",
                "rate(365 days)",
                "at(2026-11-20T13:00:00)",
                "at(2028-02-29T00:00:00)"
            })
    void shouldAccept_whenAwsDocumentsIt(String text) {
        assertThat(ScheduleExpression.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 7 * * ? * | it has to be cron(",
                "CRON(0 7 * * ? *) | it has to be cron(",
                "cron(0 7 * * ? * | it has to be cron(",
                "cron() | not 0",
                "cron(0 7 * * *) | not 5",
                "cron(0 0 7 * * ? *) | not 7",
                "cron(0 7 * * * *) | neither is",
                "cron(0 7 1 * MON *) | neither is",
                "cron(0 7 ? * ? *) | both are",
                "cron(60 7 * * ? *) | minutes is 60 and has to be made of 0-59 and , - * /",
                "cron(? 7 * * ? *) | minutes is ?",
                "cron(*/60 * * * ? *) | minutes is */60",
                "cron(*/0 * * * ? *) | minutes is */0",
                "cron(5/ * * * ? *) | minutes is 5/",
                "cron(1,,2 * * * ? *) | minutes is 1,,2",
                "cron(-1 * * * ? *) | minutes is -1",
                "cron(0 24 * * ? *) | hours is 24 and has to be made of 0-23",
                "cron(0 22-6 * * ? *) | hours is 22-6 and has to be made of 0-23 and , - * /, and a range has to go"
                        + " upwards",
                "cron(0 L * * ? *) | hours is L",
                "cron(0 7 0 * ? *) | day-of-month is 0 and has to be made of 1-31 and , - * / ? L W",
                "cron(0 7 32W * ? *) | day-of-month is 32W",
                "cron(0 7 L,15 * ? *) | day-of-month is L,15",
                "cron(0 7 1#2 * ? *) | day-of-month is 1#2",
                "cron(0 7 * 13 ? *) | month is 13 and has to be made of 1-12 or JAN-DEC",
                "cron(0 7 * Jan ? *) | month is Jan",
                "cron(0 7 ? * 0 *) | day-of-week is 0 and has to be made of 1-7 or SUN-SAT and , - * ? L #",
                "cron(0 7 ? * MON/2 *) | day-of-week is MON/2",
                "cron(0 7 ? * MON#6 *) | day-of-week is MON#6",
                "cron(0 7 ? * 2#1,2#3 *) | day-of-week is 2#1,2#3",
                "cron(0 7 ? * JAN *) | day-of-week is JAN",
                "cron(0 7 ? * 8L *) | day-of-week is 8L",
                "cron(0 7 * * ? 1969) | year is 1969 and has to be made of 1970-2199",
                "cron(0 7 * * ? 2200) | year is 2200",
                "rate(day) | rate has a value and a unit, such as rate(1 day)",
                "rate(0 days) | the value 0 has to be a whole number above 0",
                "rate(1.5 hours) | the value 1.5",
                "rate(30 seconds) | the unit seconds has to be minutes, hours or days",
                "at(2026-11-20T13:00:00Z) | without an offset",
                "at(2026-11-20) | at has a time such as",
                "at(2026-02-29T00:00:00) | there is no such time as 2026-02-29T00:00:00",
                "at(2026-11-20T25:00:00) | there is no such time as 2026-11-20T25:00:00"
            })
    void shouldSayWhatIsWrongAndRight_whenAwsWouldRefuse(String text, String expected) {
        assertThatThrownBy(() -> ScheduleExpression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The option expression of lambda-schedule is \"" + text + "\"; ")
                .hasMessageContaining(expected);
    }
}
