package dev.dromedary.ledger;

/**
 * Who wants to work on what.
 *
 * @param routeId id of the route
 * @param thing the thing's id without the route: {@code bucket/key} or an event's id
 * @param sequencer the version of the thing
 * @param owner nonce of this attempt, used by no other
 */
record ClaimRequest(String routeId, String thing, Sequencer sequencer, String owner) {

    /** The ledger id: one item for each route and thing. */
    String id() {
        return routeId + '#' + thing;
    }
}
