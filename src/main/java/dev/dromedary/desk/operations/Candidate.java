package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.Arrival;
import java.util.Optional;

/**
 * An object and a route that takes it.
 *
 * @param route the route
 * @param object the object
 * @param arrival what the route makes of it
 */
public record Candidate(DeployedRoute route, StoredObject object, Arrival arrival) {

    /** What a journal notes once it is replayed: another version of the object is another thing. */
    String item() {
        return route.id() + ' ' + object.name() + '@' + object.etag();
    }

    /** The ledger id of the object in the route, if it can be told from outside. */
    Optional<String> ledgerId() {
        return route.ledgerId(arrival);
    }
}
