package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What catches failures at a place: the clauses of the doTry around it, and those of the one around that.
 *
 * @param clauses from the innermost on
 * @param branches whether a branch of a state is between, so that a failure within is that of the state
 */
record Catching(List<Clause> clauses, boolean branches) {

    /** Nothing does. */
    static final Catching NONE = new Catching(List.of(), false);

    /**
     * A doCatch.
     *
     * @param exceptions its classes
     * @param errors names of the errors that it catches
     * @param failure the variable for the failure's message, or null
     * @param ends lead to what it does
     */
    record Clause(List<String> exceptions, List<String> errors, String failure, List<Fragment.End> ends) {}

    /** Within a branch of a state, which is caught in place of what is in it. */
    static Catching in(Catching around) {
        return new Catching(around.clauses, true);
    }

    /** These clauses first. */
    Catching within(List<Clause> inner) {
        List<Clause> all = new ArrayList<>(inner);
        if (!branches) {
            all.addAll(clauses);
        }
        return new Catching(all, false);
    }

    /**
     * The catchers of a state; none if nothing catches its failures, or if that is for the state around its branch.
     *
     * @param body what a doCatch finds as the body; what a call was handed stays there in Camel
     */
    List<Map<String, Object>> catchers(String body) {
        List<Map<String, Object>> catchers = new ArrayList<>();
        if (branches) {
            return catchers;
        }
        for (Clause clause : clauses) {
            Map<String, Object> catcher = new LinkedHashMap<>();
            catcher.put("ErrorEquals", clause.errors());
            if (clause.failure() != null) {
                catcher.put("Assign", Map.of(clause.failure(), Jsonata.expression(MESSAGE)));
            }
            catcher.put("Output", Jsonata.expression(body));
            clause.ends().add(new Fragment.End(catcher, "Next", false));
            catchers.add(catcher);
            if (clause.errors().contains(Errors.ALL)) {
                break;
            }
        }
        return catchers;
    }

    /** The sentence of a function's failure stands in a JSON document, that of another error by itself. */
    private static final String MESSAGE = "($contains($states.errorOutput.Cause, /^\\{.*\"errorMessage\"/) ?"
            + " $parse($states.errorOutput.Cause).errorMessage : $states.errorOutput.Cause)";

    /** The doCatch that catches what a step throws; empty if it leaves the workflow or the branch. */
    Optional<Clause> of(String thrown, Around around) {
        return branches
                ? Optional.empty()
                : clauses.stream()
                        .filter(clause -> clause.exceptions().stream()
                                .anyMatch(exception -> around.isCaughtAs(thrown, exception)))
                        .findFirst();
    }
}
