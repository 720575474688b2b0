package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.function.ledger.LedgerByHand;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.routes.Calls.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A run that has lost its claim, because S3 is slow and DynamoDB fails for it alone, publishes nothing any more. */
@ExtendWith(SharedCloud.class)
class LostClaimTest {

    private static final Set<String> WRITES = Set.of("putObject", "deleteObject", "putEvents");
    private static final String FIRST = Readings.file(0, 3000);
    private static final String UNUSABLE = "no,reading\n1,2\n";
    private static final String SECOND = Readings.file(10_000, 50);

    private final LedgerByHand ledger = new LedgerByHand();
    private Ingest ingest;

    @BeforeEach
    void start(EmbeddedCloud cloud) throws Exception {
        ingest = new Ingest(
                cloud,
                new Ingest.Setup()
                        .beans(registry -> registry.bind(
                                "ledger",
                                IdempotentRepository.class,
                                () -> ledger.over(
                                        registry.lookupByNameAndType("dynamoDb", DynamoDbClient.class),
                                        () -> ingest.bucket + "-ledger"))));
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void shouldLeaveTheLaterVersionsOutputs_whenTheClaimIsLostBeforeAnyWrite() {
        shouldLeaveTheLaterVersion(FIRST);
    }

    @Test
    void shouldLeaveTheLaterVersionsOutputs_whenTheClaimOfAnUnusableVersionIsLostBeforeAnyWrite() {
        shouldLeaveTheLaterVersion(UNUSABLE);
    }

    private void shouldLeaveTheLaterVersion(String first) {
        ingest.wipe();
        Map<String, Object> alone = ingest.upload("raw/x.csv", first);
        ingest.calls.pass();
        ingest.invoke(alone);
        List<Call> writes = ingest.calls.made().stream()
                .filter(call -> WRITES.contains(call.operation()))
                .toList();
        assertThat(writes).hasSizeGreaterThan(1);

        for (Call write : writes) {
            ingest.wipe();
            Map<String, Object> one = ingest.upload("raw/x.csv", first);
            AtomicReference<Map<String, Object>> two = new AtomicReference<>();
            AtomicReference<Map<String, String>> expected = new AtomicReference<>();
            ingest.calls.from(new Outage(write, () -> {
                ledger.advance(Duration.ofSeconds(60));
                two.set(ingest.upload("raw/x.csv", SECOND));
                assertThat(Json.outcome(ingest.invoke(two.get()))).isEqualTo("success");
                expected.set(new FinalState(ingest, List.of(one, two.get())).look());
            }));

            Throwable failure = catchThrowable(() -> ingest.invoke(one));

            ingest.calls.pass();
            assertThat(failure)
                    .as("at %s", write)
                    .isInstanceOf(InvocationFailedException.class)
                    .hasMessageContaining("is no longer held by this run");
            assertThat(new FinalState(ingest, List.of(one, two.get())).look())
                    .as("at %s", write)
                    .isEqualTo(expected.get());
            assertThat(ingest.store().openUploads()).isEmpty();
        }
    }

    /** Before a call of the first run, time passes in which another works; from then on DynamoDB fails for the first. */
    private static final class Outage implements Calls.Meddler {

        private final Thread first = Thread.currentThread();
        private final Call write;
        private final Runnable meanwhile;
        private boolean begun;

        Outage(Call write, Runnable meanwhile) {
            this.write = write;
            this.meanwhile = meanwhile;
        }

        @Override
        public void before(Call call) {
            if (Thread.currentThread() != first) {
                return;
            }
            // Not by the number among all calls: a claim is renewed whenever its time has come.
            if (!begun && call.is(write.operation()) && call.nth() == write.nth()) {
                begun = true;
                CompletableFuture.runAsync(meanwhile, OwnThread.EACH).join();
            } else if (begun && call.service().equals("DynamoDb")) {
                throw Fault.exception("DynamoDb", 500, "InternalServerError");
            }
        }
    }
}
