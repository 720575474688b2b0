package dev.dromedary.function.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A store whose calls are interleaved with those of others and go wrong: they fail before or after they took effect, or are
 * repeated because the first reply was lost.
 */
final class FaultyStore implements LedgerStore {

    /** A call that failed. */
    static final class Fault extends RuntimeException {
        Fault(String message) {
            super(message);
        }
    }

    private final LedgerStore store;
    private final Random random;
    private final Runnable interference;
    private final Consumer<LedgerItem> written;
    private final Consumer<LedgerItem> acknowledged;
    private boolean faults = true;

    FaultyStore(
            LedgerStore store,
            Random random,
            Runnable interference,
            Consumer<LedgerItem> written,
            Consumer<LedgerItem> acknowledged) {
        this.store = store;
        this.random = random;
        this.interference = interference;
        this.written = written;
        this.acknowledged = acknowledged;
    }

    void stopFaults() {
        faults = false;
    }

    @Override
    public Optional<LedgerItem> read(String id) {
        failBefore();
        return store.read(id);
    }

    @Override
    public Write replace(Optional<LedgerItem> known, LedgerItem next) {
        failBefore();
        Write write = store.replace(known, next);
        if (write.written()) {
            written.accept(next);
        }
        if (faults && random.nextInt(20) == 0) {
            interference.run();
            throw new Fault("the reply to a write was lost");
        }
        if (faults && random.nextInt(10) == 0) {
            interference.run();
            boolean first = write.written();
            write = store.replace(known, next);
            if (write.written() && !first) {
                written.accept(next);
            }
        }
        if (write.written()) {
            acknowledged.accept(next);
        }
        return write;
    }

    @Override
    public Optional<String> contentHolder(String contentId) {
        failBefore();
        return store.contentHolder(contentId);
    }

    @Override
    public void holdContent(String contentId, String id, Instant expires) {
        failBefore();
        store.holdContent(contentId, id, expires);
    }

    private void failBefore() {
        if (!faults) {
            return;
        }
        interference.run();
        if (random.nextInt(30) == 0) {
            throw new Fault("a call failed");
        }
    }
}
