package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void shouldTellShareBytesRowsRateAndTimeLeft_whenHalfIsRead() {
        assertThat(Progress.line(30_000_000, 60_000_000, 500_000, 2))
                .isEqualTo("50 %  30.0 of 60.0 MB  500,000 rows  250,000 rows/s  2 s left");
    }

    @Test
    void shouldGuessNoTime_whenNothingIsKnown() {
        assertThat(Progress.line(0, 0, 0, 1)).isEqualTo("0 %  0.0 of 0.0 MB  0 rows  0 rows/s");
    }
}
