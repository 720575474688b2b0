package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EmbeddedS3ConcurrencyTest {
    @TempDir
    Path folder;

    private static byte[] content(int number) {
        byte[] content = new byte[20_000 + number];
        Arrays.fill(content, (byte) number);
        return content;
    }

    @Test
    void shouldAnswerOneVersionWhole_whenAKeyIsWrittenAllTheTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (S3Fixture fixture = new S3Fixture(folder)) {
            EmbeddedS3 s3 = fixture.s3();
            s3.putObject(put -> put.bucket(BUCKET).key("x"), RequestBody.fromBytes(content(0)));
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger reads = new AtomicInteger();
            Callable<Void> reader = () -> {
                while (!done.get() || reads.get() == 0) {
                    ResponseBytes<GetObjectResponse> read =
                            s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("x"));
                    byte[] bytes = read.asByteArrayUnsafe();
                    assertThat(read.response().contentLength()).isEqualTo(bytes.length);
                    assertThat(Arrays.equals(bytes, content(bytes[0]))).isTrue();
                    reads.incrementAndGet();
                }
                return null;
            };
            List<Future<Void>> readers = List.of(threads.submit(reader), threads.submit(reader));
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                int first = writer * 50;
                writers.add(threads.submit(() -> {
                    for (int number = first; number < first + 50; number++) {
                        byte[] content = content(number);
                        s3.putObject(put -> put.bucket(BUCKET).key("x"), RequestBody.fromBytes(content));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            for (Future<Void> each : readers) {
                each.get();
            }
            assertThat(s3.listObjectVersions(list -> list.bucket(BUCKET)).versions())
                    .hasSize(101);
            assertThat(fixture.changes)
                    .extracting(ObjectChange::sequencer)
                    .doesNotHaveDuplicates()
                    .hasSize(101);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldLetOneWin_whenManyCreateTheSameKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (S3Fixture fixture = new S3Fixture(folder)) {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                byte[] content = content(number);
                attempts.add(() -> {
                    try {
                        fixture.s3()
                                .putObject(
                                        put -> put.bucket(BUCKET).key("lock").ifNoneMatch("*"),
                                        RequestBody.fromBytes(content));
                        return true;
                    } catch (S3Exception e) {
                        assertThat(e.statusCode()).isEqualTo(412);
                        return false;
                    }
                });
            }
            int won = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldGoOn_whenAWriterWasInterrupted() {
        try (S3Fixture fixture = new S3Fixture(folder)) {
            Thread.currentThread().interrupt();
            fixture.put("x", "one");
            assertThat(Thread.interrupted()).isTrue();
            fixture.put("x", "two");

            fixture.reopen();
            assertThat(fixture.get("x")).isEqualTo("two");
            assertThat(fixture.s3()
                            .listObjectVersions(list -> list.bucket(BUCKET))
                            .versions())
                    .hasSize(2);
        }
    }
}
