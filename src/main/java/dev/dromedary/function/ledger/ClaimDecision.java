package dev.dromedary.function.ledger;

import java.time.Instant;

/** What {@link ClaimRules} say to someone who wants to work on a thing. */
sealed interface ClaimDecision {

    /**
     * Work on it, once this item has been written.
     *
     * @param next the item with the claim in it
     */
    record Mine(LedgerItem next) implements ClaimDecision {}

    /** This version is completed: there is nothing to do. */
    record DoneAlready() implements ClaimDecision {}

    /** A later version is completed: there is nothing to do. */
    record Superseded() implements ClaimDecision {}

    /**
     * Another attempt works on a version of the thing: look again later.
     *
     * @param lapsesAfter the claim may be taken over after this time, unless it has been renewed
     */
    record Running(Instant lapsesAfter) implements ClaimDecision {}
}
