package dev.dromedary.function.ledger;

import dev.dromedary.function.ledger.LedgerItem.Completed;
import dev.dromedary.function.ledger.LedgerItem.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ledger's state machine: pure functions from an item, a wish and the time to the next item. They promise nothing until
 * the next item has been written on the condition that the item is still the one they were given.
 *
 * <pre>
 *   nothing ──claim──▶ RUNNING ──complete──▶ DONE
 *                       │  ▲ ▲                 │
 *                 release  │ └─claim (higher)──┘
 *                       ▼  │
 *                    RELEASED        RUNNING ──claim, after lease and skew──▶ RUNNING (new owner)
 * </pre>
 *
 * <p>A replay claims a completed version once more ({@code DONE ──claim──▶ RUNNING}), and completes it under its own id.
 */
final class ClaimRules {

    /**
     * So many times of first claims an item keeps; the lowest versions go first. It bounds the item (DynamoDB allows 400 KB) of
     * a key that is written often and never completes.
     */
    static final int MAX_FIRST_CLAIMS = 100;

    /** So many replays of a version an item knows as completed; the oldest go first. */
    static final int MAX_REPLAYS = 20;

    private final Duration lease;
    private final Duration skew;
    private final Duration keep;

    /**
     * Sets the times.
     *
     * @param lease how long a claim stands without renewal
     * @param skew by how much the clocks of two workers may differ
     * @param keep how long an item is kept after its last write
     */
    ClaimRules(Duration lease, Duration skew, Duration keep) {
        this.lease = lease;
        this.skew = skew;
        this.keep = keep;
    }

    /** How long a claim can stand in the way of others after its worker died. */
    Duration longestLapse() {
        return lease.plus(skew);
    }

    /**
     * Decides about a claim. What is completed decides first; then, two versions of a thing never run at once. A replay passes
     * over the completion of its version, unless it was the replay's own; in all else it is an attempt like any other.
     *
     * @param found the thing's item, if there is one
     * @throws OtherRequestException if the thing was asked for by another request before
     */
    ClaimDecision claim(Optional<LedgerItem> found, ClaimRequest request, Instant now) {
        if (found.isEmpty()) {
            return new ClaimDecision.Mine(claimed(
                    Optional.empty(), 1, Map.of(), false, Memory.EMPTY, Memory.EMPTY, Optional.empty(), request, now));
        }
        LedgerItem item = found.get();
        if (item.requestHash().isPresent()
                && request.requestHash().isPresent()
                && !item.requestHash().equals(request.requestHash())) {
            throw new OtherRequestException(request.id());
        }
        int order = item.completed()
                .map(done -> request.sequencer().compareTo(done.sequencer()))
                .orElse(1);
        if (order == 0 && item.completed().get().isDoneFor(request.replay())) {
            return new ClaimDecision.DoneAlready();
        }
        if (order < 0) {
            return new ClaimDecision.Superseded();
        }
        Instant lapsesAfter = item.leaseUntil().plus(skew);
        // Its own claim, when the reply to it was lost, is no one else's.
        if (item.state() == State.RUNNING && !item.owner().equals(request.owner()) && !now.isAfter(lapsesAfter)) {
            return new ClaimDecision.Running(lapsesAfter);
        }
        // What attempts at one version remember is nothing to another version, nor to a replay after a rule has
        // changed.
        boolean goesOn =
                item.claimed().equals(request.sequencer()) && item.replay().equals(request.replay());
        Memory memory = goesOn ? item.memory() : Memory.EMPTY;
        return new ClaimDecision.Mine(claimed(
                item.completed(),
                item.revision() + 1,
                item.firstClaims(),
                item.outputsInDoubt(),
                memory,
                item.lasting(),
                item.requestHash(),
                request,
                now));
    }

    private LedgerItem claimed(
            Optional<Completed> completed,
            long revision,
            Map<Sequencer, Instant> before,
            boolean outputsInDoubt,
            Memory memory,
            Memory lasting,
            Optional<String> requestHash,
            ClaimRequest request,
            Instant now) {
        TreeMap<Sequencer, Instant> firstClaims = new TreeMap<>(before);
        while (firstClaims.size() >= MAX_FIRST_CLAIMS && !firstClaims.containsKey(request.sequencer())) {
            firstClaims.pollFirstEntry();
        }
        firstClaims.putIfAbsent(request.sequencer(), now.truncatedTo(ChronoUnit.MILLIS));
        return new LedgerItem(
                request.id(),
                State.RUNNING,
                revision,
                request.owner(),
                leaseFrom(now),
                request.sequencer(),
                request.replay(),
                request.requestHash().or(() -> requestHash),
                firstClaims,
                outputsInDoubt,
                completed,
                memory,
                lasting,
                expiresFrom(now));
    }

    /** Extends the owner's lease; empty if the claim is no longer the owner's. */
    Optional<LedgerItem> renew(LedgerItem item, String owner, Instant now) {
        return owned(item, owner).map(i -> next(i, State.RUNNING, leaseFrom(now), i.outputsInDoubt(), i.memory(), now));
    }

    /** Extends the owner's lease and notes that outputs are about to become visible; empty if the claim is no longer the owner's. */
    Optional<LedgerItem> renewBeforeOutputs(LedgerItem item, String owner, Instant now) {
        return owned(item, owner).map(i -> next(i, State.RUNNING, leaseFrom(now), true, i.memory(), now));
    }

    /**
     * Extends the owner's lease and keeps a text for later attempts at the claimed version; empty if the claim is no longer the
     * owner's.
     *
     * @throws IllegalArgumentException if the text is too large
     */
    Optional<LedgerItem> remember(LedgerItem item, String owner, String name, String text, Instant now) {
        return owned(item, owner)
                .map(i -> next(
                        i,
                        State.RUNNING,
                        leaseFrom(now),
                        i.outputsInDoubt(),
                        i.memory().with(name, text),
                        now));
    }

    /**
     * Extends the owner's lease and keeps a text for later versions, too, or forgets it; empty if the claim is no longer the
     * owner's.
     *
     * @param text what to keep; null to forget it
     * @throws IllegalArgumentException if the text is too large
     */
    Optional<LedgerItem> rememberLasting(LedgerItem item, String owner, String name, String text, Instant now) {
        return owned(item, owner)
                .map(i -> next(
                        i,
                        State.RUNNING,
                        leaseFrom(now),
                        i.outputsInDoubt(),
                        i.memory(),
                        text == null
                                ? i.lasting().without(name)
                                : i.lasting().with(name, text, Memory.MAX_LASTING_BYTES),
                        now));
    }

    /** Gives the claim back, so that another attempt may start at once; empty if the claim is no longer the owner's. */
    Optional<LedgerItem> release(LedgerItem item, String owner, Instant now) {
        return owned(item, owner)
                .map(i -> next(i, State.RELEASED, i.leaseUntil(), i.outputsInDoubt(), i.memory(), now));
    }

    /**
     * Completes the claimed version; empty if the claim is no longer the owner's.
     *
     * @param content what was read, if it was read to its end
     * @param duplicateOf ledger id of the thing whose outputs hold the content, if this thing's own do not
     */
    Optional<LedgerItem> complete(
            LedgerItem item, String owner, Optional<Content> content, Optional<String> duplicateOf, Instant now) {
        return owned(item, owner).map(i -> {
            TreeMap<Sequencer, Instant> unfinished = new TreeMap<>(i.firstClaims());
            unfinished.headMap(i.claimed(), true).clear();
            return new LedgerItem(
                    i.id(),
                    State.DONE,
                    i.revision() + 1,
                    owner,
                    i.leaseUntil(),
                    i.claimed(),
                    i.replay(),
                    i.requestHash(),
                    unfinished,
                    false,
                    Optional.of(new Completed(i.claimed(), owner, content, duplicateOf, replays(i))),
                    Memory.EMPTY,
                    i.lasting(),
                    expiresFrom(now));
        });
    }

    private static List<String> replays(LedgerItem item) {
        List<String> replays = new ArrayList<>();
        item.completed()
                .filter(done -> done.sequencer().equals(item.claimed()))
                .ifPresent(done -> replays.addAll(done.replays()));
        item.replay().ifPresent(replays::add);
        return replays.subList(Math.max(0, replays.size() - MAX_REPLAYS), replays.size());
    }

    private static Optional<LedgerItem> owned(LedgerItem item, String owner) {
        return Optional.of(item).filter(i -> i.runningBy(owner));
    }

    private LedgerItem next(
            LedgerItem item, State state, Instant leaseUntil, boolean outputsInDoubt, Memory memory, Instant now) {
        return next(item, state, leaseUntil, outputsInDoubt, memory, item.lasting(), now);
    }

    private LedgerItem next(
            LedgerItem item,
            State state,
            Instant leaseUntil,
            boolean outputsInDoubt,
            Memory memory,
            Memory lasting,
            Instant now) {
        return new LedgerItem(
                item.id(),
                state,
                item.revision() + 1,
                item.owner(),
                leaseUntil,
                item.claimed(),
                item.replay(),
                item.requestHash(),
                item.firstClaims(),
                outputsInDoubt,
                item.completed(),
                memory,
                lasting,
                expiresFrom(now));
    }

    private Instant leaseFrom(Instant now) {
        return now.plus(lease).truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant expiresFrom(Instant now) {
        return now.plus(keep).truncatedTo(ChronoUnit.SECONDS);
    }
}
