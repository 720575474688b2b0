package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RenewerTest {

    @Test
    void shouldRepeatOnADaemonThread_whenNotStopped() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Renewer.Renewing renewing = Renewer.thread().start(Duration.ofMillis(1), () -> {
            thread.set(Thread.currentThread());
            turns.countDown();
        });

        assertThat(turns.await(30, TimeUnit.SECONDS)).isTrue();
        renewing.stop();

        thread.get().join(30_000);
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(thread.get().isDaemon()).isTrue();
    }

    @Test
    void shouldLetATurnEnd_whenStoppedMeanwhile() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Renewer.Renewing renewing = Renewer.thread().start(Duration.ofMillis(1), () -> {
            begun.countDown();
            try {
                stopped.await();
                ended.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        renewing.stop();
        stopped.countDown();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
