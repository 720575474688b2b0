package dev.dromedary.function.ledger;

import java.time.Instant;
import java.util.Optional;

/** Where items are. Reads see every write that has been acknowledged; writes of one item happen one after the other. */
interface LedgerStore {

    /** The item of a thing. */
    Optional<LedgerItem> read(String id);

    /**
     * Writes an item if the stored one is still the known one.
     *
     * @param known the item that {@code next} was made from; empty if there was none
     * @param next the item to store
     */
    Write replace(Optional<LedgerItem> known, LedgerItem next);

    /** The ledger id of the thing that last completed a content. */
    Optional<String> contentHolder(String contentId);

    /** Notes which thing completes a content. */
    void holdContent(String contentId, String id, Instant expires);

    /**
     * How a write ended.
     *
     * @param written whether the item is stored, by this call or by an earlier one whose reply was lost
     * @param found what is stored instead, if it is not and if there is an item
     */
    record Write(boolean written, Optional<LedgerItem> found) {}
}
