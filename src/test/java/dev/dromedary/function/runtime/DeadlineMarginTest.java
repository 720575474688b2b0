package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.runtime.Invocation.DeadlineMargin;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineMarginTest {

    @ParameterizedTest
    @CsvSource({
        "'5s,5%', 300, 5000",
        "'5s,5%', 60, 3000",
        "'5s,5%', 3, 500",
        "5s, 900, 5000",
        "10%, 900, 90000",
        "' 2.5s , 50% ', 60, 2500",
        "0s, 60, 500"
    })
    void shouldBeTheShortestButLongEnoughToCleanUp_whenTimeIsGiven(String text, int seconds, int millis) {
        assertThat(DeadlineMargin.parse(text).of(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5m", "s", "-5s", "5s,,5%", "5s;5%", "1e3s", "five"})
    void shouldSayWhatItMayBe_whenTextIsWrong(String text) {
        assertThatThrownBy(() -> DeadlineMargin.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dromedary.deadline.margin is \"" + text
                        + "\"; it is seconds (5s) or a share of the timeout (5%), or both separated by a comma");
    }

    @Test
    void shouldEndTheWorkBeforeTheEnd_whenInvocationStarts() {
        Instant before = Instant.now();

        Invocation invocation = Invocation.starting("id", Duration.ofSeconds(60));

        assertThat(invocation.end())
                .isBetween(before.plusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(Duration.between(invocation.deadline(), invocation.end())).isEqualTo(Duration.ofSeconds(3));
        assertThat(invocation.getSecondsLeft()).isBetween(50L, 57L);
    }

    @Test
    void shouldHaveNoSecondsLeft_whenDeadlineHasPassed() {
        Instant now = Instant.now();

        assertThat(new Invocation("id", now.minusSeconds(7), now).getSecondsLeft())
                .isZero();
    }
}
