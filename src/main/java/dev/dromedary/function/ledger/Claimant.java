package dev.dromedary.function.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes claims, and waits in place for those of others. */
final class Claimant {

    private static final Logger LOG = LoggerFactory.getLogger(Claimant.class);

    private final LedgerStore store;
    private final ClaimRules rules;
    private final LedgerTimes times;
    private final Clock clock;
    private final InstantSource own;
    private final Waiter waiter;

    /**
     * Takes claims.
     *
     * @param clock the time that is the same for all who work with the ledger
     * @param own the time of this machine, in which it is said until when to wait
     */
    Claimant(LedgerStore store, LedgerTimes times, Clock clock, InstantSource own, Waiter waiter) {
        this.store = store;
        this.rules = times.rules();
        this.times = times;
        this.clock = clock;
        this.own = own;
        this.waiter = waiter;
    }

    Claimant(LedgerStore store, LedgerTimes times, Clock clock, Waiter waiter) {
        this(store, times, clock, clock, waiter);
    }

    /**
     * Claims a thing, waiting while another attempt holds it. A claim that is {@code Mine} has been written.
     *
     * @param waitUntil when to stop waiting, by this machine's clock; a time that has passed means not to wait at all
     * @return mine, done already or superseded
     * @throws StillRunningException if another attempt is still running when the waiting ends
     */
    ClaimDecision claim(ClaimRequest request, Instant waitUntil) {
        Backoff backoff = Backoff.looking(times.look(), request.owner(), waitUntil, own, waiter);
        Optional<LedgerItem> found = store.read(request.id());
        while (true) {
            ClaimDecision decision = rules.claim(found, request, clock.instant());
            if (decision instanceof ClaimDecision.Mine mine) {
                LedgerStore.Write write = store.replace(found, mine.next());
                if (write.written()) {
                    return mine;
                }
                found = write.found();
            } else if (decision instanceof ClaimDecision.Running running) {
                if (backoff.pauses() == 0 && own.instant().isBefore(waitUntil)) {
                    LOG.info("{}: another attempt is at work; waiting for it", LogText.escape(request.id()));
                }
                if (!backoff.pause()) {
                    throw new StillRunningException(request.id(), running.lapsesAfter());
                }
                found = store.read(request.id());
            } else {
                return decision;
            }
        }
    }
}
