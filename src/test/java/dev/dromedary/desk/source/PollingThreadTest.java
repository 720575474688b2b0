package dev.dromedary.desk.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingThreadTest {

    @Test
    void shouldLookAgainAtOnce_whenThereWasSomething() throws Exception {
        CountDownLatch rounds = new CountDownLatch(3);

        try (PollingThread polling = PollingThread.start(
                "route",
                ending -> {
                    rounds.countDown();
                    return true;
                },
                Duration.ofHours(1))) {
            rounds.await();
        }

        assertThat(rounds.getCount()).isZero();
    }

    @Test
    void shouldLookAgain_whenARoundFails() throws Exception {
        CountDownLatch rounds = new CountDownLatch(3);

        try (PollingThread polling = PollingThread.start(
                "route",
                ending -> {
                    rounds.countDown();
                    throw new IllegalStateException("away");
                },
                Duration.ofMillis(1))) {
            rounds.await();
        }

        assertThat(rounds.getCount()).isZero();
    }

    @Test
    void shouldEndWhatWasBegun_whenClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger rounds = new AtomicInteger();
        PollingThread polling = PollingThread.start(
                "route",
                ending -> {
                    rounds.incrementAndGet();
                    begun.countDown();
                    while (!ending.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                    ended.set(true);
                    return true;
                },
                Duration.ofHours(1));
        begun.await();

        polling.close();

        assertThat(ended).isTrue();
        assertThat(rounds).hasValue(1);
    }
}
