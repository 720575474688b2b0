package dev.dromedary.plan.workflow;

import java.util.Set;

/** Which variables are set on each of several ways: behind them only those are known that all ways set. */
final class Ways {

    private final Scope scope;
    private final Set<String> before;
    private Set<String> certain;

    Ways(Scope scope) {
        this.scope = scope;
        this.before = scope.known();
    }

    /** A way begins. */
    void begin() {
        scope.keep(before);
    }

    /** A way ends; what does not go on has no say. */
    void end(boolean isFinal) {
        if (!isFinal) {
            Set<String> known = scope.known();
            if (certain == null) {
                certain = known;
            } else {
                certain.retainAll(known);
            }
        }
    }

    /** A way without any step. */
    void none() {
        begin();
        end(false);
    }

    /** What is known behind all ways. */
    void join() {
        scope.keep(certain == null ? before : certain);
    }
}
