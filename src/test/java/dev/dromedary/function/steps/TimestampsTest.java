package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampsTest {

    private static final long YEAR_0 = -62_167_219_200_000L;
    private static final long YEAR_9999 = 253_402_300_799_999L;

    @Test
    void shouldHaveThreeDigitsOfASecond_whateverTheTime() {
        assertThat(Timestamps.of(Instant.parse("2026-01-05T08:00:00Z"))).isEqualTo("2026-01-05T08:00:00.000Z");
        assertThat(Timestamps.of(Instant.parse("2026-01-05T08:00:00.999999999Z")))
                .isEqualTo("2026-01-05T08:00:00.999Z");
    }

    @Property
    void shouldOrderAsTheTimesDo_whenComparedAsTexts(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long one,
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long other) {
        int order = Timestamps.of(Instant.ofEpochMilli(one)).compareTo(Timestamps.of(Instant.ofEpochMilli(other)));

        assertThat(Integer.signum(order)).isEqualTo(Long.compare(one, other));
    }

    @Property
    void shouldOrderAsTheTimesDo_whenTheyAreClose(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999 - 2000) long one,
            @ForAll @LongRange(min = 1, max = 2000) long later) {
        assertThat(Timestamps.of(Instant.ofEpochMilli(one)))
                .isLessThan(Timestamps.of(Instant.ofEpochMilli(one + later)))
                .hasSize(24);
    }

    @Property
    void shouldBeReadAsTheSameTime_whenParsed(@ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long time) {
        assertThat(Instant.parse(Timestamps.of(Instant.ofEpochMilli(time)))).isEqualTo(Instant.ofEpochMilli(time));
    }
}
