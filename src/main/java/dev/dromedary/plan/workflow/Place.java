package dev.dromedary.plan.workflow;

/**
 * Where a step stands.
 *
 * @param states gets its states
 * @param scope which variables there are
 * @param catching what catches its failures
 * @param retried whether Camel's error handling holds, which tries a step again; not within a doTry
 */
record Place(States states, Scope scope, Catching catching, boolean retried) {

    SimpleText values() {
        return new SimpleText(scope);
    }

    /** Within a branch: its failures are those of the state that holds the branch. */
    Place inside(Scope branch) {
        return new Place(states.inside(), branch, Catching.in(catching), retried);
    }

    /** In a doTry, or in one of its doCatch. */
    Place caughtBy(Catching other) {
        return new Place(states, scope, other, false);
    }

    /** In a route of its own, which has error handling of its own. */
    Place inRoute() {
        return new Place(states, scope, catching, true);
    }
}
