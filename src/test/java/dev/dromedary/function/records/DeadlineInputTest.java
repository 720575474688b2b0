package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlineInputTest {

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger releases = new AtomicInteger();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private DeadlineInput over(InputStream source, Instant deadline) {
        return new DeadlineInput(source, deadline, () -> {
            interrupted.set(Thread.currentThread().isInterrupted());
            releases.incrementAndGet();
            released.countDown();
        });
    }

    private void assertReleasedOnce() throws InterruptedException {
        assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(releases).hasValue(1);
        assertThat(interrupted).isFalse();
    }

    @Test
    void shouldGiveEveryByte_whenTheSourceIsReadToItsEnd() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);

        DeadlineInput input = over(new ByteArrayInputStream(content), null);

        assertThat(input.readAllBytes()).isEqualTo(content);
        assertThat(input.read()).isEqualTo(-1);
        input.close();
        assertReleasedOnce();
    }

    @Test
    void shouldLetTheSourceGo_whenItIsClosedInTheMiddle() throws Exception {
        DeadlineInput input = over(new ByteArrayInputStream(new byte[3_000_000]), null);
        input.readNBytes(10);

        input.close();

        assertReleasedOnce();
    }

    @Test
    void shouldLetTheSourceGo_whenItIsClosedBeforeItIsRead() throws Exception {
        over(new ByteArrayInputStream(new byte[1]), null).close();

        assertReleasedOnce();
    }

    @Test
    void shouldGiveUp_whenTheSourceStallsUntilTheDeadline() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        DeadlineInput input = over(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        try {
                            stall.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return -1;
                    }
                },
                Instant.now().plusMillis(50));

        assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessageContaining("no more bytes");

        input.close();
        assertThat(releases).hasValue(0);
        stall.countDown();
        assertReleasedOnce();
    }

    @Test
    void shouldFailAgain_whenTheSourceHasFailed() throws Exception {
        DeadlineInput input = over(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("reset");
                    }
                },
                null);

        assertThatThrownBy(input::read).hasMessage("reset");
        assertThatThrownBy(input::read).hasMessage("reset");
        input.close();
        assertReleasedOnce();
    }
}
