package dev.dromedary.plan;

/**
 * A route as it stands in its file.
 *
 * @param id the route's id
 * @param file the file, relative to the routes folder
 * @param line where the route begins, 1-based; -1 if unknown
 * @param from the endpoint that it begins with, placeholders unresolved
 * @param precondition what has to hold so that the route is there at all, placeholders unresolved; empty if nothing has to
 */
public record RouteSource(String id, String file, int line, String from, String precondition) {

    /** Whether the route is a function of its own. */
    public boolean isFunction() {
        return from.startsWith(TriggerPlan.PREFIX);
    }
}
