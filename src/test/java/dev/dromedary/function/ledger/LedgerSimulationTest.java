package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocal.class)
class LedgerSimulationTest {

    private static final LedgerTimes TIMES = LedgerTimes.keeping(Duration.ofDays(90));

    private final QuietLog quietLog = new QuietLog();

    @BeforeEach
    void silence() {
        quietLog.silence();
    }

    @AfterEach
    void restore() {
        quietLog.restore();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldEndAsOneFaultlessRun_whenStoreIsInMemory(int versions) {
        simulate(2_000, 100, InMemoryStore::new, TIMES, versions);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void shouldEndAsOneFaultlessRun_whenStoreIsDynamoDb(int versions, DynamoDbClient client) {
        // DynamoDB Local is slow at making tables, so each run has a table in which the items of no other run are.
        simulate(
                20,
                60,
                () -> new LedgerTable(client, DynamoDbLocal.createTable(client, "ledger-" + UUID.randomUUID())),
                TIMES,
                versions);
    }

    @Test
    void shouldFindTheFault_whenClocksDifferByMoreThanAllowed() {
        LedgerTimes careless = new LedgerTimes(
                TIMES.lease(), TIMES.renewal(), TIMES.skew().minusMillis(1), TIMES.look(), TIMES.keep());

        assertThat(catchFault(careless)).hasMessageContaining("run at once");
    }

    private static Throwable catchFault(LedgerTimes times) {
        try {
            simulate(5_000, 100, InMemoryStore::new, times, 2);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    private static void simulate(int runs, int actions, Supplier<LedgerStore> store, LedgerTimes times, int versions) {
        for (long seed = 0; seed < runs; seed++) {
            try {
                new LedgerSimulation(seed, store.get(), times, versions).run(actions);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", " + versions + " versions: " + e.getMessage(), e);
            }
        }
    }
}
