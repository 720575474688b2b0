package dev.dromedary.plan;

import java.util.Collection;
import java.util.List;

/** Something that has to hold of a plan. A new one is a line in {@link Rules}. */
public interface Rule {

    /**
     * What a rule looks at.
     *
     * @param folder tells lines of options
     * @param functions all functions
     * @param graph what starts what
     */
    record Subject(RoutesFolder folder, Collection<PlannedFunction> functions, Graph graph) {

        /**
         * Something is wrong with an option of a function's trigger.
         *
         * @param message what is wrong, and what to do
         * @return the finding, with the option's line
         */
        public Finding at(PlannedFunction function, String option, String message) {
            return function.finding(folder, option, message);
        }
    }

    /**
     * Looks for what breaks the rule.
     *
     * @return one finding for each place, with what to do
     */
    List<Finding> check(Subject subject);
}
