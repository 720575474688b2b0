package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpResponse;

class ReplyClockTest {

    private final MovableClock own = new MovableClock();
    private final Instant service = own.instant();
    private final ReplyClock clock = new ReplyClock(own);

    private static SdkHttpResponse reply(String date) {
        return SdkHttpResponse.builder().statusCode(500).putHeader("date", date).build();
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600, -86_400, 10, -5})
    void shouldTellTheServicesTime_whenTheOwnClockIsWrong(long secondsAhead) {
        own.advance(Duration.ofSeconds(secondsAhead));

        clock.hear(reply(date(service)));
        own.advance(Duration.ofSeconds(7));

        assertThat(clock.instant()).isCloseTo(service.plusSeconds(7), within(1, ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999, 2_000, -2_000})
    void shouldTellTheOwnTime_whenItDiffersByNoMoreThanAReplyCanTell(long millisecondsAhead) {
        own.advance(Duration.ofMillis(millisecondsAhead));

        clock.hear(reply(date(service)));

        assertThat(clock.instant()).isEqualTo(own.instant());
    }

    @Test
    void shouldTellTheOwnTime_whenNoReplyTellsOne() {
        clock.hear((SdkHttpResponse) null);
        clock.hear(SdkHttpResponse.builder().statusCode(200).build());
        clock.hear(reply("yesterday"));

        assertThat(clock.instant()).isEqualTo(own.instant());
    }

    @Test
    void shouldFollow_whenTheOwnClockIsSetRight() {
        own.advance(Duration.ofMinutes(10));
        clock.hear(reply(date(service)));
        own.advance(Duration.ofMinutes(-10));

        clock.hear(reply(date(service)));

        assertThat(clock.instant()).isEqualTo(own.instant());
    }
}
