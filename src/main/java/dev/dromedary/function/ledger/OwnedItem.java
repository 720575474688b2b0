package dev.dromedary.function.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The item of a claim as its owner last wrote it. One thread at a time writes; what stands is read by any, also while a write
 * waits for the table.
 */
final class OwnedItem {

    private final LedgerStore store;
    private final Clock clock;
    private final String owner;
    private volatile LedgerItem item;
    private volatile ClaimLostException lost;

    OwnedItem(LedgerStore store, Clock clock, String owner, LedgerItem item) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
        this.item = item;
    }

    /** One of {@link ClaimRules}' ways from an item to the next; empty if the claim is no longer the owner's. */
    @FunctionalInterface
    interface Transition {
        Optional<LedgerItem> from(LedgerItem known, String owner, Instant now);
    }

    /** The item as it was last written. */
    LedgerItem item() {
        return item;
    }

    boolean isLost() {
        return lost != null;
    }

    /** Remembers that the claim is lost. */
    ClaimLostException lose(Throwable cause) {
        lost = new ClaimLostException(item.id(), cause);
        return lost;
    }

    /**
     * Does nothing while the claim is not known to be lost.
     *
     * @throws ClaimLostException if it is
     */
    void requireHeld() {
        ClaimLostException known = lost;
        if (known != null) {
            throw known;
        }
    }

    /** The time for which the claim stands without another renewal; zero or less if its lease has ended. */
    Duration leaseLeft() {
        return Duration.between(clock.instant(), item.leaseUntil());
    }

    /**
     * Writes the next item. Only the owner writes while the claim stands, so a stored item that is not the known one is either an
     * earlier write of this owner, whose reply never came, or the sign that the claim is lost.
     *
     * @throws ClaimLostException if the claim is no longer the owner's
     */
    void write(Transition transition) {
        Optional<LedgerItem> known = Optional.of(item);
        while (known.isPresent()) {
            Optional<LedgerItem> next = transition.from(known.get(), owner, clock.instant());
            if (next.isEmpty()) {
                break;
            }
            LedgerStore.Write write = store.replace(known, next.get());
            if (write.written()) {
                item = next.get();
                return;
            }
            known = write.found();
            if (next.get().state() == LedgerItem.State.DONE && completedByOwner(known)) {
                return;
            }
        }
        throw lose(null);
    }

    /** Whether the owner's completion went in, its reply was lost, and another attempt has claimed a later version since. */
    private boolean completedByOwner(Optional<LedgerItem> found) {
        return found.flatMap(LedgerItem::completed)
                .filter(done -> done.by().equals(owner))
                .isPresent();
    }
}
