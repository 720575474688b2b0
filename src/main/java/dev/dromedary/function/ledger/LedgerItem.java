package dev.dromedary.function.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows about one thing in one route. Times are whole milliseconds, {@code expires} whole seconds.
 *
 * @param id {@code <route id>#<thing>}
 * @param state whether a claim stands, and if not, how the last one ended
 * @param revision counts the writes of this item, from 1
 * @param owner nonce of the attempt that wrote the item last
 * @param leaseUntil end of that attempt's lease
 * @param claimed the version that it claimed
 * @param replay the replay that it belonged to; empty if it belonged to none
 * @param requestHash hash of what was asked for under this id; empty where nobody chooses ids
 * @param firstClaims the time of the first claim of each version that is not completed, at most
 *     {@link ClaimRules#MAX_FIRST_CLAIMS}
 * @param outputsInDoubt a run since the last completion was about to make its outputs visible, so the outputs may not be those
 *     of the completed version
 * @param completed the last completed version
 * @param memory what attempts at the claimed version remember; empty once it is completed
 * @param lasting what one version remembers for later ones
 * @param expires when DynamoDB may delete the item; nothing else depends on it
 */
record LedgerItem(
        String id,
        State state,
        long revision,
        String owner,
        Instant leaseUntil,
        Sequencer claimed,
        Optional<String> replay,
        Optional<String> requestHash,
        Map<Sequencer, Instant> firstClaims,
        boolean outputsInDoubt,
        Optional<Completed> completed,
        Memory memory,
        Memory lasting,
        Instant expires) {

    LedgerItem {
        firstClaims = Map.copyOf(firstClaims);
    }

    /** The states of an item. */
    enum State {
        /** An attempt holds the claim, or died with it: the lease tells. */
        RUNNING,
        /** The last attempt gave the claim back without completing. */
        RELEASED,
        /** The last attempt completed. */
        DONE
    }

    /**
     * The last completed version.
     *
     * @param sequencer which version
     * @param by nonce of the attempt that completed it
     * @param content what it read; empty if it was not read to its end
     * @param duplicateOf ledger id of the thing whose outputs hold this content, if this thing's own do not
     * @param replays the replays that have completed this version, the last {@link ClaimRules#MAX_REPLAYS}, oldest first
     */
    record Completed(
            Sequencer sequencer,
            String by,
            Optional<Content> content,
            Optional<String> duplicateOf,
            List<String> replays) {

        Completed {
            replays = List.copyOf(replays);
        }

        /** Whether there is nothing left to do for an attempt at this version. */
        boolean isDoneFor(Optional<String> replay) {
            return replay.map(replays::contains).orElse(true);
        }
    }

    /** Whether the claim stands and belongs to this owner. */
    boolean runningBy(String nonce) {
        return state == State.RUNNING && owner.equals(nonce);
    }

    /** Whether the last completed version had this content. */
    boolean completedWith(Content content) {
        return completed.flatMap(Completed::content).filter(content::equals).isPresent();
    }

    /** Whether this thing's own outputs are those of this content, and nobody is about to replace them. */
    boolean holds(Content content) {
        return state != State.RUNNING
                && !outputsInDoubt
                && completedWith(content)
                && completed.flatMap(Completed::duplicateOf).isEmpty();
    }
}
