package dev.dromedary.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.spi.IdempotentRepository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A ledger whose time passes, and whose claims are renewed, only when a test says so. */
public final class LedgerByHand {

    private final MovableClock clock = new MovableClock();
    private final List<Runnable> renewals = new ArrayList<>();

    /**
     * A ledger in real time, on a machine whose clock is wrong.
     *
     * @param ahead by how much the clock is ahead; may be negative
     */
    public static IdempotentRepository skewed(DynamoDbClient client, String table, Duration ahead) {
        return new DynamoDbLedger(
                client, table, Duration.ofDays(90), () -> Instant.now().plus(ahead));
    }

    /**
     * The ledger.
     *
     * @param table names the table when something is first claimed
     */
    public IdempotentRepository over(DynamoDbClient client, Supplier<String> table) {
        return over(new LaterTable(() -> new LedgerTable(client, table.get())));
    }

    /** A ledger in memory. */
    public IdempotentRepository inMemory() {
        return over(new InMemoryStore());
    }

    private IdempotentRepository over(LedgerStore store) {
        return new DynamoDbLedger(
                store, LedgerTimes.keeping(Duration.ofDays(90)), clock, clock::advance, (period, task) -> {
                    renewals.add(task);
                    return () -> renewals.remove(task);
                });
    }

    private record LaterTable(Supplier<LedgerStore> store) implements LedgerStore {

        @Override
        public Optional<LedgerItem> read(String id) {
            return store.get().read(id);
        }

        @Override
        public Write replace(Optional<LedgerItem> known, LedgerItem next) {
            return store.get().replace(known, next);
        }

        @Override
        public Optional<String> contentHolder(String contentId) {
            return store.get().contentHolder(contentId);
        }

        @Override
        public void holdContent(String contentId, String id, Instant expires) {
            store.get().holdContent(contentId, id, expires);
        }
    }

    public void advance(Duration time) {
        clock.advance(time);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Renews all claims that are held. */
    public void renew() {
        List.copyOf(renewals).forEach(Runnable::run);
    }
}
