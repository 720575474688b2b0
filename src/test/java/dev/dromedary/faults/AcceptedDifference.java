package dev.dromedary.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can't be otherwise, with its reason; docs/failures.md says the same. Nothing else may differ, and what stands here has
 * to differ each time.
 *
 * @param route id of the route
 * @param call the operation at which it happens, {@code Service.Operation}
 * @param kinds what happens there
 * @param part the part of the final state that differs
 * @param reason why it can't be otherwise
 */
record AcceptedDifference(String route, String call, Set<String> kinds, String part, String reason) {

    static final List<AcceptedDifference> ALL = List.of();

    boolean covers(CaseFaults faults, Cell cell) {
        return route.equals(faults.file.route()) && call.equals(cell.call().name()) && kinds.contains(cell.kind());
    }

    /** Whether this is all that is wrong. */
    boolean explains(Map<String, String> differences) {
        return differences.keySet().equals(Set.of(part));
    }
}
