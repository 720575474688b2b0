package dev.dromedary.function.ledger;

import java.util.Optional;

/**
 * Who wants to work on what.
 *
 * @param routeId id of the route
 * @param thing the thing's id without the route: {@code bucket/key} or an event's id
 * @param sequencer the version of the thing
 * @param owner nonce of this attempt, used by no other
 * @param replay id of the replay that asks for it; empty for what a trigger has delivered
 * @param requestHash hash of what is asked for, where its sender has chosen the id; empty for all else
 */
record ClaimRequest(
        String routeId,
        String thing,
        Sequencer sequencer,
        String owner,
        Optional<String> replay,
        Optional<String> requestHash) {

    /** What a trigger has delivered. */
    ClaimRequest(String routeId, String thing, Sequencer sequencer, String owner) {
        this(routeId, thing, sequencer, owner, Optional.empty());
    }

    /** What names just one thing by its id. */
    ClaimRequest(String routeId, String thing, Sequencer sequencer, String owner, Optional<String> replay) {
        this(routeId, thing, sequencer, owner, replay, Optional.empty());
    }

    /** The ledger id: one item for each route and thing, for replays too, so that none runs beside another attempt. */
    String id() {
        return routeId + '#' + thing;
    }
}
