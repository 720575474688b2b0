package dev.dromedary.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of an invocation while it runs.
 *
 * @param verdict what a failure does
 * @param invocation id and deadline
 * @param outcomes what became of all that did not fail; grows
 * @param failures what failed; grows
 */
record Run(Verdict verdict, Invocation invocation, List<Map<String, Object>> outcomes, List<Failure> failures) {

    static Run of(Verdict verdict, Invocation invocation) {
        return new Run(verdict, invocation, new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Whether the rest of an item is still to be tried.
     *
     * @param before how many failures there were before the item
     */
    boolean goesOn(int before) {
        return failures.size() == before || !verdict.ordered();
    }

    /** Why an item failed, in one sentence. */
    String reasons(int before) {
        return failures.stream().skip(before).map(Failure::sentence).collect(Collectors.joining("; "));
    }
}
